import { optionOf } from '~/api/entity.ts'
import type { JobUpdate } from '~/api/write-job-record.ts'
import type { Properties } from '~/form/entity-changes.ts'
import { Problem } from '~/lib/problem.ts'
import { members, type NamedFields } from './record-names.ts'

/** The body that saves some changes: all of them, and nothing else. Throws Problem for one that has no place in it. */
export function updateOf(named: NamedFields, changes: Properties): JobUpdate {
  const unplaced = Object.keys(changes).filter((name) => !isMember(name) && !named.has(name))
  if (unplaced.length > 0)
    throw new Problem(
      'Nothing was sent.',
      `The job has no ${unplaced.join(', ')}.`,
      'Reload the page, and look at the job again.',
    )
  const fields = [...named].filter(([name]) => Object.hasOwn(changes, name))
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

const isMember = (name: string): boolean => members.some((member) => member === name)

const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : (optionOf(value, [])?.identifier ?? null)

/**
 * A refused update with its messages under the names that the form has. How BigChange names the members of a body was not
 * found: letter case and path style are taken as they come, and a custom field is told by its place in what was sent, or else
 * by its id.
 */
export function placedProblem(problem: Problem, named: NamedFields, update: JobUpdate): Problem {
  const nameAt = (place: string) => {
    const id = String(update.customFields?.[Number(place)]?.definitionId ?? place)
    return [...named].find(([, { definitionId }]) => String(definitionId) === id)?.[0]
  }
  const placed: Record<string, string> = {}
  for (const [told, message] of Object.entries(problem.fields)) {
    const place = /custom_?fields\D{0,3}(\d+)/i.exec(told)?.[1]
    const name = (place === undefined ? memberNamed(told) : nameAt(place)) ?? told
    placed[name] = placed[name] === undefined ? message : `${placed[name]} ${message}`
  }
  const { what, why, next, status, unsent, cause, whyBeside } = problem
  return new Problem(what, why, next, { cause, fields: placed, status, unsent, whyBeside })
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
