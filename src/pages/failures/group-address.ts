/** The address of a job's failures with one cause open. */
export function groupAddress(jobId: string, pattern: string): string {
  // A cause without words has a name that no pattern can be: patterns are trimmed.
  const group = pattern === '' ? ' ' : pattern
  return `/jobs/${jobId}/failures?${new URLSearchParams({ group })}`
}

/** The cause that an address opens; null where it opens none. */
export const openGroup = (search: URLSearchParams): string | null => search.get('group')?.trim() ?? null
