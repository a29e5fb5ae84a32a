import { type Entity, optionOf, valueOf } from '~/api/entity.ts'
import { exactValueOf, isOption, keysOf, relationName } from '~/api/exact-value.ts'
import { heldAlike, sameValue } from '~/api/held-alike.ts'
import { relationEnds } from '~/api/relations.ts'
import { compactJson } from '~/lib/json-text.ts'
import { isRecord, JsonText, parseJson } from '~/lib/json.ts'
import { sameJson } from '~/lib/same-json.ts'
import type { EntityField } from './entity-fields.ts'
import { changedRelation } from './relation-text.ts'

/** Properties by their name, and relations by their key, as they go over the wire. */
export type Properties = Readonly<Record<string, unknown>>
export type FormValues = Record<string, string>

/** A change of some cultures of a property that is kept per culture: what stands in the others is not touched by it. */
class CultureChange {
  readonly texts: Readonly<Record<string, string>>

  constructor(texts: Readonly<Record<string, string>>) {
    this.texts = texts
  }
}

/** Only what differs from what the server gave. The texts must be valid (`fieldsSchema`). */
export function changesOf(fields: readonly EntityField[], values: FormValues): Properties {
  const changes: Record<string, unknown> = {}
  for (const field of fields) {
    const text = values[field.name] ?? ''
    if (isUntouched(field, text)) continue
    if (field.relation) changes[field.property] = changedRelation(field, field.relation, text)
    else if (field.culture === undefined) {
      const value = valueOfText(field, text)
      const same = field.kind === 'json' ? sameJson : sameValue
      if (!same(value, field.value)) changes[field.property] = value
    } else {
      const others = changes[field.property]
      const texts = others instanceof CultureChange ? others.texts : {}
      changes[field.property] = new CultureChange({ ...texts, [field.culture]: text })
    }
  }
  return changes
}

/** The changes as they go over the wire: a property that is kept per culture goes whole, with the texts that it has now. */
export const completed = (changes: Properties, now: Pick<Entity, 'properties'>): Properties =>
  Object.fromEntries(
    Object.entries(changes).map(([name, change]) => [
      name,
      change instanceof CultureChange ? { ...recordOf(valueOf(now, name)), ...change.texts } : change,
    ]),
  )

/** A textarea spells every line break as `\n`; that alone is no change. */
export const isUntouched = (field: EntityField, text: string): boolean =>
  text === field.text || text === field.text.replaceAll(/\r\n?/g, '\n')

/** What a text in a field is over the wire. It must be valid (`problemOf`). */
export function valueOfText({ kind, own }: Pick<EntityField, 'kind' | 'own'>, text: string): unknown {
  if (own) return own.valueOf(text)
  if (kind === 'line' || kind === 'text' || kind === 'culture') return text
  const meant = text.trim()
  if (!meant) return null
  if (kind === 'time' || kind === 'identifier') return meant
  if (kind === 'json') return meant === 'null' ? null : new JsonText(compactJson(meant))
  return kind === 'option' ? { identifier: meant } : parseJson(meant)
}

/** What somebody else changed since: beside what this person changed, and the very same. */
export function movedSince(
  before: Entity,
  now: Entity,
  changes: Properties,
): { others: string[]; collisions: string[] } {
  const names = new Set([...keysOf(before), ...keysOf(now)])
  const moved = [...names].filter((name) => {
    const was = exactValueOf(before, name)
    return !isServersChoice(was) && !heldAlike(name, was, exactValueOf(now, name))
  })
  return {
    others: moved.filter((name) => movedBeside(before, now, name, changes[name])),
    collisions: moved.filter((name) => collides(before, now, name, changes[name])),
  }
}

function movedBeside(before: Entity, now: Entity, name: string, change: unknown): boolean {
  if (!(change instanceof CultureChange)) return change === undefined
  const [was, is] = [recordOf(valueOf(before, name)), recordOf(valueOf(now, name))]
  const cultures = new Set([...Object.keys(was), ...Object.keys(is)])
  return [...cultures].some(
    (culture) =>
      !Object.hasOwn(change.texts, culture) && !sameJson(was[culture] ?? null, is[culture] ?? null),
  )
}

function collides(before: Entity, now: Entity, name: string, change: unknown): boolean {
  if (!(change instanceof CultureChange)) return change !== undefined && !isHeld(now, name, change)
  const [was, is] = [recordOf(valueOf(before, name)), recordOf(valueOf(now, name))]
  return Object.entries(change.texts).some(
    ([culture, text]) => is[culture] !== text && !sameJson(was[culture] ?? null, is[culture] ?? null),
  )
}

/** True for an option without identifier: it asks the server to choose, and what that is only the server knows. */
const isServersChoice = (value: unknown): boolean => isOption(value) && optionOf(value, [])?.identifier === ''

/** Which of the changes the server does not hold; `before` is as it was just before they were sent. */
export const notHeld = (now: Entity, changes: Properties, before: Entity = now): string[] =>
  Object.keys(changes).filter((name) =>
    isServersChoice(changes[name])
      ? heldAlike(name, exactValueOf(before, name), exactValueOf(now, name))
      : !isHeld(now, name, changes[name]),
  )

const isHeld = (now: Entity, name: string, change: unknown): boolean =>
  change instanceof CultureChange
    ? sameJson({ ...recordOf(valueOf(now, name)), ...change.texts }, valueOf(now, name))
    : heldAlike(name, change, exactValueOf(now, name))

/** Properties and relations that hold something and will hold nothing. */
export const emptiedBy = (now: Entity, changes: Properties): string[] =>
  Object.keys(changes).filter(
    (name) => holdsNothing(name, changes[name]) && !holdsNothing(name, exactValueOf(now, name)),
  )

const holdsNothing = (key: string, value: unknown): boolean =>
  relationName(key) === undefined ? value === null : relationEnds(value).length === 0

const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})
