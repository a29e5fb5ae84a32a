import * as z from 'zod/mini'
import type { Entity } from '~/api/entity.ts'
import { jobAnswer, wholeJob } from '~/api/job-records.ts'
import { sameValue } from '~/api/held-alike.ts'
import type { Properties } from '~/form/entity-changes.ts'
import { ExactNumber, isRecord, type JsonText } from '~/lib/json.ts'
import { recordEntity } from './record-entity.ts'
import { members } from './record-names.ts'

const sentFields = z.array(
  z.object({
    definitionId: z.union([z.number(), z.instanceof(ExactNumber)]),
    value: z.nullable(z.string()),
  }),
)

/** What a kept save of a job left, and what takes it back: each changed member with the value before. Null where it cannot be. */
export function recordChange(
  before: JsonText,
  sent: JsonText,
): { readonly left: Entity; readonly inverse: Properties } | null {
  const parsed = jobAnswer.safeParse(before.value)
  if (!parsed.success || !isRecord(sent.value)) return null
  const was = wholeJob(parsed.data, null)
  const { customFields = [], ...update } = sent.value
  const fields = sentFields.safeParse(customFields)
  const isKnown = Object.keys(update).every((name) => members.some((member) => member === name))
  const changed = jobAnswer.safeParse({ ...was, ...update })
  if (!fields.success || !isKnown || !changed.success) return null
  const values = new Map(fields.data.map(({ definitionId, value }) => [String(definitionId), value]))
  const left = recordEntity(
    wholeJob(
      {
        ...changed.data,
        customFields: was.customFields.map((field) => ({
          ...field,
          value: values.has(String(field.definitionId))
            ? (values.get(String(field.definitionId)) ?? null)
            : field.value,
        })),
      },
      null,
    ),
  )
  const held = recordEntity(was)
  const inverse = Object.fromEntries(
    Object.entries(held.properties ?? {}).filter(
      ([name, value]) => !sameValue(value, left.properties?.[name]),
    ),
  )
  return Object.keys(inverse).length > 0 ? { left, inverse } : null
}
