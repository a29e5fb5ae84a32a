import { type Entity, valueOf } from '~/api/entity.ts'
import { exactValueOf, relationAsCame, relationName, textInAnswer, textsIn } from '~/api/exact-value.ts'
import { isToldWhole } from '~/api/relations.ts'
import { changesBody } from '~/api/whole-body.ts'
import { JsonText, parseJson, toJson } from '~/lib/json.ts'
import { type FormValues, isUntouched, valueOfText } from './entity-changes.ts'
import type { EntityField } from './entity-fields.ts'
import { shownValue } from './shown-value.ts'

/** A text as it was typed, right or wrong. */
interface TypedText {
  readonly property: string
  /** Where the property is kept per culture. */
  readonly culture: string | null
  readonly text: string
}

/** What somebody typed into a form and did not save. */
export interface Draft {
  /** The touched fields alone. */
  readonly texts: readonly TypedText[]
  /** Their properties as the form came with them: JSON as the server spelled it, null where there was no value. */
  readonly base: Readonly<Record<string, string | null>>
  /** What the form needs beside the fields, as it writes it itself. */
  readonly beside: string
}

/** Which draft it is, when and against what it was made; without its texts. */
export interface DraftEntry {
  readonly id: string
  /** The entity, as its form names it. */
  readonly of: string
  /** Names the page that writes it, for as long as that is open. */
  readonly page: string
  /** When it was typed last, ISO 8601. */
  readonly at: string
  readonly properties: readonly string[]
  readonly version: string | null
  readonly modifiedOn: string | null
  /** Of an entity without a version. */
  readonly revision?: string | undefined
  /** Its length in characters. */
  readonly size: number
}

/** What a form has beside its fields, as text; whether somebody chose it. */
export interface Beside {
  readonly text: string
  readonly isTouched: boolean
}

/** What is typed at this moment, or null where nothing is. `opened` is null for what does not exist yet. */
export function draftOf(
  fields: readonly EntityField[],
  values: FormValues,
  opened: Entity | null,
  beside: Beside,
): Draft | null {
  const typed = ({ name, text }: EntityField) => values[name] ?? text
  const texts = fields
    .filter((field) => !isUntouched(field, typed(field)))
    .map((field) => ({ property: field.property, culture: field.culture ?? null, text: typed(field) }))
  if (texts.length === 0 && !beside.isTouched) return null
  const base = opened ? texts.map(({ property }) => [property, jsonOf(opened, property)] as const) : []
  return { texts, base: Object.fromEntries(base), beside: beside.text }
}

function jsonOf(entity: Entity, key: string): string | null {
  const value = relationName(key) === undefined ? valueOf(entity, key) : exactValueOf(entity, key)
  return value === null ? null : (textInAnswer(entity, key)?.text ?? toJson(value))
}

/** What is told of a draft without reading it. */
export function tellingOf(
  { texts, base, beside }: Draft,
  opened: Entity | null,
): Pick<DraftEntry, 'properties' | 'version' | 'modifiedOn' | 'revision' | 'size'> {
  const kept = [...texts.map(({ text }) => text), ...Object.values(base), beside]
  return {
    properties: [...new Set(texts.map(({ property }) => property))],
    version: versionOf(opened),
    modifiedOn: opened?.modified_on ?? null,
    revision: opened?.revision,
    size: kept.reduce((sum, text) => sum + (text?.length ?? 0), 0),
  }
}

const versionOf = (entity: Entity | null): string | null =>
  entity?.version == null ? null : String(entity.version)

/** True where the entity is not as it was when the draft was made. */
export const isStale = ({ version, modifiedOn, revision }: DraftEntry, now: Entity | null): boolean =>
  now !== null &&
  (version !== versionOf(now) || modifiedOn !== (now.modified_on ?? null) || revision !== now.revision)

/**
 * The entity as the person saw it who made the draft, in what the draft touches: what somebody else changed there since
 * collides with it. The rest is as it is now.
 */
export function asItWas(now: Entity, { base }: Pick<Draft, 'base'>): Entity {
  const texts = Object.entries(base).map(([key, text]) => [key, new JsonText(text ?? 'null')] as const)
  const { properties = {}, relations = {} } = changesBody(Object.fromEntries(texts))
  const isRead = ([name]: readonly [string, unknown]) => !isToldWhole(relationAsCame(now, name))
  const all = Object.entries(relations)
  const then = withTexts(
    withTexts(now, 'properties', Object.entries(properties)),
    'relations',
    all.filter((one) => !isRead(one)),
  )
  return { ...then, readRelations: new Map([...(now.readRelations ?? []), ...all.filter(isRead)]) }
}

function withTexts(
  of: Entity,
  map: 'properties' | 'relations',
  texts: readonly (readonly [string, JsonText])[],
): Entity {
  if (texts.length === 0) return of
  const values = texts.map(([name, { text }]) => [name, parseJson(text)] as const)
  const told = { ...of, [map]: { ...of[map], ...Object.fromEntries(values) } }
  if (!of.readFrom) return told
  const written = Object.fromEntries([...textsIn(of, map), ...texts])
  return { ...told, readFrom: new JsonText(toJson({ ...Object.fromEntries(textsIn(of)), [map]: written })) }
}

const isOf =
  ({ property, culture }: EntityField) =>
  (typed: TypedText): boolean =>
    typed.property === property && typed.culture === (culture ?? null)

/** The draft's texts by the names of the fields that they go into; a locked field stays as it is. */
export const placesOf = (fields: readonly EntityField[], { texts }: Pick<Draft, 'texts'>): FormValues =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const typed = field.locked ? undefined : texts.find(isOf(field))
      return typed ? [[field.name, typed.text]] : []
    }),
  )

/** What a draft holds and no field takes, because it is locked or not there any more: as people read it. */
export const leftOutOf = (
  fields: readonly EntityField[],
  { texts }: Pick<Draft, 'texts'>,
  cultures: readonly string[],
): { property: string; text: string }[] =>
  texts.flatMap((typed) => {
    const { property, text } = typed
    const field = fields.find((one) => isOf(one)(typed))
    if (!field) return [{ property, text }]
    return field.locked && !isUntouched(field, text)
      ? [{ property, text: shownValue(valueOfText(field, text), cultures) ?? '' }]
      : []
  })
