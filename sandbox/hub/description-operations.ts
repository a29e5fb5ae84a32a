import { hubTime } from '../data/time.ts'
import { deleteDescription, findDescription, saveDescription } from '../store/descriptions.ts'
import { nextId, ownJob } from '../store/jobs.ts'
import { isStringRecord } from '../store/record.ts'
import { type Answer, failed, noContent, ok, refused } from '../answer.ts'
import { identifierIn, type JobCall, mapIn, propertyTexts } from './call.ts'
import { checkedProperties } from './checked-properties.ts'
import { descriptionDefinition } from './definitions.ts'
import { descriptionEntity } from './entities-of.ts'
import { entityText } from './entity.ts'

const missing = (id: bigint) => failed(404, `Job ${id} has no such description.`)

export function getDescription({ database, job, view }: JobCall): Answer {
  const row = findDescription(database, job)
  return row ? ok(entityText(descriptionEntity(job, row), view)) : missing(job.id)
}

export function getDescriptionById(call: JobCall): Answer {
  const row = findDescription(call.database, call.job)
  return row?.id === call.id ? getDescription(call) : missing(call.job.id)
}

/** PUT: creates, or replaces; what the body leaves out becomes null. */
export const putDescription = (call: JobCall): Answer => writeDescription(call, false)

/** PATCH: the reference contradicts itself about what is left out, so the tenant's settings say. */
export const patchDescription = (call: JobCall): Answer =>
  findDescription(call.database, call.job)
    ? writeDescription(call, call.tenant.settings.patchDescription === 'keep')
    : missing(call.job.id)

function writeDescription(
  { database, tenant, job, body, bodyText, caller }: JobCall,
  keeps: boolean,
): Answer {
  const given = identifierIn(body)
  if ('answer' in given) return given.answer
  const { texts, problems } = checkedProperties(
    descriptionDefinition,
    mapIn(body, 'properties'),
    propertyTexts(bodyText),
  )
  if (Object.keys(problems).length > 0) return refused(problems)
  const own = ownJob(database, tenant.name, job)
  const old = findDescription(database, own)
  const before: unknown = JSON.parse((keeps && old?.properties) || '{}')
  const now = hubTime(Date.now())
  const id = old?.id ?? nextId(database)
  saveDescription(database, own, {
    id,
    identifier: given.identifier ?? old?.identifier ?? null,
    properties: JSON.stringify({ ...(isStringRecord(before) ? before : {}), ...texts }),
    version: (old?.version ?? 0n) + 1n,
    created_on: old?.created_on ?? now,
    modified_on: now,
    modified_by: caller,
  })
  return old ? noContent : { status: 201, headers: { Location: `/api/entities/${id}` } }
}

/** Somebody else (the lead) changes it: the properties in the body. */
export const changeDescriptionByOther = (call: JobCall): Answer =>
  findDescription(call.database, call.job)
    ? writeDescription({ ...call, bodyText: undefined, caller: 8n }, true)
    : missing(call.job.id)

export function removeDescription({ database, tenant, job }: JobCall): Answer {
  if (!findDescription(database, job)) return missing(job.id)
  deleteDescription(database, ownJob(database, tenant.name, job))
  return noContent
}
