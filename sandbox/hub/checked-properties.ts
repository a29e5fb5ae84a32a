import { hubCultures, optionLists } from '../data/options.ts'
import { isExactNumber } from '../store/exact-json.ts'
import { isRecord } from '../store/record.ts'
import type { Definition, PropertyKind } from './definitions.ts'

/** What a client sent for the properties of an entity: JSON texts to store (options as identifier), or problems by member. */
export type CheckedProperties = { texts: Record<string, string>; problems: Record<string, string> }

/** Checks property values by their definition. JSON keeps the text it came with, where `texts` has it. */
export function checkedProperties(
  kinds: Definition,
  given: Record<string, unknown>,
  texts: ReadonlyMap<string, string> = new Map(),
): CheckedProperties {
  const checked: CheckedProperties = { texts: {}, problems: {} }
  for (const [name, value] of Object.entries(given)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
    const stored = kind ? storedText(kind, value) : { problem: 'The definition has no such property.' }
    if ('problem' in stored) checked.problems[name] = stored.problem
    else checked.texts[name] = (kind === 'json' && texts.get(name)) || stored.text
  }
  return checked
}

type Stored = { text: string } | { problem: string }
const keep = (value: unknown): Stored => ({ text: JSON.stringify(value) })

function storedText(kind: PropertyKind, value: unknown): Stored {
  if (value === null) return { text: 'null' }
  switch (kind) {
    case 'json':
      return keep(value)
    case 'text':
      return typeof value === 'string' ? keep(value) : { problem: 'Expected a text.' }
    case 'integer': {
      const fits = typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31
      return fits ? keep(value) : { problem: 'Expected a whole number of 32 bits.' }
    }
    case 'number':
      return typeof value === 'number' || isExactNumber(value)
        ? keep(value)
        : { problem: 'Expected a number.' }
    case 'time':
      return storedTime(value)
    case 'cultures':
      return storedCultures(value)
    case 'types':
    case 'states':
    case 'conditions':
      return storedOption(Object.keys(optionLists[kind]), value)
  }
  return kind satisfies never
}

function storedTime(value: unknown): Stored {
  const parts =
    typeof value === 'string'
      ? /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7})\d*)?(Z|[+-]\d\d:\d\d)$/.exec(value)
      : null
  const [, seconds = '', fraction = '', zone = 'Z'] = parts ?? []
  const time = parts ? Date.parse(seconds + zone) : Number.NaN
  if (Number.isNaN(time))
    return { problem: 'Expected a date and time with its zone, such as 2026-03-04T09:12:44.118Z.' }
  return keep(`${new Date(time).toISOString().slice(0, 19)}.${fraction.padEnd(7, '0')}Z`)
}

function storedCultures(value: unknown): Stored {
  if (!isRecord(value) || isExactNumber(value)) return { problem: 'Expected a map from culture to text.' }
  for (const [culture, text] of Object.entries(value)) {
    if (!hubCultures.includes(culture)) return { problem: `The culture '${culture}' is not enabled.` }
    if (text !== null && typeof text !== 'string')
      return { problem: `Expected a text for culture '${culture}'.` }
  }
  return keep(value)
}

function storedOption(identifiers: string[], value: unknown): Stored {
  if (!isRecord(value) || typeof value['identifier'] !== 'string') {
    return { problem: 'Expected an option value, such as {"identifier": "Completed"}.' }
  }
  const { identifier } = value
  return identifiers.includes(identifier)
    ? keep(identifier)
    : { problem: `The option list has no value '${identifier}'.` }
}
