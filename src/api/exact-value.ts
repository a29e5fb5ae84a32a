import { JsonText, isRecord } from '~/lib/json.ts'
import { membersOf } from '~/lib/json-text.ts'
import { config } from '~/lib/current-config.ts'
import { type Entity, optionOf, valueOf } from './entity.ts'

/** What bears properties and relations, with the text of the answer that they came in. */
export type KeptBearer = Pick<Entity, 'properties' | 'relations' | 'readFrom' | 'readRelations'>

/** The texts of an answer's members, and of the members of one of them: `properties`, `relations`. */
export function textsIn(of: Pick<Entity, 'readFrom'>, member?: string): ReadonlyMap<string, JsonText> {
  const text = member === undefined || !of.readFrom ? of.readFrom : membersOf(of.readFrom).get(member)
  return text ? membersOf(text) : new Map<string, JsonText>()
}

/** The text of a property's value as the answer bears it; undefined where the answer was not kept. */
export const textInAnswer = (of: Pick<Entity, 'readFrom'>, property: string): JsonText | undefined =>
  textsIn(of, 'properties').get(property)

const ofRelation = 'Relation '

/** What a relation is called among properties, whose names bear no spaces. */
export const relationKey = (name: string): string => ofRelation + name

/** The relation that a key is about; undefined for a property. */
export const relationName = (key: string): string | undefined =>
  key.startsWith(ofRelation) ? key.slice(ofRelation.length) : undefined

/** Every property and every relation of an entity, by its key. */
export const keysOf = (of: Entity): string[] => [
  ...Object.keys(of.properties ?? {}),
  ...Object.keys(of.relations ?? {}).map(relationKey),
]

/** A relation as the answer has it: whole, in part, or only a link to it; null where there is none. */
export const relationAsCame = (of: KeptBearer, name: string): unknown =>
  of.relations?.[name] == null ? null : (textsIn(of, 'relations').get(name) ?? of.relations[name])

/** A relation as it is compared: as it was read by its link, where it was; else as the answer has it. */
export const relationIn = (of: KeptBearer, name: string): unknown =>
  of.readRelations?.get(name) ?? relationAsCame(of, name)

/**
 * The value of a property, or a relation by its key, as it is compared and sent: lists and objects as their text, where the
 * answer was kept.
 */
export function exactValueOf(of: KeptBearer, key: string): unknown {
  const relation = relationName(key)
  if (relation !== undefined) return relationIn(of, relation)
  const value = valueOf(of, key)
  const isPlain = value === null || typeof value !== 'object' || isOption(value)
  return isPlain ? value : (textInAnswer(of, key) ?? value)
}

const optionMembers = new Set(['identifier', 'labels'])

/** True for an option value as answers bear it, and nothing that only has an identifier too. */
export function isOption(value: unknown): boolean {
  if (!isRecord(value) || optionOf(value, []) === null) return false
  const labels = value['labels'] ?? {}
  return (
    Object.keys(value).every((key) => optionMembers.has(key)) &&
    isRecord(labels) &&
    Object.values(labels).every((label) => label === null || typeof label === 'string')
  )
}

/** A value of an answer as a request bears it: labels are the server's own, an option is written by its identifier. */
export function writtenValue(value: unknown): unknown {
  const list = value instanceof JsonText ? value.value : value
  if (Array.isArray(list) && list.every(isOption)) return list.map(writtenValue)
  return isOption(value) ? { identifier: optionOf(value, [])?.identifier } : value
}

/** True for a property that holds JSON of any shape: what looks like an option there is none. */
export function isOpaque(property: string): boolean {
  const { targetData, configuration } = config().contentHub.properties
  return property === targetData || property === configuration
}

/** The value of a property, or a relation by its key, as a request bears it that is to leave it as it is in `of`. */
export function writtenValueOf(of: KeptBearer, key: string, opaque = isOpaque): unknown {
  const value = exactValueOf(of, key)
  if (!opaque(key)) return writtenValue(value)
  return isOption(value) ? (textInAnswer(of, key) ?? value) : value
}
