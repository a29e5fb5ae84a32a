import { queryOptions } from '@tanstack/react-query'
import { config } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'
import { get } from './call.ts'
import { type Entity, entity } from './entity.ts'
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

/** The settings under which v1 answered where v2 did not: then v2 is not asked again until the page is loaded anew. */
let ofOldInstance: unknown

/** v2 leaves the targets out; instances older than it know only v1, which may expand them (inferred from v2's wording). */
async function readJob(id: string, cultures: readonly string[], signal: AbortSignal): Promise<Entity> {
  const { contentHub } = config()
  const { jobPath } = contentHub
  const read = (address: string) =>
    get(address, entity, { what: 'The job could not be loaded.', query: { cultures }, signal })
  if (jobPath === 'v1' || ofOldInstance === contentHub) return read(pathV1(id))
  try {
    return await read(pathV2(id))
  } catch (error) {
    if (jobPath === 'v2' || !(error instanceof Problem) || error.status !== 404) throw error
    const job = await read(pathV1(id))
    ofOldInstance = contentHub
    return job
  }
}
