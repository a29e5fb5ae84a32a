import * as z from 'zod/mini'
import { readPreference, writePreference } from '~/lib/preference.ts'
import { getSession } from '~/session/session.ts'
import type { ImportField } from './import-fields.ts'
import type { SourceTable } from './source-table.ts'

const kinds = ['line', 'number', 'truth', 'option', 'time', 'json'] as const
const columnUse = z.discriminatedUnion('as', [
  z.object({ as: z.literal('nothing') }),
  z.object({ as: z.literal('identifier') }),
  z.object({
    as: z.literal('property'),
    property: z.string(),
    /** One culture of a property that is kept per culture. */
    culture: z.optional(z.string()),
    /** What was chosen for a property of which nothing shows the kind. */
    kind: z.optional(z.enum(kinds)),
  }),
])

/** What becomes of a column of the file. */
export type ColumnUse = z.infer<typeof columnUse>

export const leftOut: ColumnUse = { as: 'nothing' }

/** The same for the same use, whatever kind was chosen. */
export const keyOf = (use: ColumnUse): string =>
  use.as === 'property' ? `property ${use.culture ?? ''} ${use.property}` : use.as

/** "Target.Title (en-US)". */
export const labelOf = (use: ColumnUse): string => {
  if (use.as === 'nothing') return 'Leave out'
  if (use.as === 'identifier') return 'Identifier'
  return use.culture === undefined ? use.property : `${use.property} (${use.culture})`
}

const columnFor = ({ property, culture }: ImportField): ColumnUse => ({
  as: 'property',
  property,
  ...(culture !== undefined && { culture }),
})

/** All that a column can be used for: what is known, and a property of the column's own name. */
export function usesFor(column: string, fields: readonly ImportField[], isJson: boolean): ColumnUse[] {
  const whole: ColumnUse[] = isJson
    ? fields
        .filter(({ culture }) => culture !== undefined)
        .map(({ property }) => ({ as: 'property', property }))
    : []
  const all: ColumnUse[] = [
    leftOut,
    { as: 'identifier' },
    ...fields.map(columnFor),
    ...whole,
    { as: 'property', property: column },
  ]
  return [...new Map(all.map((use) => [keyOf(use), use] as const)).values()]
}

/** What the columns are for, as their names tell; each use at most once. */
export function guessUses(
  { columns, format }: SourceTable,
  fields: readonly ImportField[],
  cultures: readonly string[],
): ColumnUse[] {
  const taken = new Set<string>()
  return columns.map((column) => {
    const guess = guessUse(column, fields, cultures, format.kind !== 'csv')
    if (taken.has(keyOf(guess))) return leftOut
    if (guess !== leftOut) taken.add(keyOf(guess))
    return guess
  })
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
const afterDot = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

function guessUse(
  column: string,
  fields: readonly ImportField[],
  cultures: readonly string[],
  isJson: boolean,
): ColumnUse {
  const wanted = plain(column)
  if (wanted === 'identifier') return { as: 'identifier' }
  const named = (name: string, culture = '') =>
    [name, afterDot(name)].some((one) => plain(one + culture) === wanted)
  const exact = fields.find(({ property, culture }) => named(property, culture))
  if (exact) return columnFor(exact)
  const anyCulture = fields.find(({ property }) => named(property))
  if (anyCulture) return isJson ? { as: 'property', property: anyCulture.property } : columnFor(anyCulture)
  if (!column.includes('.')) return leftOut
  const culture = cultures.find((one) => wanted.endsWith(plain(one)))
  const [, property = ''] =
    culture === undefined ? [] : (/^(.*?)[^\p{L}\p{N}]*[\p{L}]+-?\w*\)?$/u.exec(column) ?? [])
  if (culture !== undefined && property) return { as: 'property', property, culture }
  return { as: 'property', property: column, ...(isJson && { kind: 'json' as const }) }
}

/** Why the columns cannot be used so, or null. */
export function usesProblem(uses: readonly ColumnUse[]): string | null {
  if (!uses.some(({ as }) => as === 'property')) return 'Choose a property for at least one column.'
  const used = uses.filter(({ as }) => as !== 'nothing').map(keyOf)
  const twice = uses.find((use) => used.indexOf(keyOf(use)) !== used.lastIndexOf(keyOf(use)))
  return twice ? `Two columns are for ${labelOf(twice)}: choose one of them.` : null
}

const jobsMax = 10
const remembered = z.array(z.object({ jobId: z.string(), uses: z.record(z.string(), columnUse) }))

// What one person has chosen is not for the next one at this browser.
const preference = () => `import-columns ${getSession().person?.sub ?? ''}`

function readRemembered(): z.infer<typeof remembered> {
  try {
    return remembered.safeParse(JSON.parse(readPreference(preference()) ?? '')).data ?? []
  } catch {
    return []
  }
}

/** What was chosen for columns of these names in the job's last imports; undefined where nothing was. */
export function rememberedUses(jobId: string, columns: readonly string[]): (ColumnUse | undefined)[] {
  const uses = new Map(Object.entries(readRemembered().find((one) => one.jobId === jobId)?.uses ?? {}))
  return columns.map((column) => uses.get(column))
}

/** Remembers what columns are for in the imports of a job. */
export function rememberUses(jobId: string, columns: readonly string[], uses: readonly ColumnUse[]): void {
  const all = readRemembered()
  const before = all.find((one) => one.jobId === jobId)
  const now = Object.fromEntries(columns.map((column, place) => [column, uses[place] ?? leftOut]))
  const next = { jobId, uses: { ...before?.uses, ...now } }
  const others = all.filter((one) => one !== before)
  writePreference(preference(), JSON.stringify([next, ...others].slice(0, jobsMax)))
}
