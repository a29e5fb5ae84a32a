import * as z from 'zod/mini'
import { identifierRule, isIdentifier } from '~/lib/identifier.ts'
import { jsonProblemText } from '~/ui/json-problem.ts'
import { isUntouched } from './entity-changes.ts'
import type { EntityField } from './entity-fields.ts'
import { jsonProblems } from './json-shapes.ts'
import { problemOfEnds } from './relation-text.ts'
import { tooLong } from './text-limits.ts'

const time = z.iso.datetime({ offset: true })
const least = -(2n ** 63n)
const most = 2n ** 63n - 1n

/** What the form may hold. A text that nobody touched is always right: it is not sent. */
export const fieldsSchema = (fields: readonly EntityField[]) =>
  z.object(
    Object.fromEntries(
      fields.map((field) => [
        field.name,
        z.string().check(
          z.refine((text: string) => problemOf(field, text) === undefined, {
            error: ({ input }) => problemOf(field, String(input)) ?? '',
          }),
        ),
      ]),
    ),
  )

/** Why a text cannot be saved in a field, or undefined. */
export function problemOf(field: EntityField, text: string): string | undefined {
  if (field.own) return isUntouched(field, text) ? undefined : field.own.problemOf(text)
  const value = text.trim()
  if (field.required && value === '') return 'Enter a value.'
  if (isUntouched(field, text)) return undefined
  if (value === '')
    return field.kind === 'json' && jsonProblems(field.property, 'null').length > 0
      ? 'It must not be empty.'
      : undefined
  const length = tooLong(field.kind, value)
  if (length !== undefined) return length
  if (field.kind === 'relation') return problemOfEnds(text)
  if (field.kind === 'identifier') return isIdentifier(value) ? undefined : identifierRule
  if (field.kind === 'whole') return isWhole(value) ? undefined : 'Enter a whole number, or nothing.'
  if (field.kind === 'number')
    return isNumber(value) ? undefined : 'Enter a number, such as 12.5, or nothing.'
  if (field.kind === 'time')
    return time.safeParse(value).success
      ? undefined
      : 'Enter a time such as 2026-11-22T09:30:00Z, or nothing.'
  if (field.kind !== 'json') return undefined
  return jsonFault(field.property, text)
}

/** What is wrong with a JSON property's text: the first fault, and how many more there are; or undefined. */
export function jsonFault(property: string, text: string): string | undefined {
  const [first, ...others] = jsonProblems(property, text)
  if (!first) return undefined
  return `${jsonProblemText(first)}${others.length > 0 ? ` (and ${others.length} more)` : ''}.`
}

const isWhole = (text: string): boolean =>
  /^(0|-?[1-9]\d{0,18})$/.test(text) && BigInt(text) >= least && BigInt(text) <= most
const isNumber = (text: string): boolean => /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)
