import { isOption } from '~/api/exact-value.ts'
import { optionOf } from '~/api/entity.ts'
import { valueOfText } from '~/form/entity-changes.ts'
import { jsonFault, problemOf } from '~/form/fields-schema.ts'
import { compactJson } from '~/lib/json-text.ts'
import { ExactNumber, isRecord, JsonText } from '~/lib/json.ts'
import type { ImportField } from './import-fields.ts'
import type { Cell } from './source-table.ts'

/** What a cell is over the wire; nothing for an empty one; or why it cannot be. */
export type CellValue = { readonly value: unknown } | { readonly fault: string } | null

/** Reads a cell as a value of a property. No number loses a digit, no JSON its spelling. */
export function cellValue(cell: Cell | undefined, field: ImportField): CellValue {
  if (cell === undefined) return null
  if (typeof cell === 'string') return cell.trim() === '' ? null : valueOfPlain(cell, field)
  const { value } = cell
  if (value === null) return null
  if (field.kind === 'json') {
    const fault = jsonFault(field.property, cell.text)
    return fault === undefined ? { value: new JsonText(compactJson(cell.text)) } : { fault }
  }
  if (field.kind === 'culture' && field.culture === undefined)
    return isTexts(value) ? { value } : { fault: 'Expected a map from culture to text.' }
  const text = plainOf(value, field)
  if (text === undefined) return { fault: `Expected ${expected[field.kind] ?? 'a text'}.` }
  return text === '' ? null : valueOfPlain(text, field)
}

const expected: Partial<Record<ImportField['kind'], string>> = {
  whole: 'a whole number',
  number: 'a number',
  truth: 'true or false',
  option: 'an option, such as {"identifier": "Pending"}',
}

/** A value of JSON as the text that a cell of CSV would bear; undefined where it is of another kind. */
function plainOf(value: unknown, { kind }: ImportField): string | undefined {
  const isNumber = typeof value === 'number' || value instanceof ExactNumber
  if (kind === 'whole' || kind === 'number') return isNumber ? String(value) : undefined
  if (kind === 'truth') return typeof value === 'boolean' ? String(value) : undefined
  if (kind === 'option' && isOption(value)) return optionOf(value, [])?.identifier
  return typeof value === 'string' ? value : undefined
}

function valueOfPlain(text: string, field: ImportField): CellValue {
  const meant = field.kind === 'truth' ? text.toLowerCase() : text
  const fault = faultOf(meant.trim(), field) ?? problemOf(field, meant)
  if (fault !== undefined) return { fault }
  const value = valueOfText(field, meant)
  return { value: field.culture === undefined ? value : { [field.culture]: value } }
}

function faultOf(text: string, { kind, options }: ImportField): string | undefined {
  if (kind === 'truth') return /^(true|false)$/.test(text) ? undefined : 'Enter true or false, or nothing.'
  if (kind !== 'option' || !options || options.includes(text)) return undefined
  return `It is none of ${options.join(', ')}.`
}

const isTexts = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((one) => one === null || typeof one === 'string')
