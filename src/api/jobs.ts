import { queryOptions } from '@tanstack/react-query'
import { config } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'
import { get } from './call.ts'
import { type Entity, entity, optionOf, valueOf } from './entity.ts'
import { askedByLoader } from './query-client.ts'
import { path } from './path.ts'

const pathV2 = (id: string) => path`/api/v2/jobs/${id}`
const pathV1 = (id: string) => path`/api/jobs/${id}`

/** One job; its targets come as a link only (v2). The route asks for it before the page is there. */
export const jobQuery = (id: string, cultures: readonly string[]) =>
  queryOptions({
    queryKey: ['jobs', id, 'job', cultures],
    queryFn: ({ signal }) => readJob(id, cultures, signal),
    ...askedByLoader,
  })

/** v2 leaves the targets out; instances older than it know only v1, which may expand them (inferred from v2's wording). */
async function readJob(id: string, cultures: readonly string[], signal: AbortSignal): Promise<Entity> {
  const { jobPath } = config().contentHub
  const read = (address: string) =>
    get(address, entity, { what: 'The job could not be loaded.', query: { cultures }, signal })
  if (jobPath !== 'auto') return read(jobPath === 'v2' ? pathV2(id) : pathV1(id))
  try {
    return await read(pathV2(id))
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return read(pathV1(id))
    throw error
  }
}

/** True where nothing will change any more by itself. */
export function isFinished(job: Entity): boolean {
  const state = optionOf(valueOf(job, config().contentHub.properties.jobState), [])?.identifier
  return state === 'Completed' || state === 'Cancelled'
}
