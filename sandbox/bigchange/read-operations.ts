import { type Answer, ok } from '../answer.ts'
import type { BigChangeCall } from './call.ts'
import { page } from './page.ts'
import { problem } from './problems.ts'
import { sorted } from './sorted.ts'

export const listJobTypes = ({ world, query }: BigChangeCall): Answer =>
  page([...world.jobTypes.values()], query)

export function getJobType({ world, id }: BigChangeCall): Answer {
  const type = world.jobTypes.get(Number(id))
  return type ? ok(JSON.stringify(type)) : problem(404, `There is no job type ${id}.`)
}

export function listPersons({ world, query }: BigChangeCall): Answer {
  const contactIds = query.getAll('contactId').map(Number)
  const surname = query.get('surname')?.toLowerCase() ?? ''
  const isOptedOut = query.get('isOptedOut')
  const found = [...world.persons.values()].filter(
    (person) =>
      (contactIds.length === 0 || contactIds.includes(person.contactId)) &&
      (person.surname ?? '').toLowerCase().startsWith(surname) &&
      (['email', 'mobile', 'landline'] as const).every(
        (name) => query.get(name) === null || query.get(name) === person[name],
      ) &&
      (isOptedOut === null || isOptedOut === String(person.isOptedOut)),
  )
  const sortBy = query.get('sortBy')
  return page(sortBy === 'surname' || sortBy === 'createdAt' ? sorted(found, sortBy, query) : found, query)
}

export function getPerson({ world, id }: BigChangeCall): Answer {
  const person = world.persons.get(id.toLowerCase())
  return person ? ok(JSON.stringify(person)) : problem(404, `There is no person ${id}.`)
}
