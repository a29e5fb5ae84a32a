import { countFilters, type CountName } from './target-counts.ts'

/** The address of the grid with exactly the targets that a count counts. */
export function gridOf(jobId: string, name: CountName): string {
  const search = new URLSearchParams({ ...countFilters[name] }).toString()
  return `/jobs/${jobId}/targets${search && `?${search}`}`
}
