import type { Contract } from '../../contract/conformity.ts'
import { advanceLiveJob } from '../live-job.ts'
import type { Database } from '../store/database.ts'
import { parseExact } from '../store/exact-json.ts'
import { findJob } from '../store/jobs.ts'
import type { Tenant } from '../tenants.ts'
import type { Worker } from '../worker.ts'
import { type Answer, failed } from '../answer.ts'
import { entityRouteOf } from './entity-operations.ts'
import { routeOf } from './routes.ts'
import { changeByOther } from './target-operations.ts'

/** A call of somebody who is signed in. `body` is its text, undefined without one. */
export type HubCall = {
  tenant: Tenant
  roles: string[]
  caller: bigint
  method: string
  path: string
  query: URLSearchParams
  body: string | undefined
}

type Hub = { database: Database; worker: Worker; contract: Contract; origin: () => string }

const largestId = 9223372036854775807n

/** Carries a call out and checks it and its answer against the contract; a mismatch is a 500 that names the problems. */
export function carryOut(hub: Hub, call: HubCall, changedByOther: boolean): Answer {
  const { database, worker, contract } = hub
  const { tenant, method, path, query } = call
  worker.catchUp()
  const documented = routeOf(method, path)
  if (documented && 'allowed' in documented) {
    return { ...failed(405, `${path} has no ${method}.`), headers: { Allow: documented.allowed.join(', ') } }
  }
  const route = documented ?? (method === 'GET' ? entityRouteOf(database, tenant.name, path) : undefined)
  if (!route || route.jobId > largestId || route.id > largestId) return failed(404, `There is no ${path}.`)

  let body: unknown
  try {
    body = call.body ? parseExact(call.body) : undefined
  } catch (error) {
    return failed(400, `The body is not JSON: ${String(error)}`)
  }
  const wire = { method, path, query: readable(query), body: call.body }
  const wrong = documented ? contract.checkRequest(wire) : []
  if (wrong.length > 0) return mismatch(method, path, 'request', wrong)

  const answer = (() => {
    const seen = findJob(database, tenant.name, route.jobId)
    if (!seen) return failed(404, `There is no job ${route.jobId}.`)
    if (seen.seeded.forbidden)
      return failed(403, `You lack permission 'Read' on entity ${route.jobId} (M.Job).`)
    if (method !== 'GET' && !call.roles.some((role) => role === 'operator' || role === 'lead')) {
      return failed(403, `You lack permission 'Update' on entity ${route.jobId} (M.Job).`)
    }
    const live = seen.seeded.live && tenant.settings.liveJobs
    const job = live ? advanceLiveJob(database, tenant.name, seen) : seen
    const view = { cultures: query.getAll('cultures'), origin: hub.origin() }
    const operands = {
      database,
      tenant,
      job,
      id: route.id,
      query,
      body,
      bodyText: call.body,
      view,
      caller: call.caller,
    }
    if (changedByOther) changeByOther({ ...operands, body: undefined, bodyText: undefined })
    const now = changedByOther ? (findJob(database, tenant.name, route.jobId) ?? job) : job
    return route.operation({ ...operands, job: now })
  })()
  if (method !== 'GET') worker.catchUp()
  const headers = new Headers(answer.headers)
  const strange = documented
    ? contract.checkAnswer({ method, path, status: answer.status, headers, body: answer.body })
    : []
  return strange.length > 0 ? mismatch(method, path, 'answer', strange) : answer
}

/** `skip` and `take` that are no numbers are the operation's to refuse with 400, as the real service does. */
function readable(query: URLSearchParams): URLSearchParams {
  const rest = [...query].filter(
    ([name, value]) => !((name === 'skip' || name === 'take') && !/^\d{1,9}$/.test(value)),
  )
  return new URLSearchParams(rest)
}

function mismatch(method: string, path: string, what: string, problems: string[]): Answer {
  console.error(`sandbox hub: ${what} of ${method} ${path} breaks the contract:`, problems)
  return { status: 500, body: JSON.stringify({ Message: `The ${what} breaks the contract.`, problems }) }
}
