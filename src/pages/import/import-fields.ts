import { type Entity, optionOf } from '~/api/entity.ts'
import type { EntityField, FieldKind } from '~/form/entity-fields.ts'
import { emptySeed } from '~/pages/targets/new-target.ts'
import { targetFields } from '~/pages/targets/target-fields.ts'
import type { ColumnUse } from './column-use.ts'

/** What a column can be imported into, by what is known of the properties. */
export interface ImportField extends Omit<EntityField, 'choices'> {
  /** What an option may be; undefined where nobody knows its list. */
  readonly options?: readonly string[]
}

/** The properties of targets by the settings and by some targets of the job, which show of what kind each is. */
export function importFields(sample: readonly Entity[], cultures: readonly string[]): ImportField[] {
  const properties: Record<string, unknown> = { ...emptySeed.properties }
  // Without a value their options stand in the order of their list.
  const listed = new Set(
    targetFields({ properties }, cultures).flatMap(({ choices, property }) => (choices ? [property] : [])),
  )
  const seen = new Map<string, Set<string>>()
  for (const target of sample)
    for (const [name, value] of Object.entries(target.properties ?? {})) {
      if (!listed.has(name)) properties[name] ??= value
      const option = optionOf(value, [])?.identifier
      if (option !== undefined) seen.set(name, (seen.get(name) ?? new Set()).add(option))
    }
  return targetFields({ properties }, cultures).map(({ choices, ...field }) => ({
    ...field,
    ...(choices && { options: optionsOf(choices, seen.get(field.property)) }),
  }))
}

const optionsOf = (choices: NonNullable<EntityField['choices']>, seen: ReadonlySet<string> = new Set()) => [
  ...new Set([...choices.map(({ value }) => value).filter(Boolean), ...seen]),
]

/** The kinds that a property can be said to be of where nothing shows it. */
export const kindChoices = [
  { value: 'line', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'truth', label: 'True or false' },
  { value: 'option', label: 'Option' },
  { value: 'time', label: 'Time' },
  { value: 'json', label: 'JSON' },
] as const satisfies readonly { value: FieldKind; label: string }[]

/** The field that a column fills; of a property that nothing is known of, of the kind that was chosen. */
export function fieldOf(use: ColumnUse, fields: readonly ImportField[]): ImportField | null {
  if (use.as === 'nothing') return null
  const property = use.as === 'identifier' ? 'Identifier' : use.property
  const unknown = { name: '', property, known: false, text: '', value: null }
  if (use.as === 'identifier') return { ...unknown, kind: 'identifier' }
  const known = knownField(use.property, fields)
  const { culture } = use
  if (known && (culture === undefined || known.kind === 'culture')) {
    const { culture: _, ...rest } = known
    return { ...rest, text: '', value: null, ...(culture !== undefined && { culture }) }
  }
  return culture === undefined
    ? { ...unknown, kind: use.kind ?? 'line' }
    : { ...unknown, kind: 'culture', culture }
}

/** What is known of a property, or undefined. */
export const knownField = (property: string, fields: readonly ImportField[]): ImportField | undefined =>
  fields.find((field) => field.property === property)
