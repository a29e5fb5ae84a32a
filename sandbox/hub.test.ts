import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { seededJobs } from './data/jobs.ts'
import { startHubForTest } from './hub-for-test.ts'
import { parseExact } from './store/exact-json.ts'
import { startHub } from './start-hub.ts'
import { createTenants } from './tenants.ts'

vi.setConfig({ testTimeout: 20_000, hookTimeout: 30_000 })
const tenants = createTenants()
let hub: Awaited<ReturnType<typeof startHubForTest>>

beforeAll(async () => {
  hub = await startHubForTest(
    tenants,
    (id) => id !== 41000n,
    async (token) => (token === 'expired' ? null : { sub: token, roles: [token.split('.')[0] ?? ''] }),
  )
})
afterAll(async () => {
  await hub.close()
})

const optionValue = z.nullable(
  z.object({ identifier: z.string(), labels: z.optional(z.record(z.string(), z.string())) }),
)
const entity = z.looseObject({
  id: z.number(),
  properties: z.looseObject({
    'Target.State': z.optional(optionValue),
    'Target.Condition': z.optional(optionValue),
    'Target.StateDescription': z.optional(z.nullable(z.string())),
    'Target.RetryCount': z.optional(z.nullable(z.number())),
    'Job.State': z.optional(optionValue),
    'Job.TargetCount': z.optional(z.number()),
    'Job.TargetsCompleted': z.optional(z.number()),
  }),
  relations: z.record(z.string(), z.looseObject({})),
  version: z.number(),
})
const link = z.nullable(z.object({ href: z.string() }))
const pageOf = z.looseObject({
  items: z.array(entity),
  total_items: z.number(),
  next: link,
  previous: link,
  self: link,
})

const believe = async (token: string) => ({ sub: token, roles: ['operator'] })

/** A tenant of the test's own, with its calls. */
function newTenant(settings = {}, person = 'operator') {
  const { name } = tenants.create({ rateLimit: 0, workerPickUpMs: 0, workerTakesMs: 0, ...settings })
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(hub.hubUrl + path, {
      method,
      headers: { authorization: `Bearer ${person}.${name}` },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const read = async (path: string) => entity.parse(JSON.parse((await call('GET', path)).text))
  const page = async (path: string) => pageOf.parse(JSON.parse((await call('GET', path)).text))
  const control = (method: string, path: string, body?: unknown) =>
    fetch(`${hub.controlUrl}/tenants/${name}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const fault = (kind: object, more = {}) => control('POST', '/faults', { system: 'hub', ...kind, ...more })
  return { name, call, read, page, control, fault }
}
const pending = { 'Target.State': { identifier: 'Pending' }, 'Target.Condition': { identifier: 'Pending' } }
const targets = '/api/jobs/39596/targets'
const first = `${targets}/2000001`

describe('reading', () => {
  test('job 39596 has 10,000 targets, 412 of them failed from five causes', async () => {
    const { read, page } = newTenant()
    const job = await read('/api/v2/jobs/39596?cultures=en-US')
    expect(job.properties).toMatchObject({
      'Job.Type': { identifier: 'MassEdit', labels: { 'en-US': 'Mass edit' } },
      'Job.TargetCount': 10_000,
      'Job.TargetsCompleted': 10_000,
      'Job.Title': { 'en-US': 'Rights update, autumn catalogue' },
    })
    expect(job.relations['JobToTarget']).toHaveProperty(
      'href',
      `${hub.hubUrl}/api/entities/39596/relations/JobToTarget`,
    )
    const failed = await page(`${targets}?state=Completed&condition=Failure&take=1000`)
    expect([failed.total_items, failed.items.length]).toEqual([412, 412])
    const messages = failed.items.map(({ properties }) => properties['Target.StateDescription'] ?? '')
    const like = (start: RegExp) => messages.filter((message) => start.test(message)).length
    expect(
      [
        /^The operation timed out/,
        /^Asset reference is missing/,
        /lacks permission/,
        /^Unexpected end/,
        /^Object ref/,
      ].map(like),
    ).toEqual([287, 96, 21, 6, 2])
    expect(new Set(messages).size).toBeGreaterThan(400)
  })
  test('pages go on by links on the hub itself and keep the filter', async () => {
    const { page, call } = newTenant()
    const second = await page(`${targets}?condition=Failure&skip=25&take=25&cultures=nl-NL`)
    const query = 'condition=Failure&cultures=nl-NL'
    expect(second.next?.href).toBe(`${hub.hubUrl}${targets}?${query}&skip=50&take=25`)
    expect(second.previous?.href).toBe(`${hub.hubUrl}${targets}?${query}&skip=0&take=25`)
    expect(second.items[0]?.properties['Target.Condition']?.labels).toEqual({ 'nl-NL': 'Mislukt' })
    expect(await page(`${targets}?skip=10000`)).toMatchObject({ items: [], next: null, total_items: 10_000 })
    for (const wrong of ['skip=-1', 'skip=x', 'take=0', 'take=1001', 'take=abc', 'skip=99999999999']) {
      expect((await call('GET', `${targets}?${wrong}`)).status, wrong).toBe(400)
    }
  })
  test('type and location filter, whole values only', async () => {
    const { page } = newTenant()
    expect((await page(`${targets}?location=10600`)).items.map(({ id }) => id)).toEqual([2_000_001])
    expect((await page(`${targets}?location=1060`)).total_items).toBe(0)
    const processing = await page(`${targets}?type=Processing&take=1`)
    const massEdit = await page(`${targets}?type=MassEdit&take=1`)
    expect(processing.total_items + massEdit.total_items).toBe(10_000)
  })
  test('every seeded job and its first page conform to the contract', async () => {
    const { call } = newTenant({ liveJobs: false })
    for (const { id, forbidden } of seededJobs.filter((job) => job.id !== 41000n)) {
      for (const path of [
        `/api/v2/jobs/${id}`,
        `/api/jobs/${id}`,
        `/api/jobs/${id}/targets?take=1000`,
        `/api/jobs/${id}/description`,
      ]) {
        const { status } = await call('GET', path)
        const missing = path.endsWith('description') && (id === 39603n || id === 39605n)
        expect(status, path).toBe(forbidden ? 403 : missing ? 404 : 200)
      }
    }
  })
  test('cultures: without them no texts of any culture', async () => {
    const { read } = newTenant()
    const path = '/api/jobs/39608/targets/2108001'
    expect((await read(path)).properties).not.toHaveProperty(['Target.Title'])
    expect((await read(path)).properties['Target.State']).toEqual({ identifier: 'Completed' })
    expect((await read(`${path}?cultures=en-US&cultures=nl-NL`)).properties).toMatchObject({
      'Target.Title': { 'en-US': 'Press photo 1', 'nl-NL': 'Persfoto 1' },
    })
  })
  test('the job that waits has waited for 31 hours', async () => {
    const { read } = newTenant()
    const hours =
      (Date.now() - Date.parse(String((await read('/api/v2/jobs/39600'))['created_on']))) / 3_600_000
    expect(hours).toBeGreaterThanOrEqual(31)
    expect(hours).toBeLessThan(31.3)
  })
  test('one target bears 2 MiB of data', async () => {
    const { call } = newTenant()
    const { text } = await call('GET', '/api/jobs/39607/targets/2107001')
    expect(text.length).toBeGreaterThan(2 * 1024 * 1024)
  })
  test('version 1 of a job lists its targets in the relation', async () => {
    const { read } = newTenant()
    const relation = (await read('/api/jobs/39596')).relations['JobToTarget']
    expect(relation?.['child_total']).toBe(10_000)
    expect(relation?.['children']).toHaveLength(1000)
  })
  test('an entity is found by id and by identifier', async () => {
    const { read, call } = newTenant()
    for (const id of ['39596', '39597', '2000001', '9007199254741001', '9007199254740993']) {
      const text = (await call('GET', `/api/entities/${id}`)).text
      expect(text).toMatch(new RegExp(`^{"id":${id},`))
      const identifier = String(entity.parse(JSON.parse(text))['identifier'])
      expect((await call('GET', `/api/entities/identifier/${identifier}`)).text).toBe(text)
    }
    expect((await call('GET', '/api/entities/1')).status).toBe(404)
    expect((await read('/api/entities/39597')).properties).toHaveProperty(['Job.Configuration'])
  })
})

describe('who may', () => {
  test('no or an expired token is 401 without a body, viewers read only', async () => {
    expect((await fetch(`${hub.hubUrl}/api/v2/jobs/39596`)).status).toBe(401)
    const expired = await fetch(`${hub.hubUrl}/api/v2/jobs/39596`, {
      headers: { authorization: 'Bearer expired' },
    })
    expect([expired.status, await expired.text()]).toEqual([401, ''])
    const stranger = await fetch(`${hub.hubUrl}/api/v2/jobs/39596`, {
      headers: { authorization: 'Bearer operator.nobody' },
    })
    expect(stranger.status).toBe(401)
    const viewer = newTenant({}, 'viewer')
    expect((await viewer.call('GET', first)).status).toBe(200)
    const refused = await viewer.call('PATCH', first, { properties: pending })
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('Update')])
  })
  test('unknown things are 404, other methods 405, large bodies 413, broken ones 400', async () => {
    const { call } = newTenant()
    for (const path of [
      '/api/v2/jobs/1',
      `${targets}/1`,
      '/api/jobs/39309/targets/2000001',
      '/api/v2/jobs/99999999999999999999',
      '/api/v2/jobs/abc',
      '/api/nothing',
    ]) {
      expect((await call('GET', path)).status, path).toBe(404)
    }
    const wrongMethod = await call('DELETE', '/api/v2/jobs/39596')
    expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'GET'])
    expect((await call('PATCH', first, `"${'x'.repeat(8 * 1024 * 1024)}"`)).status).toBe(413)
    expect((await call('PATCH', first, '{"properties": ')).status).toBe(400)
  })
  test('a call that breaks the contract is a loud 500', async () => {
    const { call } = newTenant()
    const loud = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const answer = await call('PATCH', first, { properties: [] })
    expect([answer.status, answer.text]).toEqual([
      500,
      expect.stringContaining('body/properties must be object'),
    ])
    expect((await call('GET', `${targets}?sort=id`)).status).toBe(500)
    expect(loud).toHaveBeenCalledTimes(2)
    loud.mockRestore()
  })
})

describe('writing a target', () => {
  test('PATCH keeps what is left out, null clears, version and times go on', async () => {
    const { call, read } = newTenant()
    const before = await read(first)
    expect(
      (await call('PATCH', first, { properties: { 'Target.Location': 'here', 'Target.Priority': null } }))
        .status,
    ).toBe(204)
    const after = await read(first)
    expect(after.properties).toEqual({
      ...before.properties,
      'Target.Location': 'here',
      'Target.Priority': null,
    })
    expect(after.relations).toEqual(before.relations)
    expect(after.version).toBe(before.version + 1)
    expect(after['modified_on']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/)
  })
  test('PUT makes null what is left out', async () => {
    const { call, read } = newTenant()
    await call('PUT', first, { properties: { 'Target.State': { identifier: 'Completed' } } })
    const { properties, relations } = await read(first)
    expect(properties['Target.State']).toEqual({ identifier: 'Completed' })
    expect(properties['Target.Condition']).toBeNull()
    expect(properties).toMatchObject({ 'Target.Data': null, 'Target.Location': null })
    expect(relations).not.toHaveProperty('TargetToAsset')
  })
  test('what was read can be put back and changes nothing but version and time', async () => {
    const { call, read } = newTenant()
    const { text } = await call('GET', `${first}?cultures=en-US&cultures=nl-NL`)
    expect((await call('PUT', first, text)).status).toBe(204)
    const before = entity.parse(JSON.parse(text))
    const after = await read(`${first}?cultures=en-US&cultures=nl-NL`)
    expect(after.properties).toEqual(before.properties)
    expect(after.relations).toEqual(before.relations)
  })
  test('a title changes in the cultures that are sent', async () => {
    const { call, read } = newTenant()
    const path = '/api/jobs/39608/targets/2108001'
    await call('PATCH', path, { properties: { 'Target.Title': { 'en-US': 'Other' } } })
    expect((await read(`${path}?cultures=en-US&cultures=nl-NL`)).properties).toMatchObject({
      'Target.Title': { 'en-US': 'Other', 'nl-NL': 'Persfoto 1' },
    })
  })
  test('wrong values are a 400 that names each property', async () => {
    const { call } = newTenant()
    const wrong = {
      'Target.State': { identifier: 'Nowhere' },
      'Target.Condition': 'Pending',
      'Target.Location': 5,
      'Target.Priority': 1.5,
      'Target.StartedOn': 'yesterday',
      'Target.Title': { 'fr-FR': 'non' },
      'Target.Nothing': 1,
    }
    const answer = await call('PATCH', first, { properties: wrong, relations: { Nowhere: {} } })
    expect(answer.status).toBe(400)
    expect(Object.keys(z.record(z.string(), z.string()).parse(JSON.parse(answer.text))).toSorted()).toEqual(
      [...Object.keys(wrong), 'Nowhere'].toSorted(),
    )
  })
  test('ids and numbers that JavaScript would respell come back as they were sent', async () => {
    const { call } = newTenant()
    const path = '/api/jobs/9007199254740993/targets/9007199254741001'
    const data = '{"id":9007199254740993,"price":1.10,"far":1e400,"__proto__":{"a":-0},"deep":[1.0,[0.10]]}'
    expect(
      (await call('PATCH', path, `{"properties":{"Target.Data":${data},"Target.Weight":2.50}}`)).status,
    ).toBe(204)
    const { text } = await call('GET', path)
    expect(text).toContain(`"Target.Data":${data},`)
    expect(text).toContain('"Target.Weight":2.50')
    expect(text).toMatch(/^{"id":9007199254741001,/)
    const description = await call('GET', '/api/jobs/9007199254740993/description')
    expect(description.text).toContain('"Threshold":1.10,"Limit":1e400,"Targets":[9007199254740993,')
  })
  test('created targets answer with id and Location, a batch is all or nothing, deleted ones are gone', async () => {
    const { call, read, page } = newTenant()
    const job = '/api/jobs/39604/targets'
    const created = await call('POST', job, {
      identifier: 'my-target.1',
      properties: { 'Target.Location': 'new' },
    })
    const { id } = z.object({ id: z.number() }).parse(JSON.parse(created.text))
    expect([created.status, created.headers.get('location')]).toEqual([201, `/api/entities/${id}`])
    expect(await read(`${job}/${id}`)).toMatchObject({
      identifier: 'my-target.1',
      properties: { 'Target.Location': 'new' },
      version: 1,
    })
    expect((await read('/api/entities/identifier/my-target.1')).id).toBe(id)
    expect((await call('POST', job, { identifier: 'no spaces' })).text).toContain('identifier')
    expect((await call('POST', job, { identifier: 'my-target.1' })).status).toBe(400)

    const bad = await call('POST', `${job}/bulk`, [{}, { properties: { 'Target.Priority': 'x' } }])
    expect([bad.status, bad.text]).toEqual([400, expect.stringContaining('[1].Target.Priority')])
    expect((await page(job)).total_items).toBe(1)
    expect((await call('POST', `${job}/bulk`, [{}, { identifier: 'b' }])).status).toBe(201)
    expect((await read('/api/v2/jobs/39604')).properties['Job.TargetCount']).toBe(3)
    expect((await call('DELETE', `${job}/${id}`)).status).toBe(204)
    expect((await call('GET', `${job}/${id}`)).status).toBe(404)
    expect((await page(job)).total_items).toBe(2)
  })
})

describe('the description', () => {
  const path = '/api/jobs/39596/description'
  test('PUT creates with 201, replaces with 204 and makes null what is left out', async () => {
    const { call, read } = newTenant()
    const empty = '/api/jobs/39603/description'
    const body = { properties: { 'Job.Configuration': { a: 1 }, 'Job.Data': 'x' } }
    const created = await call('PUT', empty, body)
    expect([created.status, created.headers.get('location')]).toEqual([
      201,
      expect.stringMatching(/^\/api\/entities\/\d+$/),
    ])
    expect((await call('PUT', empty, { properties: { 'Job.Data': 'y' } })).status).toBe(204)
    const after = await read(empty)
    expect(after.properties).toEqual({ 'Job.Configuration': null, 'Job.Data': 'y' })
    expect((await read(`${empty}/${after.id}`)).version).toBe(2)
    expect((await call('DELETE', empty)).status).toBe(204)
    expect((await call('PATCH', empty, body)).status).toBe(404)
  })
  test('PATCH makes null or keeps what is left out, as the tenant is set', async () => {
    for (const patchDescription of ['null', 'keep']) {
      const { call, read } = newTenant({ patchDescription })
      await call('PATCH', path, { properties: { 'Job.Data': 'x' } })
      const { properties } = await read(path)
      expect(properties['Job.Configuration'] === null).toBe(patchDescription === 'null')
      expect(properties['Job.Data']).toBe('x')
    }
  })
})

describe('the worker', () => {
  test('passes a time-out, a repaired reference and repaired data; the rest fails again', async () => {
    const { call, read, page } = newTenant()
    const failed = (await page(`${targets}?condition=Failure&take=1000`)).items
    const idOf = (message: string) =>
      failed.find(({ properties }) => properties['Target.StateDescription']?.includes(message))?.id
    const run = async (message: string, properties = {}) => {
      const path = `${targets}/${idOf(message)}`
      await call('PATCH', path, { properties: { ...pending, ...properties } })
      await expect
        .poll(async () => (await read(path)).properties['Target.State']?.identifier)
        .toBe('Completed')
      return (await read(path)).properties['Target.Condition']?.identifier
    }
    expect(await run('timed out')).toBe('Success')
    expect(await run('Asset reference')).toBe('Failure')
    expect(await run('Asset reference', { 'Target.Data': { asset: 32_637 } })).toBe('Success')
    expect(await run('lacks permission')).toBe('Failure')
    expect(await run('Unexpected end', { 'Target.Data': { asset: 1 } })).toBe('Success')
    expect(await run('Unexpected end', { 'Target.Data': '{"asset"' })).toBe('Failure')
    expect(await run('Object reference')).toBe('Failure')
    expect((await page(`${targets}?condition=Failure&take=1`)).total_items).toBe(412 - 2)
    expect((await read('/api/v2/jobs/39596')).properties['Job.State']?.identifier).toBe('Completed')
  })
  test('a target goes through Pending and InProgress, its retries count', async () => {
    const { call, read, control } = newTenant({ workerPickUpMs: 60_000, workerTakesMs: 60_000 })
    await call('PATCH', first, { properties: pending })
    expect((await read(first)).properties['Target.State']?.identifier).toBe('Pending')
    await control('PATCH', '', { workerPickUpMs: 0 })
    await call('PATCH', first, { properties: pending })
    await expect
      .poll(async () => (await read(first)).properties['Target.State']?.identifier)
      .toBe('InProgress')
    const job = await read('/api/v2/jobs/39596')
    expect(job.properties).toMatchObject({
      'Job.State': { identifier: 'InProgress' },
      'Job.TargetsCompleted': 9999,
    })
    expect((await read(first)).properties['Target.RetryCount']).toBe(1)
  })
  test('job 39309 gets ahead while it is looked at, unless frozen', async () => {
    const watched = newTenant()
    const frozen = newTenant({ liveJobs: false })
    const done = async ({ read }: typeof watched) =>
      (await read('/api/v2/jobs/39309')).properties['Job.TargetsCompleted'] ?? 0
    expect([await done(watched), await done(frozen)]).toEqual([600, 600])
    await vi.waitFor(async () => expect(await done(watched)).toBeGreaterThan(600), { timeout: 3000 })
    expect(await done(frozen)).toBe(600)
  })
})

describe('tenants, faults and limits', () => {
  test('a tenant sees its own changes only, and none after it is deleted', async () => {
    const [one, two] = [newTenant(), newTenant()]
    await one.call('PATCH', first, { properties: { 'Target.Location': 'mine' } })
    expect((await one.read(first)).properties['Target.Location']).toBe('mine')
    expect((await two.read(first)).properties['Target.Location']).toBe('10600')
    expect((await one.control('DELETE', '')).status).toBe(204)
    expect((await one.call('GET', first)).status).toBe(401)
  })
  test('what people did outlives a restart, what tests did does not', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'hub-again-'))
    const jobs = seededJobs.filter(({ id }) => id === 39603n)
    const once = async (accounts: string[], location?: string) => {
      const known = createTenants()
      const names = accounts.map((account) => (account === 'default' ? account : known.create({}).name))
      const again = await startHub({
        host: '127.0.0.1',
        hubPort: 0,
        controlPort: 0,
        dataDir,
        appUrls: [],
        tenants: known,
        verify: believe,
        jobs,
      })
      const body = JSON.stringify({ properties: { 'Target.Location': location } })
      const locations = names.map(async (name) => {
        const path = `${again.hubUrl}/api/jobs/39603/targets/2103001`
        const headers = { authorization: `Bearer ${name === 'default' ? 'operator' : `operator.${name}`}` }
        if (location !== undefined) await fetch(path, { method: 'PATCH', headers, body })
        return entity.parse(await (await fetch(path, { headers })).json()).properties['Target.Location']
      })
      const seen = await Promise.all(locations)
      await again.close()
      return seen
    }
    expect(await once(['default', 'other'], 'changed')).toEqual(['changed', 'changed'])
    expect(await once(['default', 'other'])).toEqual(['changed', '10600'])
    rmSync(dataDir, { recursive: true })
  })
  test('a deleted target is gone from pages and counts of its tenant alone', async () => {
    const [one, two] = [newTenant(), newTenant()]
    await one.call('DELETE', first)
    const left = await one.page(`${targets}?take=1`)
    expect([left.total_items, left.items[0]?.id]).toEqual([9999, 2_000_002])
    expect((await one.call('GET', first)).status).toBe(404)
    expect((await one.call('GET', '/api/entities/2000001')).status).toBe(404)
    await one.call('PATCH', `${targets}/2000002`, {
      properties: { 'Target.Condition': { identifier: 'Failure' } },
    })
    expect((await one.page(`${targets}?condition=Failure&take=1`)).items[0]?.id).toBe(2_000_002)
    expect((await one.page(`${targets}?condition=Failure&take=1`)).total_items).toBe(413)
    expect((await two.page(`${targets}?take=1`)).total_items).toBe(10_000)
  })
  test('tenants are made on the control address, wrong requests there are explained', async () => {
    const made = await fetch(`${hub.controlUrl}/tenants`, {
      method: 'POST',
      body: '{"settings":{"rateLimit":3}}',
    })
    const { tenant } = z.object({ tenant: z.string() }).parse(await made.json())
    expect([made.status, tenants.find(tenant)?.settings.rateLimit]).toEqual([201, 3])
    const wrong = await fetch(`${hub.controlUrl}/tenants/${tenant}`, {
      method: 'PATCH',
      body: '{"rateLimit":-1}',
    })
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('rateLimit')])
    expect((await fetch(`${hub.controlUrl}/tenants/nobody/calls`)).status).toBe(404)
    expect(await (await fetch(hub.controlUrl)).text()).toContain(tenant)
    expect((await fetch(`${hub.controlUrl}/healthz`)).status).toBe(200)
    expect((await fetch(`${hub.hubUrl}/healthz`)).status).toBe(200)
  })
  test('calls are remembered, with exact bodies', async () => {
    const { call, control } = newTenant()
    await call('PATCH', first, '{"properties":{"Target.Data":9007199254740993}}')
    await call('GET', `${first}?cultures=en-US`)
    expect(await (await control('GET', '/calls')).text()).toBe(
      `[{"method":"PATCH","path":"${first}","status":204,"body":{"properties":{"Target.Data":9007199254740993}}},` +
        `{"method":"GET","path":"${first}?cultures=en-US","status":200,"body":null}]`,
    )
    await control('DELETE', '/calls')
    expect(await (await control('GET', '/calls')).json()).toEqual([])
  })
  test('the rate is limited for each account', async () => {
    const { call } = newTenant({ rateLimit: 15 })
    const answers = await Promise.all(Array.from({ length: 16 }, () => call('GET', '/api/v2/jobs/39604')))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(['1'])
  })
  test('faults hit matching calls as often as they say', async () => {
    const { call, fault, control } = newTenant()
    await fault(
      { kind: 'status', status: 503, body: { Message: 'busy' }, headers: { 'X-Why': 'test' } },
      { path: '/targets\\?', times: 2 },
    )
    expect((await call('GET', first)).status).toBe(200)
    const hit = await call('GET', `${targets}?take=1`)
    expect([hit.status, hit.text, hit.headers.get('x-why')]).toEqual([503, '{"Message":"busy"}', 'test'])
    expect((await call('GET', `${targets}?take=1`)).status).toBe(503)
    expect((await call('GET', `${targets}?take=1`)).status).toBe(200)
    await fault({ kind: 'expiredToken' }, { times: 0 })
    expect((await call('GET', first)).status).toBe(401)
    expect((await call('GET', first)).status).toBe(401)
    await control('DELETE', '/faults')
    expect((await call('GET', first)).status).toBe(200)
    expect((await fault({ kind: 'nonsense' })).status).toBe(400)
  })
  test('cut connections: before, after and in the middle of the answer', async () => {
    const { call, read, fault } = newTenant()
    const save = (location: string) => call('PATCH', first, { properties: { 'Target.Location': location } })
    const location = async () => (await read(first)).properties['Target.Location']
    await fault({ kind: 'cut' })
    await expect(save('cut')).rejects.toThrow()
    expect(await location()).toBe('10600')
    await fault({ kind: 'cutAfter' })
    await expect(save('cut after')).rejects.toThrow()
    expect(await location()).toBe('cut after')
    await fault({ kind: 'cutBody' })
    await expect(call('GET', first)).rejects.toThrow()
  })
  test('answers that are no JSON, of another shape, 429, late', async () => {
    const { call, fault, control } = newTenant()
    await fault({ kind: 'malformed' })
    expect(() => parseExact('{')).toThrow()
    const malformed = await call('GET', first)
    expect(() => parseExact(malformed.text)).toThrow()
    await fault({ kind: 'wrongShape' })
    expect(Array.isArray(parseExact((await call('GET', first)).text))).toBe(true)
    await fault({ kind: 'rateLimit', retryAfter: 2 })
    expect((await call('GET', first)).headers.get('retry-after')).toBe('2')
    await fault({ kind: 'rateLimit', retryAfter: null })
    const bare = await call('GET', first)
    expect([bare.status, bare.headers.get('retry-after')]).toEqual([429, null])
    const took = async () => {
      const start = performance.now()
      await call('GET', first)
      return performance.now() - start
    }
    await fault({ kind: 'delay', delayMs: 80 })
    expect(await took()).toBeGreaterThan(75)
    await control('PATCH', '', { fixedDelayMs: 80 })
    expect(await took()).toBeGreaterThan(75)
  })
  test('somebody else changes a target, by fault or at once', async () => {
    const { call, read, fault, control } = newTenant()
    const { version } = await read(first)
    await fault({ kind: 'changedByOther' }, { method: 'PATCH' })
    await call('PATCH', first, { properties: { 'Target.Location': 'mine' } })
    const both = await read(first)
    expect(both.version).toBe(version + 2)
    expect(both.properties['Target.StateDescription']).toContain('somebody else')
    const path = '/jobs/39596/targets/2000001/change'
    expect((await control('POST', path, { properties: { 'Target.Location': 'theirs' } })).status).toBe(204)
    expect((await read(first)).properties['Target.Location']).toBe('theirs')
    expect((await control('POST', path, { properties: { 'Target.Location': 1 } })).status).toBe(400)
  })
  test('the console may call it from its own origin, others may not', async () => {
    const preflight = (origin: string) =>
      fetch(`${hub.hubUrl}${first}`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'PATCH',
          'access-control-request-headers': 'authorization',
        },
      })
    const allowed = await preflight('http://127.0.0.1:4173')
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:4173')
    expect(allowed.headers.get('access-control-allow-headers')).toBe('authorization')
    expect((await preflight('http://127.0.0.1:9')).headers.get('access-control-allow-origin')).toBeNull()
    const { call } = newTenant()
    expect((await call('GET', first)).headers.get('access-control-expose-headers')).toBe(
      'Location,Retry-After',
    )
  })
})
