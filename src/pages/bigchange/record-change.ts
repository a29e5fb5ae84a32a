import * as z from 'zod/mini'
import type { Entity } from '~/api/entity.ts'
import { jobAnswer, wholeJob } from '~/api/job-records.ts'
import { sameValue } from '~/api/held-alike.ts'
import type { Properties } from '~/form/entity-changes.ts'
import { ExactNumber, isRecord, type JsonText } from '~/lib/json.ts'
import { primaryPerson, recordEntity } from './record-entity.ts'
import { neverCleared } from './record-locks.ts'
import { members, type NamedFields, namedFields } from './record-names.ts'

const sentFields = z.array(
  z.object({
    definitionId: z.union([z.number(), z.instanceof(ExactNumber)]),
    value: z.nullable(z.string()),
  }),
)

interface RecordChange {
  readonly left: Entity
  /** Each changed member with the value before. */
  readonly inverse: Properties
  /** The custom fields as they were then. */
  readonly known: NamedFields
  /** What cannot be taken back, and what is not known, in sentences. */
  readonly losses: readonly string[]
}

/** What a kept save of a job left, and what takes it back. Null where nothing can. */
export function recordChange(before: JsonText, sent: JsonText): RecordChange | null {
  const parsed = jobAnswer.safeParse(before.value)
  if (!parsed.success || !isRecord(sent.value)) return null
  const was = wholeJob(parsed.data, null)
  const { customFields = [], ...update } = sent.value
  const fields = sentFields.safeParse(customFields)
  const isKnown = Object.keys(update).every((name) => members.some((member) => member === name))
  const isOther = typeof update['personId'] === 'string'
  // The name of another person is not among what was sent.
  const changed = jobAnswer.safeParse({ ...was, ...update, ...(isOther && { personName: null }) })
  if (!fields.success || !isKnown || !changed.success) return null
  const values = new Map(fields.data.map(({ definitionId, value }) => [String(definitionId), value]))
  const known = namedFields(was)
  const after = recordEntity(
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
    known,
  )
  const isChosen = update['personId'] === null
  const left = isChosen ? { ...after, properties: { ...after.properties, personId: primaryPerson } } : after
  const changes = Object.entries(recordEntity(was, known).properties ?? {}).filter(
    ([name, value]) => !sameValue(value, left.properties?.[name]),
  )
  const inverse = Object.fromEntries(changes.filter((one) => !isLost(one)))
  if (Object.keys(inverse).length === 0) return null
  const losses = [
    ...changes
      .filter(isLost)
      .map(([name]) => `${name} stays as it is: it had no value before, and BigChange does not clear it.`),
    ...(Object.hasOwn(inverse, 'personId') && isChosen
      ? ['Which personId BigChange chose is not known: somebody may have chosen another one since.']
      : []),
  ]
  return { left, inverse, known, losses }
}

const isLost = ([name, value]: readonly [string, unknown]) => value === null && neverCleared.has(name)
