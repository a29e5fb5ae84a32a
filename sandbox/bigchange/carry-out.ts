import type { Contract } from '../../contract/conformity.ts'
import type { Answer } from '../answer.ts'
import { changeByOther } from './change-by-other.ts'
import { problem } from './problems.ts'
import { routeOf } from './routes.ts'
import type { World } from './world.ts'

/** A call of the application. `body` is its text, undefined without one. */
type Call = {
  method: string
  path: string
  query: URLSearchParams
  body: string | undefined
  scopes: string[]
}

/** Carries a call out and checks it and its answer against the contract; a mismatch is a 500 that names the problems. */
export function carryOut(contract: Contract, world: World, call: Call, changedByOther: boolean): Answer {
  const { method, path, query, scopes } = call
  const route = routeOf(method, path)
  if (!route) return problem(404, `There is no ${path}.`)
  if ('allowed' in route) return { status: 405, headers: { Allow: route.allowed.join(', ') } }
  if (!scopes.includes(route.scope)) return problem(403, `The application lacks the scope ${route.scope}.`)

  let body: unknown
  try {
    body = call.body ? JSON.parse(call.body) : undefined
  } catch (error) {
    return problem(400, `The body is not JSON: ${String(error)}`)
  }
  const wrong = contract.checkRequest({ method, path, query, body: call.body })
  if (wrong.length > 0) return mismatch(method, path, 'request', wrong)
  if (changedByOther) changeByOther(world, Number(route.id))
  const answer = route.operation({ world, id: route.id, query, body })
  const strange = contract.checkAnswer({ method, path, status: answer.status, body: answer.body })
  return strange.length > 0 ? mismatch(method, path, 'answer', strange) : answer
}

function mismatch(method: string, path: string, what: string, problems: string[]): Answer {
  console.error(`sandbox bigchange: ${what} of ${method} ${path} breaks the contract:`, problems)
  return problem(500, `The ${what} breaks the contract: ${problems.join('; ')}`)
}
