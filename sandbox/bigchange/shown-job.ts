import type { Job } from './data/jobs.ts'
import type { World } from './world.ts'

/** The job with all members of an answer. */
export function shownJob(world: World, { customFields, ...job }: Job) {
  const type = world.jobTypes.get(job.typeId)
  const contact = world.contacts.get(job.contactId)
  const person = world.persons.get(job.personId)
  return {
    ...job,
    uid: null,
    typeName: type?.name ?? '',
    contactName: contact?.name ?? '',
    contactAddress: contact?.address ?? '',
    contactLocation: contact?.location ?? null,
    personName: [person?.forename, person?.surname].filter(Boolean).join(' '),
    categoryId: type?.categoryId ?? null,
    categoryName: type?.categoryId == null ? null : 'Planned maintenance',
    resourceName: job.resourceId === null ? null : (world.resources.get(job.resourceId) ?? null),
    vehicleId: null,
    vehicleRegistration: null,
    actualDuration: minutesBetween(job.actualStartAt, job.actualEndAt),
    internalComment: null,
    resourcesComment: null,
    contactComment: null,
    jobGroupId: null,
    isFinanciallyComplete: false,
    isActioned: false,
    contractId: null,
    recurrenceId: null,
    customFields: customFields.map(({ definitionId, value }) => {
      const definition = type?.customFields.find(({ id }) => id === definitionId)
      const { caption = '', type: kind = 'text' } = definition ?? {}
      return { definitionId, value, definition: { id: definitionId, caption, type: kind } }
    }),
    siteContactIds: [],
  }
}

const minutesBetween = (start: string | null, end: string | null) =>
  start === null || end === null ? null : Math.round((Date.parse(end) - Date.parse(start)) / 60_000)
