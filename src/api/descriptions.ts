import { queryOptions } from '@tanstack/react-query'
import { Problem } from '~/lib/problem.ts'
import { get } from './call.ts'
import { type Entity, entity } from './entity.ts'
import { path } from './path.ts'

/** The description of a job, or null where the job has none. */
export const descriptionQuery = (jobId: string, cultures: readonly string[]) =>
  queryOptions({
    queryKey: ['jobs', jobId, 'description', cultures],
    queryFn: async ({ signal }): Promise<Entity | null> => {
      try {
        const what = 'The description could not be loaded.'
        return await get(path`/api/jobs/${jobId}/description`, entity, { what, query: { cultures }, signal })
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return null
        throw error
      }
    },
    staleTime: 60_000,
  })
