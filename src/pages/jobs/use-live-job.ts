import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Entity } from '~/api/entity.ts'
import { isFinished, jobQuery } from '~/api/jobs.ts'
import { config } from '~/lib/current-config.ts'
import { usePreference } from '~/lib/preference.ts'
import { Problem } from '~/lib/problem.ts'
import { useTargetCounts } from './use-target-counts.ts'

/** Whether open jobs follow what happens, as this browser remembers it. */
export function useLiveUpdates() {
  const [preference, setPreference] = usePreference('live-updates')
  return { live: preference !== 'off', setLive: (live: boolean) => setPreference(live ? null : 'off') }
}

/** A job and the counts of its targets, read again every `pollSeconds` while the job goes on and the tab is looked at. */
export function useLiveJob(jobId: string) {
  const { live } = useLiveUpdates()
  const { cultures, pollSeconds } = config().contentHub
  const follows = (job: Entity | undefined) => live && job !== undefined && !isFinished(job)
  const job = useQuery({
    ...jobQuery(jobId, cultures),
    refetchInterval: ({ state }) => (follows(state.data) ? pollSeconds * 1000 : false),
    refetchOnWindowFocus: ({ state }) => follows(state.data),
  })
  const mayCount = !job.isPending && !isHidden(job.error)
  const counts = useTargetCounts(jobId, mayCount)
  useRecount(jobId, job.dataUpdatedAt)
  return { job, counts, mayCount }
}

const isHidden = (error: unknown): boolean =>
  error instanceof Problem && (error.status === 403 || error.status === 404)

/** Every later answer about the job makes its targets be counted again: also the last one, which says that it finished. */
function useRecount(jobId: string, jobReadAt: number) {
  const client = useQueryClient()
  const countedAt = useRef(0)
  useEffect(() => {
    const before = countedAt.current
    countedAt.current = jobReadAt
    if (before === 0 || before === jobReadAt) return
    void client.invalidateQueries({ queryKey: ['jobs', jobId, 'target-count'] }, { cancelRefetch: false })
  }, [client, jobId, jobReadAt])
}
