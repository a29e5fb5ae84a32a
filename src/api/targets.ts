import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { type CallOptions, get, noteOf, type TakenBack } from './call.ts'
import { type Entity, entity } from './entity.ts'
import { askedByLoader } from './query-client.ts'
import { path } from './path.ts'
import { useReadAgain } from './read-again.ts'
import type { TargetFilter } from './target-filter.ts'
import type { Writer } from './writer.ts'

const total = z.nullish(z.int())
const targetPage = z.looseObject({ items: z.nullish(z.array(entity)), total_items: total })
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

/** The page after, fetched ahead of need. */
export const targetsAheadQuery = (jobId: string, filter: TargetFilter) => ({
  ...targetsQuery(jobId, filter),
  queryFn: ({ signal }: { signal: AbortSignal }) => readTargets(jobId, filter, { signal, urgency: 'ahead' }),
})

/** The same page as it is now, beside the one that is shown. */
export const targetsNowQuery = (jobId: string, filter: TargetFilter, refetchInterval: number | false) =>
  queryOptions({
    queryKey: ['jobs', jobId, 'targets-now', filter],
    queryFn: ({ signal }) => readTargets(jobId, filter, { signal, urgency: 'ahead' }),
    staleTime: 0,
    gcTime: 0,
    refetchInterval,
  })

/** Reads one page of a job's targets as it is at this moment, past every cache. */
export const readTargets = (
  jobId: string,
  filter: TargetFilter,
  options: Pick<CallOptions, 'signal' | 'urgency'> & { what?: string },
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
    gcTime: 60 * seconds,
    ...askedByLoader,
  })

/** Reads a target as it is at this moment, past every cache: before a write. */
export const readTarget = (
  jobId: string,
  targetId: string,
  cultures: readonly string[],
  signal?: AbortSignal,
): Promise<Entity> =>
  get(path`/api/jobs/${jobId}/targets/${targetId}`, entity, {
    what: 'The target could not be loaded.',
    query: { cultures },
    ...(signal && { signal }),
  })

/** Only what changed; what is left out stays (documented for PATCH of a target). */
interface TargetChanges {
  readonly properties: Readonly<Record<string, unknown>>
}

const patchWords = {
  edit: { what: 'The target could not be saved.', done: 'Edited' },
  retry: { what: 'The target could not be run again.', done: 'Ran again' },
}

interface TargetPatch {
  /** As it was read last. */
  readonly target: Entity
  readonly changes: TargetChanges
  /** The write that this one takes back. */
  readonly undo?: TakenBack
}

/** Changes some properties of a target. Throws Problem. */
export function patchTarget(
  writer: Writer<keyof typeof patchWords>,
  jobId: string,
  { target, changes, undo }: TargetPatch,
) {
  const { what, done } = patchWords[writer.action]
  return writer.send('PATCH', path`/api/jobs/${jobId}/targets/${target.id}`, changes, {
    what,
    note: noteOf(`${done} target ${target.id} of job ${jobId}`, target, undo),
  })
}

/** Changes some properties of a target and reads again whatever shows it. */
export function usePatchTarget(writer: Writer<'edit'>, jobId: string) {
  return useMutation({
    mutationFn: (patch: TargetPatch) => patchTarget(writer, jobId, patch),
    onSettled: useReadAgain(jobId),
  })
}

/** Deletes a target; `target` is as it was read last, and is kept whole by the activity log. Throws Problem, 404 if it is gone. */
export const deleteTarget = (writer: Writer<'delete'>, jobId: string, target: Entity, undo?: TakenBack) =>
  writer.send('DELETE', path`/api/jobs/${jobId}/targets/${target.id}`, undefined, {
    what: 'The target could not be deleted.',
    note: noteOf(`Deleted target ${target.id} of job ${jobId}`, target, undo),
  })
