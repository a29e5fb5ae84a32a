import { config } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'
import { get } from './call.ts'
import { type Entity, entity } from './entity.ts'
import { path } from './path.ts'
import { readTarget, readTargets } from './targets.ts'

const lastPages = 3
const what = 'The identifier could not be looked up.'

/**
 * The target of a job that bears an identifier, as it is at this moment; null where there is none. Where the settings do not
 * allow the look-up by identifier it is looked for among the job's newest targets alone. Throws Problem.
 */
export async function findTargetByIdentifier(jobId: string, identifier: string): Promise<Entity | null> {
  const found = await findByIdentifier(jobId, identifier)
  // The look-up by identifier knows no jobs.
  return found && config().contentHub.entityByIdentifier
    ? orNull(readTarget(jobId, found.id, config().contentHub.cultures))
    : found
}

/** What bears an identifier, an entity of any kind: it is in use. Else as `findTargetByIdentifier`. */
export const findByIdentifier = (jobId: string, identifier: string): Promise<Entity | null> =>
  config().contentHub.entityByIdentifier
    ? orNull(get(path`/api/entities/identifier/${identifier}`, entity, { what }))
    : findAmongNewest(jobId, identifier)

/** Newest first or last: the order of the list is not documented, so both of its ends are read. */
async function findAmongNewest(jobId: string, identifier: string): Promise<Entity | null> {
  const { takeMax: take, cultures } = config().contentHub
  const read = async (skip: number) => {
    const { items, total_items: total } = await readTargets(jobId, { skip, take, cultures }, { what })
    return { found: items?.find((target) => target.identifier === identifier), total: total ?? null }
  }
  const { found, total } = await read(0)
  if (found) return found
  if (total === null)
    throw new Problem(what, 'The server does not say how many targets the job has.', 'Look into the list.')
  const starts = Array.from({ length: lastPages }, (_, page) => Math.max(total - (page + 1) * take, take))
  for (const skip of new Set(starts.filter((start) => start < total))) {
    const page = await read(skip)
    if (page.found) return page.found
  }
  return null
}

const orNull = (reading: Promise<Entity>): Promise<Entity | null> =>
  reading.catch((error: unknown) => {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  })
