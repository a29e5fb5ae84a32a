import { QueryObserver, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Entity } from '~/api/entity.ts'
import type { TargetFilter } from '~/api/target-filter.ts'
import { targetsAheadQuery, targetsQuery } from '~/api/targets.ts'

// The rows that were asked for are painted first.
const aheadDelayMs = 30
const none: readonly Entity[] = []

/** The page of targets that an address asks for, and the one after it ahead of need. */
export function useTargetList(jobId: string, filter: TargetFilter) {
  const page = useQuery(targetsQuery(jobId, filter))
  const rows = page.data?.items ?? none
  const total = page.data?.total_items ?? null
  useNextPageAhead(
    jobId,
    filter,
    page.isSuccess &&
      !page.isPlaceholderData &&
      (total === null ? rows.length === filter.take : filter.skip + filter.take < total),
  )
  return { page, rows, total }
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
