import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openContract } from '../../contract/conformity.ts'
import type { Database } from '../store/database.ts'
import { parseExact } from '../store/exact-json.ts'
import { type Call, type Tenant, type Tenants, tenantOfAccount } from '../tenants.ts'
import type { Worker } from '../worker.ts'
import { type Answer, failed } from './answer.ts'
import { carryOut } from './carry-out.ts'
import { answerOfFault } from './hub-faults.ts'
import { createRateLimit } from './rate-limit.ts'

/** Whom an access token speaks for; null where it is not (any longer) valid. */
export type Verify = (token: string) => Promise<{ sub: string; roles: string[] } | null>

type HubSettings = {
  database: Database
  tenants: Tenants
  worker: Worker
  verify: Verify
  appUrls: string[]
  /** The origin that links bear. */
  origin: () => string
}
type Env = { Bindings: HttpBindings }

const largestBody = 8 * 1024 * 1024
const callsKept = 2_000
const entityIds: Record<string, bigint> = { operator: 6n, lead: 8n, viewer: 11n }

/** Content Hub's stand-in. */
export function createHubApp({ tenants, verify, appUrls, ...rest }: HubSettings): Hono<Env> {
  const contract = openContract(
    fileURLToPath(new URL('../../contract/content-hub-jobs.openapi.yaml', import.meta.url)),
  )
  const hub = { ...rest, contract }
  const exceedsRate = createRateLimit()
  const app = new Hono<Env>()
  app.use(
    cors({ origin: appUrls.map((url) => new URL(url).origin), exposeHeaders: ['Location', 'Retry-After'] }),
  )
  app.get('/healthz', (c) => c.text('ok'))
  app.all('/api/*', async (c) => {
    const started = performance.now()
    const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
    const person = token === undefined ? null : await verify(token)
    const tenant = person && tenants.find(tenantOfAccount(person.sub))
    if (!person || !tenant) return c.body(null, 401)

    const { pathname: path, search, searchParams: query } = new URL(c.req.url)
    const { method } = c.req
    const body = (await c.req.text()) || undefined
    const record = (status: number) =>
      remember(tenant, { method, path: path + search, status, body: readBody(body) })

    const answered = async (answer: Answer) => {
      const { fixedDelayMs } = tenant.settings
      if (fixedDelayMs !== null) await wait(Math.max(0, fixedDelayMs - (performance.now() - started)))
      record(answer.status)
      return send(c, answer)
    }
    if (exceedsRate(person.sub, tenant.settings.rateLimit)) {
      return answered({ status: 429, headers: { 'Retry-After': '1' } })
    }
    if (body !== undefined && Buffer.byteLength(body) > largestBody) {
      return answered(failed(413, 'The body is larger than 8 MiB.'))
    }
    const fault = tenant.faults.take({ system: 'hub', method, path: path + search })
    const caller = entityIds[person.sub.split('.')[0] ?? ''] ?? 6n
    const call = { tenant, roles: person.roles, caller, method, path, query, body }
    const instead = fault && answerOfFault(fault)
    if (instead) {
      if ('carriedOut' in fault && fault.carriedOut) carryOut(hub, call, false)
      return answered(instead)
    }
    if (fault?.kind === 'delay') await wait(fault.delayMs)
    if (fault?.kind === 'cut') {
      record(0)
      return cut(c)
    }
    const answer = carryOut(hub, call, fault?.kind === 'changedByOther')
    if (fault?.kind === 'cutAfter' || fault?.kind === 'cutBody') {
      record(0)
      return fault.kind === 'cutAfter' ? cut(c) : cutBody(c, answer)
    }
    return answered(answer)
  })
  app.onError((error, c) => {
    console.error('sandbox hub:', error)
    return c.json({ Message: String(error) }, 500)
  })
  return app
}

function send(c: Context<Env>, { status, body, headers }: Answer): Response {
  for (const [name, value] of Object.entries(headers ?? {})) c.header(name, value)
  if (body !== undefined && !headers?.['Content-Type'])
    c.header('Content-Type', 'application/json; charset=utf-8')
  c.header('Cache-Control', 'no-store')
  return new Response(body ?? null, { status, headers: c.res.headers })
}

function cut(c: Context<Env>): Response {
  c.env.incoming.socket.destroy()
  return RESPONSE_ALREADY_SENT
}

/** All headers and half of the body, then the connection is cut. */
function cutBody(c: Context<Env>, { status, body = '' }: Answer): Response {
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
