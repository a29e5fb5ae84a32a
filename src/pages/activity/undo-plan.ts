import type { ActivityEntry, SeenEntry } from '~/api/activity-entry.ts'
import type { WriteBodies } from '~/api/activity.ts'
import { type Entity, entity, optionOf } from '~/api/entity.ts'
import { exactValueOf, isOption, textsIn } from '~/api/exact-value.ts'
import { type Properties, sameValue } from '~/form/entity-changes.ts'
import { config } from '~/lib/current-config.ts'
import { isRecord, JsonText, toJson } from '~/lib/json.ts'

/** How a change is taken back: by the inverse change. */
export interface UndoPlan {
  readonly noun: 'target' | 'description'
  readonly jobId: string
  /** The entity as the write left it: what differs from it now was changed since. */
  readonly left: Entity
  /** Each property that the write changed, with the value that it had before. */
  readonly inverse: Properties
  /** In which the entity is to be read again. */
  readonly cultures: readonly string[]
}

const targetPath = /^\/api\/jobs\/(\d+)\/targets\/\d+$/
const descriptionPath = /^\/api\/jobs\/(\d+)\/description$/

/** Whether a write is of a kind that can be taken back, and was not yet. */
export const canUndo = ({ method, path, outcome, existed, undoneBy }: SeenEntry): boolean =>
  undoneBy === null &&
  existed &&
  (outcome === 'done' || outcome === 'unknown') &&
  ((method === 'PATCH' && targetPath.test(path)) || (method !== 'DELETE' && descriptionPath.test(path)))

/** How to take a change back; null where it cannot be. */
export function undoPlan({
  path,
  before,
  sent,
}: Pick<ActivityEntry, 'path'> & Pick<WriteBodies, 'before' | 'sent'>): UndoPlan | null {
  const ofTarget = targetPath.exec(path)?.[1]
  const jobId = ofTarget ?? descriptionPath.exec(path)?.[1]
  if (jobId === undefined || !before || !sent || !isRecord(before.value) || !isRecord(sent.value)) return null
  // A change of a target is only what changed; one of a description is the whole, with the rest as it was.
  if (ofTarget !== undefined && Object.keys(sent.value).some((name) => name !== 'properties')) return null
  const was = entityIn(before)
  const properties = { ...membersIn(before), ...membersIn(sent) }
  const left = entityIn(new JsonText(toJson({ ...before.value, properties })))
  if (!was || !left) return null
  const inverse = inverseOf(was, left)
  if (Object.keys(inverse).length === 0) return null
  return {
    noun: ofTarget === undefined ? 'description' : 'target',
    jobId,
    left,
    inverse,
    cultures: was.cultures ?? config().contentHub.cultures,
  }
}

function entityIn(readFrom: JsonText): Entity | null {
  const parsed = entity.safeParse(readFrom.value)
  return parsed.success ? { ...parsed.data, readFrom } : null
}

const membersIn = (body: JsonText) => Object.fromEntries(textsIn({ readFrom: body }, 'properties'))

/** The values that the changed properties had; an option goes over the wire by its identifier alone. */
const inverseOf = (was: Entity, left: Entity): Properties =>
  Object.fromEntries(
    Object.keys(left.properties ?? {})
      .map((name) => [name, exactValueOf(was, name), exactValueOf(left, name)] as const)
      .filter(([, before, after]) => !sameValue(before, after))
      .map(([name, before]) => [name, asSent(before)]),
  )

/** A value of an answer as a request bears it. */
export const asSent = (value: unknown): unknown =>
  isRecord(value) && isOption(value) ? { identifier: optionOf(value, [])?.identifier } : value
