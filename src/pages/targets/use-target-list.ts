import { QueryObserver, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type Entity, isSameRevision } from '~/api/entity.ts'
import { isFinished, jobQuery } from '~/api/jobs.ts'
import type { TargetFilter } from '~/api/target-filter.ts'
import { targetsAheadQuery, targetsNowQuery, targetsQuery } from '~/api/targets.ts'
import { config } from '~/lib/current-config.ts'
import { useRememberedVisit } from '~/pages/jobs/use-remembered-visit.ts'

// The rows that were asked for are painted first.
const aheadDelayMs = 30
const none: readonly Entity[] = []

/** The page of targets that an address asks for, the one after it ahead of need, and what has changed since. */
export function useTargetList(jobId: string, filter: TargetFilter) {
  const client = useQueryClient()
  const page = useQuery(targetsQuery(jobId, filter))
  const rows = page.data?.items ?? none
  const total = page.data?.total_items ?? null
  const settled = page.isSuccess && !page.isPlaceholderData
  useNextPageAhead(
    jobId,
    filter,
    settled && (total === null ? rows.length === filter.take : filter.skip + filter.take < total),
  )
  const pollMs = config().contentHub.pollSeconds * 1000
  const job = useQuery({
    ...jobQuery(jobId, filter.cultures),
    enabled: page.isSuccess,
    retryOnMount: true,
    refetchInterval: ({ state }) => (state.data && !isFinished(state.data) ? pollMs : false),
  })
  useRememberedVisit(job.data)
  const live = job.data !== undefined && !isFinished(job.data)
  const now = useQuery({
    ...targetsNowQuery(jobId, filter, pollMs),
    enabled: live && settled,
    ...(settled && { initialData: page.data, initialDataUpdatedAt: page.dataUpdatedAt }),
    staleTime: pollMs,
  })
  const latest = live && settled && now.dataUpdatedAt > page.dataUpdatedAt ? now.data : undefined
  return {
    page,
    rows,
    total,
    job: job.data,
    /** How many of the shown rows are not as they were when they were read. */
    changed: latest ? countChanged(rows, latest.items ?? none) : 0,
    showChanges: () => {
      if (latest) client.setQueryData(targetsQuery(jobId, filter).queryKey, latest)
    },
  }
}

function countChanged(shown: readonly Entity[], now: readonly Entity[]): number {
  const places = Array.from(
    { length: Math.max(shown.length, now.length) },
    (_, place) => [shown[place], now[place]] as const,
  )
  return places.filter(([before, after]) => !isSameRevision(before, after)).length
}

/** Holds the next page while this one is shown, so that it is there when it is asked for. */
function useNextPageAhead(jobId: string, filter: TargetFilter, wanted: boolean) {
  const client = useQueryClient()
  useEffect(() => {
    if (!wanted) return undefined
    let release: (() => void) | undefined
    const timer = setTimeout(() => {
      const next = targetsAheadQuery(jobId, { ...filter, skip: filter.skip + filter.take })
      const { placeholderData: _, ...options } = next
      release = new QueryObserver(client, options).subscribe(() => {})
    }, aheadDelayMs)
    return () => {
      clearTimeout(timer)
      release?.()
    }
  }, [client, jobId, filter, wanted])
}
