import { QueryObserver, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { Entity } from '~/api/entity.ts'
import type { TargetFilter } from '~/api/target-filter.ts'
import { type TargetPage, targetsAheadQuery, targetsQuery } from '~/api/targets.ts'

// The rows that were asked for are painted first.
const aheadDelayMs = 30
const none: readonly Entity[] = []

/** A page of targets as it is shown. */
export interface ShownPage {
  readonly filter: TargetFilter
  readonly data: TargetPage | undefined
  /** When it was read, in ms since 1970. */
  readonly readAt: number
  /** False while it is still the page before, or none. */
  readonly settled: boolean
}

/** The page of targets that an address asks for, and the one after it ahead of need. */
export function useTargetList(jobId: string, filter: TargetFilter) {
  const page = useQuery(targetsQuery(jobId, filter))
  const rows = page.data?.items ?? none
  const total = page.data?.total_items ?? null
  const { data, dataUpdatedAt: readAt } = page
  const settled = page.isSuccess && !page.isPlaceholderData
  useNextPageAhead(
    jobId,
    filter,
    settled && (total === null ? rows.length === filter.take : filter.skip + filter.take < total),
  )
  const shown: ShownPage = useMemo(() => ({ filter, data, readAt, settled }), [filter, data, readAt, settled])
  return { page, rows, total, shown }
}

/** Holds the next page while this one is shown, so that it is there when it is asked for. */
function useNextPageAhead(jobId: string, filter: TargetFilter, wanted: boolean) {
  const client = useQueryClient()
  useEffect(() => {
    if (!wanted) return undefined
    let release: (() => void) | undefined
    let isAhead = true
    const timer = setTimeout(() => {
      const next = targetsAheadQuery(jobId, { ...filter, skip: filter.skip + filter.take }, () => isAhead)
      release = new QueryObserver(client, next).subscribe(() => {})
    }, aheadDelayMs)
    return () => {
      clearTimeout(timer)
      // Where the list turns to that page, it goes on with what is under way: it takes hold of it before this lets go.
      isAhead = false
      queueMicrotask(() => release?.())
    }
  }, [client, jobId, filter, wanted])
}
