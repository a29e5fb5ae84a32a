import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Entity } from '~/api/entity.ts'
import { goesOn } from '~/api/job-goes-on.ts'
import { targetsNowQuery, targetsQuery } from '~/api/targets.ts'
import { config } from '~/lib/current-config.ts'
import { followedJobQuery, useLiveUpdates } from '~/pages/jobs/followed-job.ts'
import { useRememberedVisit } from '~/pages/jobs/use-remembered-visit.ts'
import { countChanged } from './count-changed.ts'
import type { ShownPage } from './use-target-list.ts'

// A list is ten times a job: it is read when the job is not as it was, and by itself so much less often.
const listEvery = 3

/** What has changed of a page of targets since it was read, and what keeps us from knowing. Nothing moves until `show`. */
export function useListChanges(jobId: string, { filter, data, readAt, settled }: ShownPage) {
  const client = useQueryClient()
  const { live } = useLiveUpdates()
  const job = useQuery({ ...followedJobQuery(jobId, live), retryOnMount: true })
  useRememberedVisit(job.data)
  const pollMs = config().contentHub.pollSeconds * 1000
  const listMs = live && job.data && goesOn(job.data) ? listEvery * pollMs : null
  const now = useQuery({
    ...targetsNowQuery(jobId, filter),
    enabled: settled,
    ...(settled && data && { initialData: data, initialDataUpdatedAt: readAt }),
    staleTime: listMs ?? Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.error && live ? pollMs : (listMs ?? false)),
  })
  const movedAt = useMovedAt(job.data, job.dataUpdatedAt, pollMs)
  // A list that is under way was asked for before the job moved again: each move asks anew.
  const due = settled && movedAt > Math.max(readAt, now.dataUpdatedAt, now.errorUpdatedAt) ? movedAt : null
  const { refetch } = now
  useEffect(() => {
    if (due !== null) void refetch()
  }, [due, refetch])
  const latest = settled && now.data && now.dataUpdatedAt > readAt ? now.data : undefined
  return {
    changed: latest && data ? countChanged(data, latest) : 0,
    show: () => {
      if (latest) client.setQueryData(targetsQuery(jobId, filter).queryKey, latest)
    },
    error: job.error ?? now.error,
    tryAgain: () => void (job.error ? job : now).refetch(),
  }
}

/**
 * When the job was first seen to be as it is. What was before the first look is not known: it counts as moved one poll
 * earlier, so that a page older than that is read again.
 */
function useMovedAt(job: Entity | undefined, readAt: number, pollMs: number): number {
  const [seen, setSeen] = useState({ job, at: readAt - pollMs })
  // An answer that says the same is the same object.
  if (job !== seen.job) setSeen({ job, at: seen.job ? readAt : readAt - pollMs })
  return seen.at
}
