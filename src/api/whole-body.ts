import { JsonText, toJson } from '~/lib/json.ts'
import { type Entity, valueOf } from './entity.ts'
import { isOption, relationAsCame, relationName, textsIn, writtenValue } from './exact-value.ts'
import { isPartial } from './relations.ts'

type Members = Readonly<Record<string, unknown>>

/** Changes of properties and relations by their keys, as a body bears them: in two maps, without an empty one. */
export function changesBody<Value>(changes: Readonly<Record<string, Value>>): {
  properties?: Readonly<Record<string, Value>>
  relations?: Readonly<Record<string, Value>>
} {
  const entries = Object.entries(changes)
  const properties = entries.filter(([key]) => relationName(key) === undefined)
  const relations = entries.flatMap(([key, value]) => {
    const name = relationName(key)
    return name === undefined ? [] : [[name, value] as const]
  })
  return {
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
    ...(relations.length > 0 && { relations: Object.fromEntries(relations) }),
  }
}

/**
 * The body that replaces an entity: everything as it was read, byte by byte, but for what changes. Options go by their
 * identifier; what `isOpaque` is JSON whatever it looks like. A relation that the answer tells only in part goes whole
 * where it was read by its link.
 */
export function wholeBody(
  now: Entity,
  changes: Members,
  isOpaque: (property: string) => boolean,
): Record<string, unknown> {
  if (!now.readFrom) throw new Error('Without the text of the answer nothing can be sent back whole.')
  const { properties = {}, relations = {} } = changesBody(changes)
  const was = [...textsIn(now, 'properties')].map(([name, text]) => [
    name,
    !isOpaque(name) && isOptions(valueOf(now, name)) ? writtenValue(valueOf(now, name)) : text,
  ])
  const completed = [...(now.readRelations ?? [])].filter(([name]) => isPartial(relationAsCame(now, name)))
  return withRelationTexts(
    {
      ...Object.fromEntries(textsIn(now)),
      properties: { ...Object.fromEntries(was), ...properties },
    },
    now,
    { ...Object.fromEntries(completed), ...relations },
  )
}

/** The entity with the relations that were read by their link in the place of these links. */
export function withReadRelations(of: Entity): Entity {
  if (!of.readFrom || !of.readRelations?.size) return of
  const relations = Object.fromEntries(of.readRelations)
  const whole = withRelationTexts(Object.fromEntries(textsIn(of)), of, relations)
  return { ...of, readFrom: new JsonText(toJson(whole)) }
}

const withRelationTexts = (members: Members, of: Entity, relations: Members): Record<string, unknown> =>
  Object.keys(relations).length === 0
    ? { ...members }
    : { ...members, relations: { ...Object.fromEntries(textsIn(of, 'relations')), ...relations } }

const isOptions = (value: unknown): boolean =>
  isOption(value) || (Array.isArray(value) && value.length > 0 && value.every(isOption))
