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

/** What is known of the counts by now; after a failure the last known one. */
export const knownCounts = (counts: Readonly<Record<CountName, CountQuery>>): TargetCounts => ({
  total: counts.total.data ?? null,
  done: counts.done.data ?? null,
  failed: counts.failed.data ?? null,
  running: counts.running.data ?? null,
  waiting: counts.waiting.data ?? null,
  cancelled: counts.cancelled.data ?? null,
})
