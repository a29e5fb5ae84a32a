import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { faultSchema } from '../faults.ts'
import type { Answer } from '../answer.ts'
import { changeByOther as changeBigChangeJob } from '../bigchange/change-by-other.ts'
import type { createWorlds } from '../bigchange/world.ts'
import type { JobCall } from '../hub/call.ts'
import { changeDescriptionByOther } from '../hub/description-operations.ts'
import { changeByOther } from '../hub/target-operations.ts'
import type { Database } from '../store/database.ts'
import { parseExact } from '../store/exact-json.ts'
import { makeDue } from '../store/targets.ts'
import { hubTime } from '../data/time.ts'
import { dropTenants, findJob, type Job, moveJob, ownJob } from '../store/jobs.ts'
import { someSettings, type Tenant, type Tenants } from '../tenants.ts'
import type { Worker } from '../worker.ts'
import { controlPage } from './control-page.ts'

const members = z.record(z.string(), z.unknown())
const changeSchema = z.strictObject({ properties: members, relations: z.optional(members) })
const jobChangeSchema = z.strictObject({ state: z.string(), condition: z.string() })
const newTenantSchema = z.strictObject({ settings: z.optional(someSettings) })

/** The address on which tests and people make tenants, set faults and read what arrived. Nobody signs in here. */
export function createControlApp(
  database: Database,
  tenants: Tenants,
  worker: Worker,
  worlds: ReturnType<typeof createWorlds>,
  origin: () => string,
): Hono {
  const app = new Hono()
  const tenantOf = (c: Context): Tenant => {
    const tenant = tenants.find(c.req.param('tenant') ?? '')
    if (!tenant) throw new Refusal(404, `There is no tenant '${c.req.param('tenant')}'.`)
    return tenant
  }
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/', (c) => c.html(controlPage(tenants.list(), new URL(c.req.url).origin)))

  app.post('/tenants', async (c) => {
    const { settings = {} } = await read(c, newTenantSchema)
    const { name, number } = tenants.create(settings)
    return c.json({ tenant: name, number }, 201)
  })
  app.delete('/tenants/:tenant', (c) => {
    const { name } = tenantOf(c)
    if (name === 'default') throw new Refusal(400, 'The tenant that people use stays.')
    tenants.remove(name)
    dropTenants(database, (tenant) => tenant !== name)
    return c.body(null, 204)
  })
  app.patch('/tenants/:tenant', async (c) => {
    tenants.change(tenantOf(c), await read(c, someSettings))
    return c.body(null, 204)
  })
  app.post('/tenants/:tenant/faults', async (c) => {
    const tenant = tenantOf(c)
    return c.json({ id: tenant.faults.add(await read(c, faultSchema)) }, 201)
  })
  app.get('/tenants/:tenant/faults', (c) => c.json(tenantOf(c).faults.list()))
  app.delete('/tenants/:tenant/faults', (c) => {
    tenantOf(c).faults.clear()
    return c.body(null, 204)
  })
  const jobOf = (c: Context, tenant: Tenant): Job => {
    const job = findJob(database, tenant.name, idIn(c, 'jobId'))
    if (!job) throw new Refusal(404, `There is no job ${c.req.param('jobId')}.`)
    return job
  }
  app.post('/tenants/:tenant/jobs/:jobId/change', async (c) => {
    const tenant = tenantOf(c)
    const { state, condition } = await read(c, jobChangeSchema)
    const { key } = ownJob(database, tenant.name, jobOf(c, tenant))
    moveJob(database, key, state, condition, hubTime(Date.now()))
    return c.body(null, 204)
  })
  app.post('/tenants/:tenant/jobs/:jobId/work', (c) => {
    makeDue(database, jobOf(c, tenantOf(c)), Date.now())
    worker.catchUp()
    return c.body(null, 204)
  })
  const changed = async (c: Context, id: bigint, change: (call: JobCall) => Answer) => {
    const tenant = tenantOf(c)
    const body = await read(c, changeSchema)
    const job = jobOf(c, tenant)
    const query = new URLSearchParams()
    const view = { cultures: [], origin: origin() }
    const answer = change({ database, tenant, job, id, query, body, view, caller: 8n })
    worker.catchUp()
    return new Response(answer.body ?? null, { status: answer.status })
  }
  app.post('/tenants/:tenant/jobs/:jobId/targets/:targetId/change', (c) =>
    changed(c, idIn(c, 'targetId'), changeByOther),
  )
  app.post('/tenants/:tenant/jobs/:jobId/description/change', (c) => changed(c, 0n, changeDescriptionByOther))
  app.post('/tenants/:tenant/bigchange/jobs/:jobId/change', async (c) => {
    const members = await read(c, z.record(z.string(), z.unknown()))
    const job = changeBigChangeJob(worlds(tenantOf(c)), Number(idIn(c, 'jobId')), members)
    if (!job) throw new Refusal(404, `There is no job ${c.req.param('jobId')}.`)
    return c.body(null, 204)
  })
  app.get('/tenants/:tenant/calls', (c) =>
    c.body(JSON.stringify(tenantOf(c).calls), 200, { 'Content-Type': 'application/json' }),
  )
  app.delete('/tenants/:tenant/calls', (c) => {
    tenantOf(c).calls.length = 0
    return c.body(null, 204)
  })
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json({ message: error.message }, error.status)
    console.error('sandbox control:', error)
    return c.json({ message: String(error) }, 500)
  })
  return app
}

function idIn(c: Context, name: string): bigint {
  const text = c.req.param(name) ?? ''
  if (!/^\d{1,18}$|^[1-8]\d{18}$/.test(text)) throw new Refusal(400, `'${text}' is no id.`)
  return BigInt(text)
}

class Refusal extends Error {
  readonly status: 400 | 404
  constructor(status: 400 | 404, message: string) {
    super(message)
    this.status = status
  }
}

async function read<T extends z.ZodMiniType>(c: Context, schema: T): Promise<z.output<T>> {
  const text = await c.req.text()
  let body: unknown
  try {
    body = parseExact(text || '{}')
  } catch (error) {
    throw new Refusal(400, `The body is not JSON: ${String(error)}`)
  }
  const result = schema.safeParse(body, { error: z.locales.en().localeError })
  if (!result.success) throw new Refusal(400, z.prettifyError(result.error))
  return result.data
}
