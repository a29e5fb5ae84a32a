import { relationName } from '~/api/exact-value.ts'
import type { CustomField, WholeJob } from '~/api/job-records.ts'

/** What may be changed beside the custom fields, by the API's names. */
export const members = ['plannedDuration', 'description', 'reference', 'personId', 'orderNumber'] as const
export type Member = (typeof members)[number]

const taken = new Set<string>([...members, 'status'])

/** Custom fields of a job by their names in forms and sentences. */
export type NamedFields = ReadonlyMap<string, CustomField>

/**
 * The custom fields of a job by their captions, told apart where two are the same. Those that are `known` keep their names,
 * and are there even if the job does not tell of them: one that was never given is told by the job's type alone.
 */
export function namedFields(
  { customFields }: Pick<WholeJob, 'customFields'>,
  known: NamedFields = new Map(),
): NamedFields {
  const told = new Map(customFields.map((field) => [String(field.definitionId), field]))
  const kept = [...known].map(([name, field]): [string, CustomField] => {
    const id = String(field.definitionId)
    const value = told.get(id)?.value ?? null
    told.delete(id)
    return [name, { ...field, value }]
  })
  const others = [...told.values()]
  const captions = others.map(({ definition }) => captionOf(definition.caption))
  const all = [...known.keys(), ...captions].map((caption) => caption.toLowerCase())
  const isClear = (caption: string) =>
    /[\p{L}\p{N}]/u.test(caption) &&
    !taken.has(caption) &&
    all.filter((other) => other === caption.toLowerCase()).length === 1
  const named = others.map((field, place): [string, CustomField] => {
    const caption = captions[place] ?? ''
    return [
      isClear(caption) ? caption : `${caption || 'Custom field'} (${String(field.definitionId)})`,
      field,
    ]
  })
  return new Map([...kept, ...named])
}

/** Forms know a relation by how its key begins. */
function captionOf(told: string | null | undefined): string {
  const caption = told?.trim() ?? ''
  return relationName(caption) === undefined ? caption : `“${caption}”`
}
