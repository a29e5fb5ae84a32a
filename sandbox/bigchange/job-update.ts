import * as z from 'zod/mini'
import { customFieldProblem } from './custom-field-problem.ts'
import type { Job } from './data/jobs.ts'
import type { Errors } from './problems.ts'
import type { World } from './world.ts'

/** The shape is checked against the contract before; this gives it its types. */
const updateBody = z.object({
  plannedDuration: z.optional(z.number()),
  description: z.optional(z.string()),
  reference: z.optional(z.nullable(z.string())),
  personId: z.optional(z.nullable(z.string())),
  orderNumber: z.optional(z.nullable(z.string())),
  customFields: z.optional(
    z.array(z.object({ definitionId: z.number(), value: z.optional(z.nullable(z.string())) })),
  ),
})
type Update = z.infer<typeof updateBody>

const locking = new Set(['started', 'suspended', 'completedOk', 'completedWithIssues'])
/** The limits of the vendor's older service. */
const longest = { reference: 40, description: 500 }

/**
 * What an update makes of a job, or its errors. A member left out is kept, as are the custom fields that are not listed. How
 * the real service names the members in `errors` is not known, so each is named in another way.
 */
export function jobUpdate(
  world: World,
  job: Job,
  body: unknown,
): { changes: Partial<Job> } | { errors: Errors } {
  const update = updateBody.parse(body)
  const errors = { ...memberErrors(world, job, update), ...fieldErrors(world, job, update) }
  if (Object.keys(errors).length > 0) return { errors }
  const { personId, customFields = [], ...rest } = update
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    changes: {
      ...given,
      ...(personId !== undefined && { personId: personId?.toLowerCase() ?? primaryPerson(world, job) }),
      customFields: mergedFields(job, customFields),
    },
  }
}

function memberErrors(world: World, job: Job, update: Update): Errors {
  const { plannedDuration, description, reference, personId, orderNumber } = update
  const errors: Errors = {}
  const lock = locking.has(job.status)
  if (description !== undefined && lock)
    errors['description'] = ['The description cannot be changed because the job has been started.']
  else if ((description?.length ?? 0) > longest.description)
    errors['description'] = [`The description may have ${longest.description} characters at most.`]
  if (personId !== undefined && lock)
    errors['PersonId'] = ['The point of contact cannot be changed because the job has been started.']
  else if (personId != null && world.persons.get(personId.toLowerCase())?.contactId !== job.contactId)
    errors['PersonId'] = ['The person does not belong to the contact of the job.']
  if (plannedDuration !== undefined && (plannedDuration < 1 || plannedDuration > 525_600))
    errors['plannedDuration'] = ['The planned duration must be at least 1 minute and at most a year.']
  if ((reference?.length ?? 0) > longest.reference)
    errors['$.reference'] = [`The reference may have ${longest.reference} characters at most.`]
  else if (reference != null && reference !== job.reference && isTaken(world, job, reference))
    errors['$.reference'] = ['Another job has this reference.']
  if (orderNumber !== undefined && !orderNumber && world.jobTypes.get(job.typeId)?.isOrderNumberRequired)
    errors['OrderNumber'] = ['An order number is required for jobs of this type.']
  return errors
}

const isTaken = (world: World, job: Job, reference: string) =>
  [...world.jobs.values()].some((other) => other.id !== job.id && other.reference === reference)

function fieldErrors(world: World, job: Job, { customFields = [] }: Update): Errors {
  const definitions = world.jobTypes.get(job.typeId)?.customFields ?? []
  const errors: Errors = {}
  for (const [index, { definitionId, value }] of customFields.entries()) {
    const definition = definitions.find(({ id }) => id === definitionId)
    const problem =
      definition && (value === undefined ? undefined : customFieldProblem(definition, value, world))
    if (definition === undefined)
      errors[`customFields[${index}].definitionId`] = ['Jobs of this type have no such custom field.']
    else if (problem !== undefined) errors[`customFields[${index}].value`] = [problem]
  }
  return errors
}

function mergedFields(job: Job, changed: NonNullable<Update['customFields']>): Job['customFields'] {
  const fields = new Map(job.customFields.map((field) => [field.definitionId, field]))
  for (const { definitionId, value } of changed) {
    if (value !== undefined) fields.set(definitionId, { definitionId, value })
  }
  return [...fields.values()]
}

/** The first person of the contact. */
const primaryPerson = (world: World, job: Job): string =>
  [...world.persons.values()].find(({ contactId }) => contactId === job.contactId)?.id ?? job.personId
