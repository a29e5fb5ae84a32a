/** The address of a job's failures with one cause open, at its first target; what else an address bears stays. */
export function groupAddress(jobId: string, pattern: string, search: URLSearchParams): string {
  const next = new URLSearchParams(search)
  // A cause without words has a name that no pattern can be: patterns are trimmed.
  next.set('group', pattern === '' ? ' ' : pattern)
  next.delete('skip')
  return `/jobs/${jobId}/failures?${next}`
}

/** The cause that an address opens; null where it opens none. */
export const openGroup = (search: URLSearchParams): string | null => search.get('group')?.trim() ?? null
