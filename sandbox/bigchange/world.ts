import type { Tenant } from '../tenants.ts'
import { contacts, persons } from './data/contacts.ts'
import type { Contact, Person } from './data/contacts.ts'
import { forbiddenJob, resources, seededJobs } from './data/jobs.ts'
import type { Job } from './data/jobs.ts'
import { jobTypes } from './data/job-types.ts'
import type { JobType } from './data/job-types.ts'
import { idIn, referenceIn, uuidIn } from './numbering.ts'

/** What BigChange holds for one tenant, in memory: each start of the sandbox begins anew. */
export type World = {
  jobs: Map<number, Job>
  jobTypes: Map<number, JobType>
  contacts: Map<number, Contact>
  persons: Map<string, Person>
  resources: Map<number, string>
  forbiddenJob: number
}

export function createWorlds(): (tenant: Tenant) => World {
  const worlds = new WeakMap<Tenant, World>()
  return (tenant) => {
    const world = worlds.get(tenant) ?? seededWorld(tenant)
    worlds.set(tenant, world)
    return world
  }
}

const byId = <Item extends { id: unknown }>(items: Item[]): Map<Item['id'], Item> =>
  new Map(items.map((item) => [item.id, item]))

function seededWorld({ name, number }: Tenant): World {
  const own = (id: number) => idIn(number, id)
  const ownOrNull = (id: number | null) => (id === null ? null : own(id))
  const systemFields = new Set(
    jobTypes.flatMap(({ customFields }) =>
      customFields.filter(({ type }) => type === 'systemList').map(({ id }) => id),
    ),
  )
  return {
    jobs: byId(
      seededJobs.map((job) => ({
        ...job,
        id: own(job.id),
        typeId: own(job.typeId),
        contactId: own(job.contactId),
        personId: uuidIn(number, job.personId),
        resourceId: ownOrNull(job.resourceId),
        reference: job.reference === null ? null : referenceIn(name, job.reference),
        customFields: job.customFields.map(({ definitionId: id, value }) => ({
          definitionId: own(id),
          value: value !== null && systemFields.has(id) ? String(own(Number(value))) : value,
        })),
      })),
    ),
    jobTypes: byId(
      jobTypes.map((type) => ({
        ...type,
        id: own(type.id),
        categoryId: ownOrNull(type.categoryId),
        customFields: type.customFields.map((field) => ({ ...field, id: own(field.id) })),
      })),
    ),
    contacts: byId(contacts.map((contact) => ({ ...contact, id: own(contact.id) }))),
    persons: byId(
      persons.map((person) => ({
        ...person,
        id: uuidIn(number, person.id),
        contactId: own(person.contactId),
      })),
    ),
    resources: new Map(Object.entries(resources).map(([id, name]) => [own(Number(id)), name])),
    forbiddenJob: own(forbiddenJob),
  }
}
