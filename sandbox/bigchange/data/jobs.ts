import type { Contact } from './contacts.ts'
import { contacts, persons } from './contacts.ts'
import { jobTypes, safetyNotice } from './job-types.ts'

export const jobStatuses = [
  'new',
  'scheduled',
  'unscheduled',
  'sent',
  'read',
  'accepted',
  'refused',
  'onTheWay',
  'started',
  'suspended',
  'completedOk',
  'completedWithIssues',
  'cancelled',
  'lateStart',
  'lateFinish',
  'rescheduled',
] as const
type JobStatus = (typeof jobStatuses)[number]

/** A job as it is stored: what is looked up by its ids (names, definitions) is added when it is read. */
export type Job = {
  id: number
  typeId: number
  contactId: number
  status: JobStatus
  statusModifiedAt: string
  plannedDuration: number
  dueAt: string | null
  reference: string | null
  description: string
  createdAt: string
  orderNumber: string | null
  personId: string
  isConfirmed: boolean
  resourceId: number | null
  plannedStartAt: string | null
  plannedEndAt: string | null
  actualStartAt: string | null
  actualEndAt: string | null
  result: string | null
  officeNotes: string | null
  /** Values by their definition; one that is not there was never given. */
  customFields: { definitionId: number; value: string | null }[]
}

/** Whom a job can be scheduled to, and what a custom field of the kind systemList can point at. */
export const resources: Record<number, string> = { 61207: 'Priya Nair', 61233: 'Tom Adeyemi' }

/** A job that the application may not see. */
export const forbiddenJob = 214503666

const at = (time: string) => `${time}:00.0000000+00:00`
const primary = (contactId: number) => persons.find((person) => person.contactId === contactId)?.id ?? ''

function job(id: number, typeId: number, contact: Contact | undefined, more: Partial<Job>): Job {
  const contactId = contact?.id ?? 0
  return {
    id,
    typeId,
    contactId,
    status: 'scheduled',
    statusModifiedAt: at('2026-03-09T15:42'),
    plannedDuration: jobTypes.find((type) => type.id === typeId)?.plannedDuration ?? 60,
    dueAt: null,
    reference: null,
    description: 'Inspection under the service contract.',
    createdAt: at('2026-03-02T09:14'),
    orderNumber: null,
    personId: primary(contactId),
    isConfirmed: false,
    resourceId: 61207,
    plannedStartAt: at('2026-03-12T08:30'),
    plannedEndAt: at('2026-03-12T10:00'),
    actualStartAt: null,
    actualEndAt: null,
    result: null,
    officeNotes: null,
    customFields: [],
    ...more,
  }
}

const [surgery, foods, housing] = contacts
const begun = new Set<JobStatus>(['started', 'suspended', 'completedOk', 'completedWithIssues'])
const ended = new Set<JobStatus>(['completedOk', 'completedWithIssues'])

/** One job for each status, from 214503401 on. */
const perStatus = jobStatuses.map((status, n) =>
  job(214503401 + n, 30420, foods, {
    status,
    reference: `STATUS-${status}`,
    description: `A job whose status is ${status}.`,
    actualStartAt: begun.has(status) ? at('2026-03-12T08:41') : null,
    actualEndAt: ended.has(status) ? at('2026-03-12T09:56') : null,
    result: status === 'completedOk' ? 'Done' : status === 'completedWithIssues' ? 'Parts needed' : null,
    ...(status === 'new' || status === 'unscheduled'
      ? { resourceId: null, plannedStartAt: null, plannedEndAt: null }
      : {}),
  }),
)

/** Sixty jobs of one reference, from 214510001 on. */
const round = Array.from({ length: 60 }, (_, n) =>
  job(214510001 + n, 30431, housing, {
    reference: 'ROUND-2026',
    orderNumber: `PO-9${String(n + 1).padStart(4, '0')}`,
    description: `Fire door inspection, block ${n + 1}.`,
    createdAt: at(`2026-02-${String((n % 28) + 1).padStart(2, '0')}T07:00`),
  }),
)

export const seededJobs: Job[] = [
  job(214503377, 30418, surgery, {
    status: 'sent',
    dueAt: at('2026-03-13T17:00'),
    reference: 'HS-2026-0193',
    description: 'Annual service of the plant room boiler. Ask for the key at reception.',
    orderNumber: 'PO-77120',
    isConfirmed: true,
    customFields: [
      { definitionId: 90211, value: 'Rear gate' },
      { definitionId: 90212, value: 'true' },
      { definitionId: 90213, value: null },
      { definitionId: 90214, value: '2' },
      { definitionId: 90215, value: '20.5' },
      { definitionId: 90216, value: 'Office hours' },
      { definitionId: 90217, value: safetyNotice },
      { definitionId: 90218, value: 'Key at reception.\nMind the step.' },
      { definitionId: 90219, value: '08:30' },
      { definitionId: 90220, value: '61207' },
    ],
  }),
  job(214503102, 30420, foods, {
    status: 'started',
    statusModifiedAt: at('2026-03-10T11:07'),
    description: 'Cold store 2 will not hold temperature.',
    createdAt: at('2026-03-10T09:58'),
    resourceId: 61233,
    plannedStartAt: at('2026-03-10T11:00'),
    plannedEndAt: at('2026-03-10T12:00'),
    actualStartAt: at('2026-03-10T11:07'),
    officeNotes: 'Customer asked for a call before leaving site.',
  }),
  job(214503501, 30431, surgery, { reference: 'HS-2026-0201', orderNumber: 'PO-88213', isConfirmed: true }),
  job(214503502, 30418, surgery, {
    reference: 'HS-2026-0202',
    description: 'No custom field was ever given.',
  }),
  job(forbiddenJob, 30420, foods, { reference: 'FORBIDDEN' }),
  ...perStatus,
  ...round,
]
