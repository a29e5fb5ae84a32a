import { type Entity, optionOf } from '~/api/entity.ts'
import { exactValueOf, isOption } from '~/api/exact-value.ts'
import { compactJson } from '~/lib/json-text.ts'
import { isRecord, JsonText, parseJson } from '~/lib/json.ts'
import { sameJson } from '~/lib/same-json.ts'
import type { EntityField } from './entity-fields.ts'

/** Properties as they go over the wire, by their name. */
export type Properties = Readonly<Record<string, unknown>>
export type FormValues = Record<string, string>

/** Only what differs from what the server gave. The texts must be valid (`fieldsSchema`). */
export function changesOf(fields: readonly EntityField[], values: FormValues): Properties {
  const changes: Record<string, unknown> = {}
  for (const field of fields) {
    const text = values[field.name] ?? ''
    if (isUntouched(field, text)) continue
    if (field.culture === undefined) {
      const value = valueOfText(field, text)
      const same = field.kind === 'json' ? sameJson : sameValue
      if (!same(value, field.value)) changes[field.property] = value
    } else
      changes[field.property] = { ...recordOf(changes[field.property] ?? field.value), [field.culture]: text }
  }
  return changes
}

/** A textarea spells every line break as `\n`; that alone is no change. */
export const isUntouched = (field: EntityField, text: string): boolean =>
  text === field.text || text === field.text.replaceAll(/\r\n?/g, '\n')

function valueOfText({ kind }: EntityField, text: string): unknown {
  if (kind === 'line' || kind === 'text' || kind === 'culture') return text
  const meant = text.trim()
  if (!meant) return null
  if (kind === 'time' || kind === 'identifier') return meant
  if (kind === 'json') return meant === 'null' ? null : new JsonText(compactJson(meant))
  return kind === 'option' ? { identifier: meant } : parseJson(meant)
}

/** True where the server would keep both as the same: an option counts by its identifier alone. */
export const sameValue = (left: unknown, right: unknown): boolean =>
  sameJson(left ?? null, right ?? null) ||
  (isOption(left) && isOption(right) && optionOf(left, [])?.identifier === optionOf(right, [])?.identifier)

/** True where the server holds the one where the other was sent: it shifts times to UTC and pads them to seven decimals. */
const heldAlike = (left: unknown, right: unknown): boolean =>
  sameValue(left, right) || (momentOf(left) !== null && momentOf(left) === momentOf(right))

function momentOf(value: unknown): string | null {
  const parts =
    typeof value === 'string' ? /^(\d{4}-\d\d-\d\dT[\d:]{8})(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(value) : null
  if (!parts) return null
  const [, seconds = '', fraction = '', zone = ''] = parts
  const time = Date.parse(seconds + zone)
  return Number.isNaN(time) ? null : `${time} ${fraction.replace(/\.?0*$/, '')}`
}

/** What somebody else changed since: beside what this person changed, and the very same. */
export function movedSince(
  before: Entity,
  now: Entity,
  changes: Properties,
): { others: string[]; collisions: string[] } {
  const names = new Set([...Object.keys(before.properties ?? {}), ...Object.keys(now.properties ?? {})])
  const moved = [...names].filter((name) => !heldAlike(exactValueOf(before, name), exactValueOf(now, name)))
  return {
    others: moved.filter((name) => !Object.hasOwn(changes, name)),
    collisions: moved.filter(
      (name) => Object.hasOwn(changes, name) && !heldAlike(changes[name], exactValueOf(now, name)),
    ),
  }
}

/** Which of the changes the server does not hold. */
export const notHeld = (now: Entity, changes: Properties): string[] =>
  Object.keys(changes).filter((name) => !heldAlike(changes[name], exactValueOf(now, name)))

/** Properties that have a value and will have none. */
export const emptiedBy = (now: Entity, changes: Properties): string[] =>
  Object.keys(changes).filter((name) => changes[name] === null && exactValueOf(now, name) !== null)

const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})
