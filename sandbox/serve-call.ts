import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import { setTimeout as wait } from 'node:timers/promises'
import { answerOfFault } from './answer-of-fault.ts'
import type { Answer } from './answer.ts'
import type { Fault } from './faults.ts'
import { parseExact } from './store/exact-json.ts'
import type { Call, Tenant } from './tenants.ts'

export type ServedEnv = { Bindings: HttpBindings }

type Served = {
  system: Fault['system']
  tenant: Tenant
  method: string
  /** With its query. */
  path: string
  body: string | undefined
  /** When it came, by `performance.now()`. */
  started: number
  /** An answer that is given before anything else is looked at. */
  refusal: Answer | undefined
  carryOut: (changedByOther: boolean) => Answer
}

const callsKept = 2_000

/** Answers a call to a remote system as its tenant's faults and settings say, and remembers it. */
export async function serveCall(c: Context<ServedEnv>, served: Served): Promise<Response> {
  const { system, tenant, method, path, body, started, refusal, carryOut } = served
  const record = (status: number) => remember(tenant, { method, path, status, body: readBody(body) })
  const answered = async (answer: Answer) => {
    const { fixedDelayMs } = tenant.settings
    if (fixedDelayMs !== null) await wait(Math.max(0, fixedDelayMs - (performance.now() - started)))
    record(answer.status)
    return send(c, answer)
  }
  if (refusal) return answered(refusal)
  const fault = tenant.faults.take({ system, method, path })
  const instead = fault && answerOfFault(fault)
  if (instead) {
    if ('carriedOut' in fault && fault.carriedOut) carryOut(false)
    return answered(instead)
  }
  if (fault?.kind === 'delay') await wait(fault.delayMs)
  if (fault?.kind === 'hold') await tenant.faults.cleared()
  if (fault?.kind === 'cut') {
    record(0)
    return cut(c)
  }
  const answer = carryOut(fault?.kind === 'changedByOther')
  if (fault?.kind === 'cutAfter' || fault?.kind === 'cutBody') {
    record(0)
    return fault.kind === 'cutAfter' ? cut(c) : cutBody(c, answer)
  }
  return answered(answer)
}

/** Sends an answer as it is. */
export function send(c: Context<ServedEnv>, { status, body, headers }: Answer): Response {
  for (const [name, value] of Object.entries(headers ?? {})) c.header(name, value)
  if (body !== undefined && !headers?.['Content-Type'])
    c.header('Content-Type', 'application/json; charset=utf-8')
  c.header('Cache-Control', 'no-store')
  return new Response(body ?? null, { status, headers: c.res.headers })
}

function cut(c: Context<ServedEnv>): Response {
  c.env.incoming.socket.destroy()
  return RESPONSE_ALREADY_SENT
}

/** All headers and half of the body, then the connection is cut. */
function cutBody(c: Context<ServedEnv>, { status, body = '' }: Answer): Response {
  const bytes = Buffer.from(body)
  const { outgoing } = c.env
  outgoing.writeHead(status, {
    ...Object.fromEntries(c.res.headers),
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Math.max(1, bytes.length),
  })
  outgoing.write(bytes.subarray(0, bytes.length / 2), () => c.env.incoming.socket.destroy())
  return RESPONSE_ALREADY_SENT
}

function remember(tenant: Tenant, call: Call): void {
  tenant.calls.push(call)
  if (tenant.calls.length > callsKept) tenant.calls.shift()
}

function readBody(body: string | undefined): unknown {
  if (body === undefined) return null
  try {
    return parseExact(body)
  } catch {
    return body
  }
}
