import { queryOptions } from '@tanstack/react-query'
import { Problem } from '~/lib/problem.ts'
import type { Entity } from './entity.ts'
import { path } from './path.ts'
import { readEntity, shareSameText } from './read-entity.ts'

/** The description of a job, or null where the job has none. */
export const descriptionQuery = (jobId: string, cultures: readonly string[]) =>
  queryOptions({
    queryKey: ['jobs', jobId, 'description', cultures],
    queryFn: ({ signal }) => readDescription(jobId, cultures, signal),
    structuralSharing: shareSameText,
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
    structuralSharing: shareSameText,
  })
