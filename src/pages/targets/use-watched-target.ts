import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isSameRevision } from '~/api/entity.ts'
import type { TargetFilter } from '~/api/target-filter.ts'
import { targetQuery } from '~/api/targets.ts'
import { showInRow } from './show-in-row.ts'
import { watchInterval } from './watch-interval.ts'

/** A target as it goes on. What is seen of it here, its row in the list shows too, and its job is looked at. */
export function useWatchedTarget(jobId: string, targetId: string, filter: TargetFilter) {
  const client = useQueryClient()
  const read = useQuery({
    ...targetQuery(jobId, targetId, filter.cultures),
    refetchInterval: ({ state: { data } }) => watchInterval(data),
  })
  const target = read.data
  const before = useRef(target)
  useEffect(() => {
    const seen = before.current
    before.current = target
    if (!target || seen?.id !== target.id || isSameRevision(seen, target)) return
    showInRow(client, jobId, filter, target)
    void client.invalidateQueries({ queryKey: ['jobs', jobId, 'job'] })
  }, [client, jobId, filter, target])
  return read
}
