import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Problem } from '~/lib/problem.ts'
import { followedJobQuery, useLiveUpdates } from './followed-job.ts'
import { useTargetCounts } from './use-target-counts.ts'

/** A job and the counts of its targets, read again every `pollSeconds` while the job goes on and the tab is looked at. */
export function useLiveJob(jobId: string) {
  const { live } = useLiveUpdates()
  const job = useQuery(followedJobQuery(jobId, live))
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
