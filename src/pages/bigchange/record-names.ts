import { relationName } from '~/api/exact-value.ts'
import type { CustomField, WholeJob } from '~/api/job-records.ts'

/** What may be changed beside the custom fields, by the API's names. */
export const members = ['plannedDuration', 'description', 'reference', 'personId', 'orderNumber'] as const
export type Member = (typeof members)[number]

const taken = new Set<string>([...members, 'status'])

/** The custom fields of a job by their names in forms and sentences: their captions, told apart where two are the same. */
export function namedFields({ customFields }: Pick<WholeJob, 'customFields'>): Map<string, CustomField> {
  const captions = customFields.map(({ definition }) => captionOf(definition.caption))
  const isClear = (caption: string) =>
    /[\p{L}\p{N}]/u.test(caption) &&
    !taken.has(caption) &&
    captions.filter((other) => other.toLowerCase() === caption.toLowerCase()).length === 1
  return new Map(
    customFields.map((field, place) => {
      const caption = captions[place] ?? ''
      return [
        isClear(caption) ? caption : `${caption || 'Custom field'} (${String(field.definitionId)})`,
        field,
      ]
    }),
  )
}

/** Forms know a relation by how its key begins. */
function captionOf(told: string | null | undefined): string {
  const caption = told?.trim() ?? ''
  return relationName(caption) === undefined ? caption : `“${caption}”`
}
