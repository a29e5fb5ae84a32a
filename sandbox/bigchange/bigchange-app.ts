import { Hono } from 'hono'
import { fileURLToPath } from 'node:url'
import { openContract } from '../../contract/conformity.ts'
import { send, serveCall, type ServedEnv } from '../serve-call.ts'
import type { Tenants } from '../tenants.ts'
import type { createApplication } from './application.ts'
import { carryOut } from './carry-out.ts'
import { problem } from './problems.ts'
import { tenantOfCall } from './tenant-of-call.ts'
import type { createWorlds } from './world.ts'

type BigChangeSettings = {
  tenants: Tenants
  worlds: ReturnType<typeof createWorlds>
  application: ReturnType<typeof createApplication>
}

/** BigChange's stand-in. It is for a server: it answers no other origin's page, and knows one application. */
export function createBigChangeApp({ tenants, worlds, application }: BigChangeSettings): Hono<ServedEnv> {
  const contract = openContract(
    fileURLToPath(new URL('../../contract/bigchange-jobs.openapi.yaml', import.meta.url)),
  )
  const app = new Hono<ServedEnv>()
  app.get('/healthz', (c) => c.text('ok'))
  app.post('/auth/tokens', async (c) => {
    const started = performance.now()
    const tenant = tenants.find('default')
    const answer = await application.token(new URLSearchParams(await c.req.text()))
    if (!tenant) return send(c, answer)
    // The body is not remembered: it holds the secret.
    const call = {
      system: 'bigchange',
      tenant,
      method: 'POST',
      path: '/auth/tokens',
      body: undefined,
    } as const
    return serveCall(c, { ...call, started, refusal: undefined, carryOut: () => answer })
  })
  app.all('/v1/*', async (c) => {
    const started = performance.now()
    const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
    const scopes = token === undefined ? null : await application.scopesOf(token)
    if (!scopes) return c.body(null, 401)

    const { pathname: path, search, searchParams: query } = new URL(c.req.url)
    const { method } = c.req
    const customer = c.req.header('customer-id')
    if (customer === undefined) return send(c, problem(400, 'The header Customer-Id is missing.'))
    if (customer !== application.customerId)
      return send(c, problem(403, 'The application may not act for this customer.'))
    const tenant = tenantOfCall(tenants, path, query)
    if (!tenant) return send(c, problem(404, `There is no ${path}.`))

    const body = (await c.req.text()) || undefined
    return serveCall(c, {
      system: 'bigchange',
      tenant,
      method,
      path: path + search,
      body,
      started,
      refusal: undefined,
      carryOut: (changedByOther) =>
        carryOut(contract, worlds(tenant), { method, path, query, body, scopes }, changedByOther),
    })
  })
  app.onError((error, c) => {
    console.error('sandbox bigchange:', error)
    return send(c, problem(500, String(error)))
  })
  return app
}
