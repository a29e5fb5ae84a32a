import type { ActivityEntry, SeenEntry } from '~/api/activity-entry.ts'
import type { WriteBodies } from '~/api/activity.ts'
import { type Entity, entity } from '~/api/entity.ts'
import { exactValueOf, keysOf, textsIn, writtenValueOf } from '~/api/exact-value.ts'
import { createdId } from '~/api/new-targets.ts'
import { heldAlike } from '~/api/held-alike.ts'
import type { Properties } from '~/form/entity-changes.ts'
import { config } from '~/lib/current-config.ts'
import { isRecord, JsonText, toJson } from '~/lib/json.ts'
import { recordChange } from '~/pages/bigchange/record-change.ts'
import { recordCultures } from '~/pages/bigchange/record-entity.ts'
import type { NamedFields } from '~/pages/bigchange/record-names.ts'

/** How a write is taken back. */
export type UndoPlan = ChangePlan | DeletePlan | CreatePlan

/** A change: by the inverse change. */
export interface ChangePlan {
  readonly kind: 'change'
  readonly noun: 'target' | 'description' | 'job'
  /** The custom fields of a BigChange job as they were then. */
  readonly known?: NamedFields
  /** What will stay as it is, or is not known, in sentences. */
  readonly losses?: readonly string[]
  readonly jobId: string
  /** The entity as the write left it: what differs from it now was changed since. */
  readonly left: Entity
  /** Each property and relation that the write changed, with the value that it had before. */
  readonly inverse: Properties
  /** In which the entity is to be read again. */
  readonly cultures: readonly string[]
}

/** A creation: by deleting what was created. */
interface DeletePlan {
  readonly kind: 'delete'
  readonly jobId: string
  /** Null where it was the job's description. */
  readonly targetId: string | null
}

/** A deletion: by creating the same again, which gets a new id. */
export interface CreatePlan {
  readonly kind: 'create'
  readonly noun: 'target' | 'description'
  readonly jobId: string
  readonly was: Entity
}

const targetPath = /^\/api\/jobs\/(\d+)\/targets\/\d+$/
const targetsPath = /^\/api\/jobs\/(\d+)\/targets$/
const descriptionPath = /^\/api\/jobs\/(\d+)\/description$/
const recordPath = /^\/v1\/jobs\/(\d+)$/

/** Whether a write is of a kind that can be taken back, and was not yet. */
export function canUndo({ method, path, outcome, existed, undoneBy }: SeenEntry): boolean {
  if (undoneBy !== null || outcome === 'running' || outcome === 'refused') return false
  if (isCreation({ method, existed }))
    return outcome === 'done' && [targetsPath, descriptionPath].some((one) => one.test(path))
  if (!existed) return false
  return [targetPath, descriptionPath, recordPath].some((one) => one.test(path))
}

const isCreation = ({ method, existed }: Pick<ActivityEntry, 'method' | 'existed'>): boolean =>
  method === 'POST' || (method === 'PUT' && !existed)

/** What a person must be allowed to do, to take a write back. */
export const undoAction = (write: Pick<ActivityEntry, 'method' | 'existed'>): 'edit' | 'delete' =>
  isCreation(write) ? 'delete' : 'edit'

/** How to take a write back; null where it cannot be. */
export function undoPlan(
  write: Pick<ActivityEntry, 'method' | 'path' | 'location'> & WriteBodies,
): UndoPlan | null {
  const { method, path, location, before, sent, answer } = write
  const created = targetsPath.exec(path)?.[1]
  if (created !== undefined) {
    const targetId = createdId({ location, body: answer?.value })
    return targetId === null ? null : { kind: 'delete', jobId: created, targetId }
  }
  const ofRecord = recordPath.exec(path)?.[1]
  if (ofRecord !== undefined) {
    const change = before && sent && recordChange(before, sent)
    return change
      ? { kind: 'change', noun: 'job', jobId: ofRecord, ...change, cultures: recordCultures }
      : null
  }
  const ofTarget = targetPath.exec(path)?.[1]
  const jobId = ofTarget ?? descriptionPath.exec(path)?.[1]
  if (jobId !== undefined && !ofTarget && method === 'PUT' && !before)
    return { kind: 'delete', jobId, targetId: null }
  const was = before && entityIn(before)
  if (jobId === undefined || !was) return null
  const noun = ofTarget === undefined ? 'description' : 'target'
  return method === 'DELETE' ? { kind: 'create', noun, jobId, was } : changePlan(noun, jobId, was, write)
}

function changePlan(
  noun: CreatePlan['noun'],
  jobId: string,
  was: Entity,
  { before, sent }: WriteBodies,
): ChangePlan | null {
  if (!before || !sent || !isRecord(before.value) || !isRecord(sent.value)) return null
  // Whether only what changed was sent or all of it: the rest is as it was.
  const whole = ['properties', 'relations'].map((map) => [
    map,
    { ...textsOf(before, map), ...textsOf(sent, map) },
  ])
  const left = entityIn(new JsonText(toJson({ ...before.value, ...Object.fromEntries(whole) })))
  const inverse = left ? inverseOf(noun, was, left) : {}
  if (!left || Object.keys(inverse).length === 0) return null
  const cultures = was.cultures ?? config().contentHub.cultures
  return { kind: 'change', noun, jobId, left, inverse, cultures }
}

function entityIn(readFrom: JsonText): Entity | null {
  const parsed = entity.safeParse(readFrom.value)
  return parsed.success ? { ...parsed.data, readFrom } : null
}

const textsOf = (body: JsonText, map: string) => Object.fromEntries(textsIn({ readFrom: body }, map))

/** The values that the changed properties had, as they are sent. */
const inverseOf = (noun: ChangePlan['noun'], was: Entity, left: Entity): Properties =>
  Object.fromEntries(
    keysOf(left)
      .map((name) => [name, exactValueOf(was, name), exactValueOf(left, name)] as const)
      .filter(([name, before, after]) => !heldAlike(name, before, after))
      .map(([name]) => [name, writtenValueOf(was, name, noun === 'description' ? () => true : undefined)]),
  )
