import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { type TargetFilter, withFilter } from '~/api/target-filter.ts'
import { targetsQuery } from '~/api/targets.ts'
import { config } from '~/lib/current-config.ts'
import { readTargetFilter } from '~/api/target-filter.ts'

export interface Neighbours {
  /** The place of the target in the list, from 1; null where it is not in it (any more). */
  readonly position: number | null
  readonly total: number | null
  readonly goPrevious: (() => Promise<void>) | null
  readonly goNext: (() => Promise<void>) | null
}

/** Where a target stands in the list that the address describes, and the way to those beside it. */
export function useNeighbours(jobId: string, targetId: string, wanted: boolean): Neighbours {
  const client = useQueryClient()
  const navigate = useNavigate()
  const location = useLocation()
  const [search] = useSearchParams()
  const { filter } = readTargetFilter(search, config().contentHub)
  const list = useQuery({ ...targetsQuery(jobId, filter), enabled: wanted })
  // What another page has read is not this one's list.
  const items = (wanted && list.data?.items) || []
  const total = list.data?.total_items ?? null
  const index = items.findIndex((target) => target.id === targetId)
  const [lastIndex, setLastIndex] = useState<number | null>(null)
  if (index >= 0 && index !== lastIndex) setLastIndex(index)
  // A target that left the list (it was run again, say) stands between those that were beside it.
  const before = index >= 0 ? index - 1 : lastIndex === null ? null : lastIndex - 1
  const after = index >= 0 ? index + 1 : lastIndex

  async function goTo(place: number) {
    const skip = skipOf(filter, place)
    const page =
      skip === filter.skip ? list.data : await client.query(targetsQuery(jobId, { ...filter, skip }))
    const target = page?.items?.[filter.skip + place - skip]
    if (!target) return
    await navigate(
      { pathname: `/jobs/${jobId}/targets/${target.id}`, search: withFilter(search, { skip }) },
      { state: location.state, replace: true },
    )
  }

  const exists = (place: number | null): place is number =>
    place !== null &&
    filter.skip + place >= 0 &&
    (place < items.length || (total === null ? items.length === filter.take : filter.skip + place < total))
  return {
    position: index >= 0 ? filter.skip + index + 1 : null,
    total,
    goPrevious: wanted && exists(before) ? () => goTo(before) : null,
    goNext: wanted && exists(after) ? () => goTo(after) : null,
  }
}

/** The skip of the page on which a place lies that is counted from the first row of the page shown. */
function skipOf({ skip, take }: TargetFilter, place: number): number {
  if (place < 0) return Math.max(0, skip - take)
  return place < take ? skip : skip + take
}
