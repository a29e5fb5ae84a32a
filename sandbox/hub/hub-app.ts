import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { fileURLToPath } from 'node:url'
import { openContract } from '../../contract/conformity.ts'
import type { Database } from '../store/database.ts'
import { serveCall, type ServedEnv } from '../serve-call.ts'
import { type Tenants, tenantOfAccount } from '../tenants.ts'
import type { Worker } from '../worker.ts'
import { failed } from '../answer.ts'
import { carryOut } from './carry-out.ts'
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

const largestBody = 8 * 1024 * 1024
const entityIds: Record<string, bigint> = { operator: 6n, lead: 8n, viewer: 11n }

/** Content Hub's stand-in. */
export function createHubApp({ tenants, verify, appUrls, ...rest }: HubSettings): Hono<ServedEnv> {
  const contract = openContract(
    fileURLToPath(new URL('../../contract/content-hub-jobs.openapi.yaml', import.meta.url)),
  )
  const hub = { ...rest, contract }
  const exceedsRate = createRateLimit()
  const app = new Hono<ServedEnv>()
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
    const refusal = exceedsRate(person.sub, tenant.settings.rateLimit)
      ? { status: 429, headers: { 'Retry-After': '1' } }
      : body !== undefined && Buffer.byteLength(body) > largestBody
        ? failed(413, 'The body is larger than 8 MiB.')
        : undefined
    const caller = entityIds[person.sub.split('.')[0] ?? ''] ?? 6n
    const call = { tenant, roles: person.roles, caller, method, path, query, body }
    return serveCall(c, {
      system: 'hub',
      tenant,
      method,
      path: path + search,
      body,
      started,
      refusal,
      carryOut: (changedByOther) => carryOut(hub, call, changedByOther),
    })
  })
  app.onError((error, c) => {
    console.error('sandbox hub:', error)
    return c.json({ Message: String(error) }, 500)
  })
  return app
}
