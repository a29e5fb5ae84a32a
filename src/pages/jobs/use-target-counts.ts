import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { targetCountQuery } from '~/api/targets.ts'
import { countFilters, type CountName, type TargetCounts } from './target-counts.ts'

export type CountQuery = UseQueryResult<number | null>

/** Counts the targets of a job, one call a count. */
export function useTargetCounts(jobId: string, enabled: boolean): Readonly<Record<CountName, CountQuery>> {
  return {
    total: useCount(jobId, 'total', enabled),
    done: useCount(jobId, 'done', enabled),
    failed: useCount(jobId, 'failed', enabled),
    running: useCount(jobId, 'running', enabled),
    waiting: useCount(jobId, 'waiting', enabled),
    cancelled: useCount(jobId, 'cancelled', enabled),
  }
}

const useCount = (jobId: string, name: CountName, enabled: boolean): CountQuery =>
  useQuery({ ...targetCountQuery(jobId, countFilters[name]), enabled })

/** What is known of the counts now; one that failed is not. */
export const knownCounts = (counts: Readonly<Record<CountName, CountQuery>>): TargetCounts => ({
  total: known(counts.total),
  done: known(counts.done),
  failed: known(counts.failed),
  running: known(counts.running),
  waiting: known(counts.waiting),
  cancelled: known(counts.cancelled),
})

const known = ({ data, error }: CountQuery): number | null => (error ? null : (data ?? null))
