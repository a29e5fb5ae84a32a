import { JsonText, isRecord } from '~/lib/json.ts'
import { membersOf } from '~/lib/json-text.ts'
import { type Entity, optionOf, valueOf } from './entity.ts'

/** The texts of an answer's members, and of the members of one of them: `properties`, `relations`. */
export function textsIn(of: Pick<Entity, 'readFrom'>, member?: string): ReadonlyMap<string, JsonText> {
  const text = member === undefined || !of.readFrom ? of.readFrom : membersOf(of.readFrom).get(member)
  return text ? membersOf(text) : new Map<string, JsonText>()
}

/** The text of a property's value as the answer bears it; undefined where the answer was not kept. */
export const textInAnswer = (of: Pick<Entity, 'readFrom'>, property: string): JsonText | undefined =>
  textsIn(of, 'properties').get(property)

/** The value of a property as it is compared and sent: lists and objects as their text, where the answer was kept. */
export function exactValueOf(of: Entity, property: string): unknown {
  const value = valueOf(of, property)
  const isPlain = value === null || typeof value !== 'object' || isOption(value)
  return isPlain ? value : (textInAnswer(of, property) ?? value)
}

const optionMembers = new Set(['identifier', 'labels'])

/** True for an option value as answers bear it, and nothing that only has an identifier too. */
export const isOption = (value: unknown): boolean =>
  isRecord(value) && optionOf(value, []) !== null && Object.keys(value).every((key) => optionMembers.has(key))

/** A value of an answer as a request bears it: labels are the server's own, an option is written by its identifier. */
export function writtenValue(value: unknown): unknown {
  const list = value instanceof JsonText ? value.value : value
  if (Array.isArray(list) && list.every(isOption)) return list.map(writtenValue)
  return isOption(value) ? { identifier: optionOf(value, [])?.identifier } : value
}
