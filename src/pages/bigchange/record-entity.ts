import type { Entity } from '~/api/entity.ts'
import type { CustomField, WholeJob } from '~/api/job-records.ts'
import { formatMinutes } from '~/lib/minutes.ts'
import { type NamedFields, namedFields } from './record-names.ts'

/** The one culture in which labels of values are given. */
export const recordCultures = ['en'] as const

/** A value with the words that people read for it. */
export const labelled = (value: string, label: string) => ({ identifier: value, labels: { en: label } })

/** Asks for no person of the job's own. It gets another one then, so that none is not nothing. */
export const primaryPerson = labelled('', 'None: the contact’s primary person')

/**
 * A job as what forms compare and save: what may be changed, by name, and the status, which others change. Custom fields
 * that are `known` keep their names.
 */
export function recordEntity(job: WholeJob, known?: NamedFields): Entity {
  const fields = [...namedFields(job, known)].map(([name, field]) => [name, customValue(field, field.value)])
  const properties = {
    plannedDuration: job.plannedDuration == null ? null : durationValue(job.plannedDuration),
    description: job.description ?? null,
    reference: job.reference ?? null,
    personId: job.personId ? labelled(job.personId, job.personName || job.personId) : null,
    orderNumber: job.orderNumber ?? null,
    status: job.status,
    ...Object.fromEntries(fields),
  }
  return { id: job.id, revision: fingerprint(job), properties }
}

/** BigChange gives no version: a text that is another one where the job holds another value (FNV-1a, 32 bits). */
function fingerprint(job: WholeJob): string {
  const { plannedDuration, description, reference, personId, orderNumber, status, customFields } = job
  const given = customFields.flatMap(({ definitionId, value }) =>
    value === null ? [] : [`${String(definitionId)} ${value}`],
  )
  const values = [plannedDuration, description, reference, personId, orderNumber, status, given.toSorted()]
  const text = JSON.stringify(values.map((value) => value ?? null))
  let hash = 0x81_1c_9d_c5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93)
  return (hash >>> 0).toString(16)
}

export const durationValue = (minutes: number) => labelled(String(minutes), formatMinutes(minutes))

/** A custom field's value as it is compared: a truth with its word, anything else as the text that it is. */
export const customValue = ({ definition }: Pick<CustomField, 'definition'>, value: string | null) =>
  value !== null && definition.type === 'boolean' && /^(true|false)$/.test(value)
    ? labelled(value, value === 'true' ? 'Yes' : 'No')
    : value
