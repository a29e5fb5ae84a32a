import type { ReactNode, Ref } from 'react'
import { type Entity, optionOf, valueOf } from '~/api/entity.ts'
import { isOption, textInAnswer } from '~/api/exact-value.ts'
import { optionChoices } from '~/api/option-lists.ts'
import type { relationSlots } from '~/api/relations.ts'
import { ExactNumber, isRecord, parseJson } from '~/lib/json.ts'
import { shownJson } from '~/lib/json-text.ts'
import { hasJsonShape } from './json-shapes.ts'

export type FieldKind =
  | 'line'
  | 'text'
  | 'time'
  | 'whole'
  | 'number'
  | 'truth'
  | 'option'
  | 'json'
  | 'culture'
  | 'identifier'
  | 'relation'

/** What the input of a relation knows beside its ends. */
export interface RelationPart {
  readonly label: string
  /** The address of an entity up to its id. */
  readonly address: string
  /** Where ends can be put. */
  readonly slots: ReturnType<typeof relationSlots>
  /** Why its ends cannot be changed one by one, as far as it was read. */
  readonly whyFixed?: string
  /** Where the server did not tell it whole: whether it can be read by its link. */
  readonly canBeRead?: boolean
}

/** What the form gives to an input. */
export interface InputWiring {
  readonly ref: Ref<never>
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onBlur: () => void
  readonly error: string | undefined
  /** It keeps its text, and the focus. */
  readonly readOnly: boolean
}

/** An input that a page brings itself: how it looks and what its text means. */
export interface OwnInput {
  readonly render: (wiring: InputWiring) => ReactNode
  /** The property as it is compared and written; the text is right. */
  readonly valueOf: (text: string) => unknown
  /** Why a text that was changed cannot be saved, or undefined. */
  readonly problemOf: (text: string) => string | undefined
}

/** One input of the form for one property, or for one culture of a property that is kept per culture. */
export interface EntityField {
  /** Its name in the form. Not the property's: react-hook-form reads a dot as a path. */
  readonly name: string
  readonly property: string
  readonly kind: FieldKind
  readonly known: boolean
  readonly required?: boolean
  readonly culture?: string
  /** What the form shows before anybody types. */
  readonly text: string
  /** The property as the server gave it, JSON as its text where that was kept; null where it is absent. */
  readonly value: unknown
  /** What can be chosen, for an option. */
  readonly choices?: readonly { value: string; label: string }[]
  /** It stays as it is. */
  readonly locked?: boolean
  readonly relation?: RelationPart
  readonly own?: OwnInput
}

type OptionList = Parameters<typeof optionChoices>[0]

/** A property that is shown even where it has no value, and what it is to hold then. */
export interface ExpectedProperty {
  readonly property: string
  readonly kind: FieldKind
  readonly list?: OptionList
  /** May not be left empty. */
  readonly required?: boolean
}

/** What bears the properties; an entity that does not exist yet has no id. */
export type PropertyBearer = Pick<Entity, 'properties' | 'readFrom'>

/**
 * Every property of an entity as the fields of a form: those expected first, then its relations, then the others in the
 * server's order.
 */
export function entityFields(
  entity: PropertyBearer,
  cultures: readonly string[],
  expected: readonly ExpectedProperty[],
  relations: readonly Unnamed[] = [],
): EntityField[] {
  const isExpected = new Set(expected.map(({ property }) => property))
  const others = Object.keys(entity.properties ?? {}).filter((property) => !isExpected.has(property))
  return [
    ...expected.flatMap((one) => fieldsOf(entity, cultures, one, true)),
    ...relations,
    ...others.flatMap((property) => fieldsOf(entity, cultures, { property, kind: 'line' }, false)),
  ].map((field, index) => ({ ...field, name: `field${index}` }))
}

type Unnamed = Omit<EntityField, 'name'>

function fieldsOf(
  entity: PropertyBearer,
  cultures: readonly string[],
  expected: ExpectedProperty,
  known: boolean,
): Unnamed[] {
  const isShaped = hasJsonShape(expected.property)
  const one: ExpectedProperty = isShaped ? { ...expected, kind: 'json' } : expected
  const value = valueOf(entity, one.property)
  const base = { property: one.property, value, known, ...(one.required && { required: true }) }
  if (isPerCulture(value, cultures) && one.kind !== 'json')
    return cultures.map((culture) => ({ ...base, kind: 'culture', culture, text: textAt(value, culture) }))
  const kind = value === null && (known || isShaped) ? one.kind : kindOf(value, one.kind)
  const option = kind === 'option' ? optionOf(value, cultures) : null
  const list = one.list ? optionChoices(one.list) : []
  const exact = (kind === 'json' && value !== null && textInAnswer(entity, one.property)) || value
  return [
    {
      ...base,
      kind,
      value: exact,
      text: option?.identifier ?? textIn(kind, exact),
      ...(kind === 'option' && one.list && { choices: choicesOf(list, option) }),
    },
  ]
}

function kindOf(value: unknown, expected: FieldKind): FieldKind {
  if (expected === 'json') return 'json'
  if (value === null) return 'line'
  if (typeof value === 'boolean') return 'truth'
  if (typeof value === 'number' || value instanceof ExactNumber)
    return expected === 'whole' ? 'whole' : 'number'
  // An input of one line would drop the breaks of several.
  if (typeof value === 'string')
    return expected === 'time' ? 'time' : expected === 'text' || /[\r\n]|.{80}/.test(value) ? 'text' : 'line'
  return isOption(value) ? 'option' : 'json'
}

function choicesOf(list: readonly string[], current: ReturnType<typeof optionOf>) {
  const others = list.filter((identifier) => identifier !== current?.identifier)
  const choices = others.map((identifier) => ({ value: identifier, label: identifier }))
  return [
    current ? { value: current.identifier, label: current.label } : { value: '', label: 'Not set' },
    ...choices,
  ]
}

/** A map from the loaded cultures to texts. */
export function isPerCulture(value: unknown, cultures: readonly string[]): value is Record<string, unknown> {
  if (!isRecord(value)) return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => cultures.includes(key) && isTextOrNothing(value[key]))
}

const isTextOrNothing = (value: unknown): boolean => value === null || typeof value === 'string'

function textAt(value: Record<string, unknown>, culture: string): string {
  const text = value[culture]
  return typeof text === 'string' ? text : ''
}

function textIn(kind: FieldKind, value: unknown): string {
  if (value === null) return ''
  if (typeof value === 'string' && (kind !== 'json' || isBrokenJson(value))) return value
  return shownJson(value)
}

/** A text that was to be JSON and is none, as a broken write leaves it: shown bare, so that it can be mended. */
export function isBrokenJson(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return false
  try {
    parseJson(value)
    return false
  } catch {
    return true
  }
}
