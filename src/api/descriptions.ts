import { queryOptions, useMutation } from '@tanstack/react-query'
import { config } from '~/lib/current-config.ts'
import { JsonText } from '~/lib/json.ts'
import { Problem } from '~/lib/problem.ts'
import { send } from './call.ts'
import type { Entity } from './entity.ts'
import { path } from './path.ts'
import { useReadAgain } from './read-again.ts'
import { readEntity } from './read-entity.ts'

/** The description of a job, or null where the job has none. */
export const descriptionQuery = (jobId: string, cultures: readonly string[]) =>
  queryOptions({
    queryKey: ['jobs', jobId, 'description', cultures],
    queryFn: ({ signal }) => readDescription(jobId, cultures, signal),
    staleTime: 60_000,
  })

/** Reads the description of a job as it is at this moment, past every cache: before a write. Null where there is none. */
export async function readDescription(
  jobId: string,
  cultures: readonly string[],
  signal?: AbortSignal,
): Promise<Entity | null> {
  try {
    return await readEntity(path`/api/jobs/${jobId}/description`, {
      what: 'The description could not be loaded.',
      query: { cultures },
      ...(signal && { signal }),
    })
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  }
}

/** One description by its own id, among those of a job. */
export const descriptionByIdQuery = (jobId: string, descriptionId: string, cultures: readonly string[]) =>
  queryOptions({
    queryKey: ['jobs', jobId, 'description-by-id', descriptionId, cultures],
    queryFn: ({ signal }) =>
      readEntity(path`/api/jobs/${jobId}/description/${descriptionId}`, {
        what: 'The description could not be loaded.',
        query: { cultures },
        signal,
      }),
  })

type Changes = Readonly<Record<string, unknown>>

/**
 * The body that saves a description: everything as it was read, byte by byte, but for what changes. Complete also for
 * PATCH, because what is left out may become null (the reference says so of both). `now` is null for a new one.
 */
export function descriptionBody(now: Entity | null, changes: Changes): Record<string, unknown> {
  const members = now?.readFrom?.members ?? new Map<string, JsonText>()
  const rest = [...members].map(([name, text]) => [
    name === 'entitydefinition' ? 'entity_definition' : name,
    text,
  ])
  const properties = Object.fromEntries(members.get('properties')?.members ?? [])
  return { ...Object.fromEntries(rest), properties: { ...properties, ...changes } }
}

interface DescriptionChange {
  /** As it was read just before; null where the job has none. */
  readonly now: Entity | null
  readonly changes: Changes
}

/** Saves the description of a job, or creates it, and reads again whatever shows it. */
export function useSaveDescription(jobId: string) {
  return useMutation({
    mutationFn: ({ now, changes }: DescriptionChange) => {
      const method = now && config().contentHub.descriptionPatch ? 'PATCH' : 'PUT'
      return send(method, path`/api/jobs/${jobId}/description`, descriptionBody(now, changes), {
        what: 'The description could not be saved.',
        note: {
          title: `${now ? 'Edited' : 'Created'} the description of job ${jobId}`,
          before: now?.readFrom ?? null,
        },
      })
    },
    onSettled: useReadAgain(jobId),
  })
}

/** Deletes the description of a job; `now` is as it was read just before. */
export function useDeleteDescription(jobId: string) {
  return useMutation({
    mutationFn: (now: Entity) =>
      send('DELETE', path`/api/jobs/${jobId}/description`, undefined, {
        what: 'The description could not be deleted.',
        note: { title: `Deleted description ${now.id} of job ${jobId}`, before: now.readFrom ?? now },
      }),
    onSettled: useReadAgain(jobId),
  })
}
