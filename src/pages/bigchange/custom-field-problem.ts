import type { CustomField } from '~/api/job-records.ts'

/** Stands for "not set" among the texts of a form, where an empty text is a value. Nobody can type it. */
export const unset = '\u0000'

/** What a text of the form means as a custom field's value, which is a text on the wire; null where it is not set. */
export function customFieldValue(
  { definition }: Pick<CustomField, 'definition'>,
  text: string,
): string | null {
  if (text === unset) return null
  if (isText(definition.type)) return text.replaceAll(/\r\n?/g, '\n')
  return text.trim() || null
}

/** True where an empty text is a value of its own, apart from none. */
export const isText = (type: string | null | undefined): boolean => !apart.has(type ?? '')
const apart = new Set(['boolean', 'integer', 'decimal', 'list', 'statement', 'date', 'time', 'systemList'])

/** Why a changed value cannot be saved, or undefined. */
export function customFieldProblem(
  { definition: { type, isMandatory } }: Pick<CustomField, 'definition'>,
  value: string | null,
): string | undefined {
  if (value === null || value === '') return isMandatory ? 'A value is required.' : undefined
  if (type === 'integer' && !/^-?\d+$/.test(value)) return 'Enter a whole number, or nothing.'
  if (type === 'decimal' && !/^-?\d+(\.\d+)?$/.test(value)) return 'Enter a number, such as 12.5, or nothing.'
  if (type === 'systemList' && !/^[1-9]\d*$/.test(value)) return 'Enter an id: a whole number, or nothing.'
  if (type === 'date' && !isDay(value)) return 'Enter a date such as 2026-11-22, or nothing.'
  if (type === 'time' && !isClock(value)) return 'Enter a time such as 09:30, or nothing.'
  return undefined
}

/** True for a day as `yyyy-MM-dd`. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text

/** True for a time of the day as `HH:mm`. */
export const isClock = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
