import { hubTime } from '../data/time.ts'
import { identifierOf } from '../store/identifier.ts'
import { type Job, nextId, ownJob } from '../store/jobs.ts'
import { isRecord } from '../store/record.ts'
import { deleteTarget, findTarget, idOfNamedTarget, saveTarget, type Target } from '../store/targets.ts'
import { type Answer, failed, noContent, ok, refused } from '../answer.ts'
import { identifierIn, type JobCall, mapIn } from './call.ts'
import { targetEntity, wholeRelation } from './entities-of.ts'
import { absolute, entityText } from './entity.ts'
import { changedTarget, type TargetBody, targetBody } from './target-body.ts'

const missing = ({ job, id }: JobCall) => failed(404, `Job ${job.id} has no target ${id}.`)

export function getTarget(call: JobCall): Answer {
  const target = findTarget(call.database, call.job, call.id)
  return target ? ok(entityText(targetEntity(call.job, target), call.view)) : missing(call)
}

/** One relation of a target by its own link, which the answer of the target bears. */
export const getTargetRelation =
  (name: string) =>
  (call: JobCall): Answer => {
    const target = findTarget(call.database, call.job, call.id)
    const relation = target && wholeRelation(target, name)
    return relation
      ? ok(JSON.stringify(absolute(relation, call.view.origin)))
      : failed(404, `Entity ${call.id} has no relation ${name}.`)
  }

/** PUT: what the body leaves out becomes null. */
export const putTarget = (call: JobCall): Answer => writeTarget(call, true)

/** PATCH: what the body leaves out stays. */
export const patchTarget = (call: JobCall): Answer => writeTarget(call, false)

function writeTarget(call: JobCall, replace: boolean): Answer {
  const { database, tenant, job, id } = call
  const target = findTarget(database, job, id)
  if (!target) return missing(call)
  const given = targetBody(call.body, call.view.origin, call.bodyText)
  if ('problems' in given) return refused(given.problems)
  const own = ownJob(database, tenant.name, job)
  saveTarget(database, own, stamped(call, changedTarget(target, given, replace), given))
  return noContent
}

export function removeTarget(call: JobCall): Answer {
  const { database, tenant, job, id } = call
  const target = findTarget(database, job, id)
  if (!target) return missing(call)
  deleteTarget(database, ownJob(database, tenant.name, job), target)
  return noContent
}

export function createTarget(call: JobCall): Answer {
  const checked = newTarget(call, call.body, call.bodyText)
  if ('answer' in checked) return checked.answer
  const id = add(call, ownJob(call.database, call.tenant.name, call.job), checked)
  return { status: 201, body: `{"id":${id}}`, headers: { Location: `/api/entities/${id}` } }
}

/** All or nothing: one element that is refused refuses the batch, its members named by their place. */
export function createTargets(call: JobCall): Answer {
  const bodies = Array.isArray(call.body) ? call.body : []
  const checked = bodies.map((body) => newTarget(call, body))
  const problems: Record<string, string> = {}
  for (const [index, one] of checked.entries()) {
    if (!('answer' in one)) continue
    const members: unknown = JSON.parse(one.answer.body ?? '{}')
    for (const [name, message] of Object.entries(isRecord(members) ? members : {})) {
      problems[`[${index}].${name}`] = String(message)
    }
  }
  const names = checked.flatMap((one) =>
    'identifier' in one && one.identifier !== null ? [one.identifier] : [],
  )
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) problems['identifier'] = `The identifier '${twice}' is in the batch twice.`
  if (Object.keys(problems).length > 0) return refused(problems)
  const own = ownJob(call.database, call.tenant.name, call.job)
  const ids = call.database.transaction(() =>
    checked.flatMap((one) => ('answer' in one ? [] : [add(call, own, one)])),
  )
  return { status: 201, body: `[${ids.join(',')}]` }
}

type NewTarget = TargetBody & { identifier: string | null }

function newTarget(call: JobCall, body: unknown, bodyText?: string): NewTarget | { answer: Answer } {
  const named = identifierIn(body)
  if ('answer' in named) return named
  const { identifier } = named
  const { name, settings } = call.tenant
  const isUsed =
    settings.uniqueIdentifiers &&
    identifier !== null &&
    idOfNamedTarget(call.database, name, identifier) !== undefined
  if (isUsed) {
    return { answer: refused({ identifier: `The identifier '${identifier}' is in use.` }) }
  }
  const given = targetBody(body, call.view.origin, bodyText)
  return 'problems' in given ? { answer: refused(given.problems) } : { ...given, identifier }
}

function add(call: JobCall, own: Job, given: NewTarget): bigint {
  const id = nextId(call.database)
  const now = hubTime(Date.now())
  const empty: Target = {
    id,
    n: null,
    identifier: given.identifier ?? identifierOf(id),
    state: null,
    condition: null,
    type: null,
    location: null,
    properties: {},
    relations: {},
    version: 0n,
    createdOn: now,
    modifiedOn: now,
    modifiedBy: null,
    dueOn: null,
  }
  saveTarget(call.database, own, stamped(call, changedTarget(empty, given, true), given))
  return id
}

/** Who wrote it and when; and if it was set to Pending, when the worker takes it up. */
function stamped({ tenant, caller }: JobCall, target: Target, given: TargetBody): Target {
  const now = Date.now()
  const waits = target.state === 'Pending' && target.condition === 'Pending'
  const asked = 'Target.State' in given.texts || 'Target.Condition' in given.texts
  const running = target.state === 'InProgress'
  return {
    ...target,
    version: target.version + 1n,
    modifiedOn: hubTime(now),
    modifiedBy: caller,
    dueOn: waits && asked ? now + tenant.settings.workerPickUpMs : waits || running ? target.dueOn : null,
  }
}

/** Somebody else (the lead) changes a target: the properties and relations in the body, or its message if there are none. */
export function changeByOther(call: JobCall): Answer {
  const properties = {
    ...(call.body === undefined && {
      'Target.StateDescription': `Changed by somebody else at ${hubTime(Date.now())}`,
    }),
    ...mapIn(call.body, 'properties'),
  }
  const relations = mapIn(call.body, 'relations')
  return writeTarget({ ...call, body: { properties, relations }, bodyText: undefined, caller: 8n }, false)
}
