import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { type CallOptions, get } from './call.ts'
import { type Entity, entity } from './entity.ts'
import type { IsAhead } from './limiter.ts'
import { askedByLoader } from './query-client.ts'
import { path } from './path.ts'
import { readEntity, shareSameText } from './read-entity.ts'
import type { TargetFilter } from './target-filter.ts'

const total = z.nullish(z.int())
const targetPage = z.looseObject({ items: z.nullish(z.array(entity)), total_items: total })
export type TargetPage = z.infer<typeof targetPage>
const targetCount = z.looseObject({ total_items: total })
const seconds = 1000

/**
 * One page of a job's targets. A shown page changes only when it is asked to, so it never goes stale by itself. The route
 * asks for it before the page is there (`retryOnMount`): what has just failed is not asked for again by the page's arrival.
 */
export const targetsQuery = (jobId: string, filter: TargetFilter) =>
  queryOptions({
    queryKey: ['jobs', jobId, 'targets', filter],
    queryFn: ({ signal }) => readTargets(jobId, filter, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    // Pages that nobody looks at any more are 80 kB each.
    gcTime: 2 * seconds,
    ...askedByLoader,
  })

/** The page after, fetched ahead of need until somebody asks for it. */
export const targetsAheadQuery = (jobId: string, filter: TargetFilter, isAhead: IsAhead) => ({
  ...targetsQuery(jobId, filter),
  queryFn: ({ signal }: { signal: AbortSignal }) => readTargets(jobId, filter, { signal, isAhead }),
})

/** The same page as it is now, beside the one that is shown. A write has the shown one read again, and not this. */
export const targetsNowQuery = (jobId: string, filter: TargetFilter) =>
  queryOptions({
    queryKey: ['targets-now', jobId, filter],
    queryFn: ({ signal }) => readTargets(jobId, filter, { signal, isAhead: () => true }),
    gcTime: 0,
  })

/** Reads one page of a job's targets as it is at this moment, past every cache. */
export const readTargets = (
  jobId: string,
  filter: TargetFilter,
  options: Pick<CallOptions, 'signal' | 'isAhead'> & { what?: string },
) =>
  get(path`/api/jobs/${jobId}/targets`, targetPage, {
    what: 'The targets could not be loaded.',
    query: { ...filter },
    ...options,
  })

/** How many targets of a job are in a state and condition: a page of one, of which only the total is looked at. */
export const targetCountQuery = (jobId: string, filter: { state?: string; condition?: string }) =>
  queryOptions({
    queryKey: ['jobs', jobId, 'target-count', filter],
    queryFn: async ({ signal }) => {
      const page = await get(path`/api/jobs/${jobId}/targets`, targetCount, {
        what: 'The targets could not be counted.',
        query: { ...filter, take: 1 },
        signal,
      })
      return page.total_items ?? null
    },
  })

/** One target with every property in the given cultures. */
export const targetQuery = (jobId: string, targetId: string, cultures: readonly string[]) =>
  queryOptions({
    queryKey: ['jobs', jobId, 'target', targetId, cultures],
    queryFn: ({ signal }) => readTarget(jobId, targetId, cultures, signal),
    structuralSharing: shareSameText,
    gcTime: 60 * seconds,
    ...askedByLoader,
  })

/** Reads a target as it is at this moment, past every cache: before a write. Its text is kept with it. */
export const readTarget = (
  jobId: string,
  targetId: string,
  cultures: readonly string[],
  signal?: AbortSignal,
): Promise<Entity> =>
  readEntity(path`/api/jobs/${jobId}/targets/${targetId}`, {
    what: 'The target could not be loaded.',
    query: { cultures },
    ...(signal && { signal }),
  })
