import { optionOf } from '~/api/entity.ts'
import type { WholeJob } from '~/api/job-records.ts'
import type { JobUpdate } from '~/api/write-job-record.ts'
import type { Properties } from '~/form/entity-changes.ts'
import { Problem } from '~/lib/problem.ts'
import { members, namedFields } from './record-names.ts'

/** The body that saves some changes, and nothing that is not among them. */
export function updateOf(job: WholeJob, changes: Properties): JobUpdate {
  const fields = [...namedFields(job)].filter(([name]) => Object.hasOwn(changes, name))
  const text = (name: string): string | null => textOf(changes[name])
  const has = (name: string) => Object.hasOwn(changes, name)
  return {
    ...(has('plannedDuration') && { plannedDuration: Number(text('plannedDuration')) }),
    ...(has('description') && { description: text('description') ?? '' }),
    ...(has('reference') && { reference: text('reference') }),
    ...(has('personId') && { personId: text('personId') || null }),
    ...(has('orderNumber') && { orderNumber: text('orderNumber') }),
    ...(fields.length > 0 && {
      customFields: fields.map(([name, { definitionId }]) => ({ definitionId, value: text(name) })),
    }),
  }
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : (optionOf(value, [])?.identifier ?? null)

/**
 * A refused update with its messages under the names that the form has. How BigChange names the members of a body was not
 * found: letter case and path style are taken as they come, and a custom field is told by its place in what was sent.
 */
export function placedProblem(problem: Problem, job: WholeJob, update: JobUpdate): Problem {
  const names = [...namedFields(job)]
  const nameAt = (place: number) => {
    const id = update.customFields?.[place]?.definitionId
    return names.find(([, { definitionId }]) => String(definitionId) === String(id))?.[0]
  }
  const placed: Record<string, string> = {}
  for (const [told, message] of Object.entries(problem.fields)) {
    const place = /custom_?fields\D{0,3}(\d+)/i.exec(told)?.[1]
    const name = (place === undefined ? memberNamed(told) : nameAt(Number(place))) ?? told
    placed[name] = placed[name] === undefined ? message : `${placed[name]} ${message}`
  }
  const { what, why, next, status, cause } = problem
  return new Problem(what, why, next, { cause, fields: placed, ...(status !== undefined && { status }) })
}

/** The member that a path names with its last part: `PersonId`, `$.reference`, `update['order_number']`. */
function memberNamed(told: string): string | undefined {
  const last = told
    .replaceAll('_', '')
    .toLowerCase()
    .match(/[a-z]+/g)
    ?.at(-1)
  return members.find((member) => member.toLowerCase() === last)
}
