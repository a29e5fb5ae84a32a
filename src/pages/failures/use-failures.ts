import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { failuresQuery } from './failures-query.ts'
import { groupCauses } from './group-causes.ts'

// Twenty calls of a hundred. What these do not show is rare; the rest is read where a person asks for it.
const readByItself = 2_000

/** The causes of a job's failures, as far as its failed targets have been read, and what goes on with the reading. */
export function useFailures(jobId: string) {
  const client = useQueryClient()
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(failuresQuery(jobId))
  const [most, setMost] = useState(readByItself)
  const causes = useMemo(() => groupCauses(data?.pages.map(({ targets }) => targets) ?? []), [data])
  const read = causes.reduce((sum, { targets }) => sum + targets.length, 0)
  const goesOn = hasNextPage && !error && read < most
  // By its number: where timers are slow, a page that was asked for and came is seen at once.
  const nextPage = goesOn ? data?.pages.length : undefined
  useEffect(() => {
    if (nextPage !== undefined && !isFetching) void fetchNextPage()
  }, [nextPage, isFetching, fetchNextPage])
  return {
    causes,
    read,
    total: data?.pages.at(-1)?.total ?? null,
    /** When the first of them was read, in ms since 1970; undefined while nothing is. */
    readAt: data?.pages[0]?.readAt,
    error,
    isReading: isFetching || goesOn,
    hasMore: hasNextPage,
    pause: () => setMost(0),
    readRest: () => setMost(Number.POSITIVE_INFINITY),
    tryAgain: () => void (data ? fetchNextPage() : client.refetchQueries(failuresQuery(jobId))),
    readAgain: () => {
      setMost(readByItself)
      void client.resetQueries(failuresQuery(jobId))
    },
  }
}
