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

/** What was found, by identifier. */
export interface FoundTargets {
  readonly found: ReadonlyMap<string, Entity>
  /** False where others may be there too: not the whole list was read. */
  readonly isAll: boolean
}

/** Looks for several targets of a job at once: among its newest, and where the settings allow it one by one. Throws Problem. */
export async function findTargets(jobId: string, identifiers: readonly string[]): Promise<FoundTargets> {
  const mayAskEach = config().contentHub.entityByIdentifier
  const newest = await amongNewest(jobId, new Set(identifiers)).catch((error: unknown) => {
    if (mayAskEach) return { found: new Map<string, Entity>(), isAll: false }
    throw error
  })
  if (newest.isAll || newest.found.size === identifiers.length || !mayAskEach) return newest
  const found = new Map(newest.found)
  for (const identifier of identifiers.filter((one) => !found.has(one))) {
    const target = await findTargetByIdentifier(jobId, identifier)
    if (target) found.set(identifier, target)
  }
  return { found, isAll: true }
}

const findAmongNewest = async (jobId: string, identifier: string): Promise<Entity | null> =>
  (await amongNewest(jobId, new Set([identifier]))).found.get(identifier) ?? null

/** Newest first or last: the order of the list is not documented, so both of its ends are read. */
async function amongNewest(jobId: string, wanted: ReadonlySet<string>): Promise<FoundTargets> {
  const { takeMax: take, cultures } = config().contentHub
  const found = new Map<string, Entity>()
  const read = async (skip: number) => {
    const { items, total_items } = await readTargets(jobId, { skip, take, cultures }, { what })
    for (const target of items ?? [])
      if (target.identifier && wanted.has(target.identifier)) found.set(target.identifier, target)
    return total_items ?? null
  }
  const total = await read(0)
  if (found.size === wanted.size) return { found, isAll: false }
  if (total === null)
    throw new Problem(what, 'The server does not say how many targets the job has.', 'Look into the list.')
  const pages = lastPages + Math.ceil(wanted.size / take) - 1
  const starts = Array.from({ length: pages }, (_, page) => Math.max(total - (page + 1) * take, take))
  for (const skip of new Set(starts.filter((start) => start < total))) {
    await read(skip)
    if (found.size === wanted.size) return { found, isAll: false }
  }
  return { found, isAll: total <= take || starts.includes(take) }
}

const orNull = (reading: Promise<Entity>): Promise<Entity | null> =>
  reading.catch((error: unknown) => {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  })
