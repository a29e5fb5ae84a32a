import { type QueryClient, queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { ExactNumber } from '~/lib/json.ts'
import { get, getWithText } from './call.ts'
import { entityId } from './entity.ts'
import { path } from './path.ts'

const text = z.nullish(z.string())
/** Sent back as it came. */
const number = z.union([z.number(), z.instanceof(ExactNumber)])
/** Minutes, however they are spelled: `90`, `90.0`. */
const minutes = z.pipe(number, z.transform(Number))
/** Of members that the vendor did not confirm, or that are only shown, another shape counts as nothing. */
const unsure = <Schema extends z.ZodMiniType>(schema: Schema) =>
  // `z.catch` would come with the first script, as all that is used of zod.
  z.optional(
    z.pipe(
      z.unknown(),
      z.transform((value): z.output<Schema> | null => schema.safeParse(value).data ?? null),
    ),
  )

const shown = unsure(z.string())
const flag = unsure(z.boolean())

const definition = z.looseObject({
  id: unsure(number),
  caption: unsure(z.string()),
  type: unsure(z.string()),
  defaultValue: unsure(z.string()),
  isMandatory: unsure(z.boolean()),
  options: unsure(z.array(z.string())),
  systemListType: unsure(z.string()),
})
type Definition = z.infer<typeof definition>

const jobMembers = z.looseObject({
  id: entityId,
  typeId: entityId,
  typeName: shown,
  contactId: unsure(entityId),
  contactName: shown,
  contactAddress: shown,
  status: z.string(),
  statusModifiedAt: shown,
  plannedDuration: z.nullish(minutes),
  dueAt: shown,
  reference: text,
  description: text,
  createdAt: shown,
  orderNumber: text,
  personId: text,
  personName: shown,
  isConfirmed: flag,
  categoryName: shown,
  resourceId: unsure(entityId),
  resourceName: shown,
  vehicleRegistration: shown,
  plannedStartAt: shown,
  plannedEndAt: shown,
  actualStartAt: shown,
  actualEndAt: shown,
  actualDuration: unsure(minutes),
  internalComment: shown,
  resourcesComment: shown,
  contactComment: shown,
  result: shown,
  isFinanciallyComplete: flag,
  isActioned: flag,
  officeNotes: shown,
})

/** A job of BigChange as it is read (`Job` of the contract): assume that any text can be null. */
export const jobAnswer = z.looseObject({
  ...jobMembers.shape,
  customFields: z.nullish(
    z.array(z.looseObject({ definitionId: z.nullish(number), value: text, definition: unsure(definition) })),
  ),
})
export type JobAnswer = z.infer<typeof jobAnswer>

const jobPage = z.looseObject({ items: z.array(jobAnswer) })

/** The settings of a job type that steer what a job needs. */
const jobType = z.looseObject({
  id: entityId,
  isOrderNumberRequired: flag,
  customFields: unsure(z.array(definition)),
})
export type JobType = z.infer<typeof jobType>

const person = z.looseObject({
  id: z.string(),
  title: text,
  forename: text,
  surname: text,
  position: text,
  email: text,
  mobile: shown,
  landline: shown,
  extension: shown,
})
export type Person = z.infer<typeof person>
const personPage = z.looseObject({ items: z.array(person) })

/** A custom field of a job; one that was never given has the value null. */
export type CustomField = {
  /** As it came. */
  definitionId: number | ExactNumber
  value: string | null
  definition: Definition
}

/** A job with every custom field that its type knows. */
export type WholeJob = z.infer<typeof jobMembers> & { customFields: CustomField[] }

/** What is known of a job: itself, its type where that could be read, and whether this person may change it. */
export interface JobRecord {
  readonly job: WholeJob
  readonly type: JobType | null
  readonly mayEdit: boolean
}

/** The custom fields of the type in their order, with the job's values, then those that only the job has. */
export function wholeJob(job: JobAnswer, type: JobType | null): WholeJob {
  const values = new Map<string, CustomField>()
  for (const { definitionId, value = null, definition } of job.customFields ?? []) {
    const id = definitionId ?? definition?.id
    if (id != null) values.set(String(id), { definitionId: id, value, definition: definition ?? {} })
  }
  const ofType = (type?.customFields ?? []).flatMap((known): CustomField[] => {
    if (known.id == null) return []
    const given = values.get(String(known.id))
    values.delete(String(known.id))
    const definition = { ...given?.definition, ...withoutNulls(known) }
    return [{ definitionId: known.id, value: given?.value ?? null, definition }]
  })
  return { ...job, customFields: [...ofType, ...values.values()] }
}

/** What the type leaves out may be told by the job's own definition: neither is confirmed whole. */
const withoutNulls = (known: Definition): Definition =>
  Object.fromEntries(Object.entries(known).filter(([, value]) => value != null))

/** What a write of a job is about, as the server's path of it. */
export const placeOfRecord = (jobId: string): string => path`/v1/jobs/${jobId}`

const jobTypeQuery = (typeId: string) =>
  queryOptions({
    queryKey: ['bigchange', 'job-types', typeId],
    queryFn: ({ signal }) =>
      get(path`/v1/jobTypes/${typeId}`, jobType, { what: 'The job type could not be loaded.', signal }),
    staleTime: 300_000,
    // What was read last is better than nothing, for as long as the page is open.
    gcTime: Infinity,
  })

/** Reads a job as it is at this moment, past every cache; its type may be some minutes old. Throws Problem. */
export async function readJobRecord(
  client: QueryClient,
  jobId: string,
  signal?: AbortSignal,
): Promise<JobRecord> {
  const { value, allow } = await getWithText(placeOfRecord(jobId), jobAnswer, {
    what: 'The job could not be loaded.',
    ...(signal && { signal }),
  })
  // A job can be shown and saved without its type; the form says so.
  const typeQuery = jobTypeQuery(value.typeId)
  const type = await client.query(typeQuery).catch(() => client.getQueryData(typeQuery.queryKey) ?? null)
  return { job: wholeJob(value, type), type, mayEdit: allow === null || /\bPATCH\b/.test(allow) }
}

/** The key of whatever a change of a job may change: the job, and every list of jobs. */
export const jobRecordsKey = ['bigchange', 'jobs'] as const

/** One job of BigChange with its type. */
export const jobRecordQuery = (jobId: string) =>
  queryOptions({
    queryKey: [...jobRecordsKey, jobId],
    queryFn: ({ client, signal }) => readJobRecord(client, jobId, signal),
    staleTime: 30_000,
  })

export interface JobListPage {
  readonly reference: string
  readonly pageNumber: number
  readonly pageSize: number
}

/** One page of the jobs that bear a reference. BigChange gives no total, and lists nothing without a filter. */
export const jobRecordsQuery = ({ reference, pageNumber, pageSize }: JobListPage) =>
  queryOptions({
    queryKey: [...jobRecordsKey, 'list', reference, pageNumber, pageSize],
    queryFn: async ({ signal }) =>
      (
        await get('/v1/jobs', jobPage, {
          what: 'The jobs could not be loaded.',
          query: { reference, pageNumber, pageSize },
          signal,
        })
      ).items,
    staleTime: 30_000,
  })

/** One person of a contact. */
export const personQuery = (personId: string) =>
  queryOptions({
    queryKey: ['bigchange', 'persons', 'one', personId],
    queryFn: ({ signal }) =>
      get(path`/v1/persons/${personId}`, person, { what: 'The person could not be loaded.', signal }),
    staleTime: 300_000,
  })

const personsAtOnce = 200
const personPages = 5
/** More persons of a contact are not read. */
export const mostPersons = personsAtOnce * personPages

/** The persons of a contact, `mostPersons` of them. */
export const personsQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['bigchange', 'persons', contactId],
    queryFn: async ({ signal }) => {
      const persons: Person[] = []
      for (let pageNumber = 1; pageNumber <= personPages; pageNumber += 1) {
        const { items } = await get('/v1/persons', personPage, {
          what: 'The persons of the contact could not be loaded.',
          query: { contactId, sortBy: 'surname', pageNumber, pageSize: personsAtOnce },
          signal,
        })
        persons.push(...items)
        if (items.length < personsAtOnce) break
      }
      return persons
    },
    staleTime: 300_000,
  })
