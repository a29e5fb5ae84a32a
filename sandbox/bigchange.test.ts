import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createApplication } from './bigchange/application.ts'
import { createBigChangeApp } from './bigchange/bigchange-app.ts'
import { jobStatuses } from './bigchange/data/jobs.ts'
import { jobTypes } from './bigchange/data/job-types.ts'
import { createWorlds } from './bigchange/world.ts'
import { faultSchema } from './faults.ts'
import { listen } from './listen.ts'
import { createTenants } from './tenants.ts'

const directory = mkdtempSync(join(tmpdir(), 'bigchange-'))
const tenants = createTenants()
const application = createApplication(directory)
let server: Awaited<ReturnType<typeof listen>>
let token = ''
let tenant = tenants.create({})
/** An id as the test's own tenant has it. */
const own = (id: number) => id + tenant.number * 1_000_000_000

beforeAll(async () => {
  const app = createBigChangeApp({ tenants, worlds: createWorlds(), application })
  server = await listen(app.fetch, '127.0.0.1', 0)
  const answer = await tokenFor({})
  token = (await answer.json()).access_token
})
beforeEach(() => {
  tenant = tenants.create({})
})
afterAll(async () => {
  await server.close()
  rmSync(directory, { recursive: true })
})

const tokenFor = (form: Record<string, string>) =>
  fetch(`${server.url}/auth/tokens`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: application.clientId,
      client_secret: readFileSync(application.secretFile, 'utf8').trim(),
      ...form,
    }),
  })

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/v1/${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      'Customer-Id': application.customerId,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    json: text ? JSON.parse(text) : null,
  }
}
const get = (path: string) => ask('GET', path)
const save = (id: number, body: unknown) => ask('PATCH', `jobs/${own(id)}`, body)
const job = async (id: number) => (await get(`jobs/${own(id)}`)).json

test('a token is given to the one application alone, and asked of every call', async () => {
  expect(await (await tokenFor({})).json()).toMatchObject({ token_type: 'Bearer', expires_in: 600 })
  for (const wrong of [{ client_secret: 'x' }, { client_id: 'x' }, { grant_type: 'password' }])
    expect((await tokenFor(wrong)).status).toBe(400)
  for (const authorization of ['', 'Bearer x', `Bearer ${token}x`])
    expect((await ask('GET', 'jobTypes', undefined, { Authorization: authorization })).status).toBe(401)
  expect((await ask('GET', 'jobTypes', undefined, { 'Customer-Id': '2' })).status).toBe(403)
  const without = await fetch(`${server.url}/v1/jobTypes`, { headers: { Authorization: `Bearer ${token}` } })
  expect(without.status).toBe(400)
})

test('one job for each of the sixteen statuses, complete', async () => {
  const answers = await Promise.all(jobStatuses.map((_, n) => job(214503401 + n)))
  expect(answers.map(({ status }) => status)).toEqual([...jobStatuses])
  expect(Object.keys(answers[0])).toHaveLength(42)
  expect(answers[0].statusModifiedAt).toBe('2026-03-09T15:42:00.0000000+00:00')
})

test('custom fields of all ten types, told on the job and on its type', async () => {
  const { typeId, customFields } = await job(214503377)
  const type = (await get(`jobTypes/${typeId}`)).json
  const kinds = new Set(type.customFields.map((field: { type: string }) => field.type))
  expect(kinds.size).toBe(10)
  expect(customFields).toHaveLength(10)
  expect(customFields[0]).toEqual({
    definitionId: own(90211),
    value: 'Rear gate',
    definition: { id: own(90211), caption: 'Site access', type: 'text' },
  })
  expect(type.isOrderNumberRequired).toBe(false)
  expect((await get(`jobTypes/${own(30431)}`)).json.isOrderNumberRequired).toBe(true)
  expect((await get('jobTypes?pageSize=3')).json).toMatchObject({
    pageNumber: 1,
    pageSize: 3,
    pageItemCount: 3,
  })
})

test('an update keeps what is left out, clears with null, and answers without a body', async () => {
  const before = await job(214503377)
  const changes = { plannedDuration: 135, description: 'Now\nlonger', reference: null, orderNumber: null }
  const saved = await save(214503377, {
    ...changes,
    customFields: [
      { definitionId: own(90211), value: null },
      { definitionId: own(90218), value: 'One\nTwo' },
    ],
  })
  expect(saved).toEqual({ status: 204, type: null, json: null })
  const after = await job(214503377)
  const saidOf = new Map<number, string | null>([
    [own(90211), null],
    [own(90218), 'One\nTwo'],
  ])
  const customFields = before.customFields.map((field: { definitionId: number; value: string }) =>
    saidOf.has(field.definitionId) ? { ...field, value: saidOf.get(field.definitionId) } : field,
  )
  expect(after).toEqual({ ...before, ...changes, customFields })
  expect((await save(214503377, { customFields: [] })).status).toBe(204)
  expect(await job(214503377)).toEqual(after)
})

test('the contact person is one of the contact’s, or its primary one', async () => {
  const { contactId, personId } = await job(214503377)
  const { items } = (await get(`persons?contactId=${contactId}&sortBy=surname&pageSize=50`)).json
  expect(items.map(({ surname }: { surname: string | null }) => surname)).toEqual([
    null,
    'Marsh',
    'Rowe',
    'Whitlock',
  ])
  const marsh = items[1]
  expect((await save(214503377, { personId: marsh.id.toUpperCase() })).status).toBe(204)
  expect(await job(214503377)).toMatchObject({ personId: marsh.id, personName: 'Leo Marsh' })
  expect((await get(`persons/${marsh.id}`)).json).toEqual(marsh)
  await save(214503377, { personId: null })
  expect(await job(214503377)).toMatchObject({ personId, personName: 'Dana Whitlock' })
  const stranger = (await job(214503102)).personId
  expect((await save(214503377, { personId: stranger })).json.errors).toHaveProperty('PersonId')
})

test.each(['started', 'suspended', 'completedOk', 'completedWithIssues'] as const)(
  'description and person are locked when a job is %s',
  async (status) => {
    const id = 214503401 + jobStatuses.indexOf(status)
    const refused = await save(id, { description: 'x', personId: null, plannedDuration: 5 })
    expect(refused).toMatchObject({ status: 422, type: 'application/problem+json; charset=utf-8' })
    expect(Object.keys(refused.json.errors)).toEqual(['description', 'PersonId'])
    expect((await job(id)).plannedDuration).toBe(60)
    expect((await save(id, { plannedDuration: 5, reference: 'later', customFields: [] })).status).toBe(204)
  },
)

test('every wrong value has its message, and nothing of a refused save is stored', async () => {
  const before = await job(214503377)
  const wrong = {
    plannedDuration: 0,
    reference: (await job(214503501)).reference,
    customFields: [
      { definitionId: own(90212), value: 'yes' },
      { definitionId: own(90213), value: '2026-02-30' },
      { definitionId: own(90214), value: null },
      { definitionId: own(90215), value: '1,5' },
      { definitionId: own(90216), value: 'Never' },
      { definitionId: own(90217), value: 'x' },
      { definitionId: own(90219), value: '24:00' },
      { definitionId: own(90220), value: '1' },
      { definitionId: own(90301), value: 'Wear' },
      { definitionId: own(90211), value: 'fine' },
    ],
  }
  const { status, json } = await save(214503377, wrong)
  expect(status).toBe(422)
  expect(Object.keys(json.errors)).toEqual([
    'plannedDuration',
    '$.reference',
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((index) => `customFields[${index}].value`),
    'customFields[8].definitionId',
  ])
  expect(await job(214503377)).toEqual(before)
  expect((await save(214503501, { orderNumber: null })).json.errors).toHaveProperty('OrderNumber')
})

test('400, 403, 404 and 500 are problems; what breaks the contract is loud', async () => {
  expect(await save(214503377, '{"a":')).toMatchObject({
    status: 400,
    type: expect.stringContaining('problem+json'),
  })
  expect(await get(`jobs/${own(214503666)}`)).toMatchObject({ status: 403, json: { status: 403 } })
  expect(await get(`jobs/${own(1)}`)).toMatchObject({ status: 404, json: { title: 'Not found.' } })
  expect(await get('jobs/999214503377')).toMatchObject({ status: 404 })
  for (const body of [{}, { description: null }, { plannedDuration: '5' }, { status: 'started' }])
    expect(await save(214503377, body)).toMatchObject({
      status: 500,
      json: { detail: expect.stringContaining('breaks') },
    })
})

test('a list needs a filter, and has pages but no total', async () => {
  for (const query of [
    '',
    '?status=new',
    '?createdAtFrom=2026-01-01T00:00:00Z',
    '?plannedAtFrom=2026-01-01T00:00:00Z&plannedAtTo=2027-01-01T00:00:00Z',
  ]) {
    expect((await get(`jobs${query}`)).json.errors).toHaveProperty('queryParams')
  }
  const reference = `ROUND-2026.${tenant.name}`
  const last = (await get(`jobs?reference=${reference}&pageNumber=3&pageSize=25`)).json
  expect(last).toMatchObject({ pageNumber: 3, pageSize: 25, pageItemCount: 10 })
  expect(Object.keys(last)).toEqual(['items', 'pageNumber', 'pageSize', 'pageItemCount'])
  const some = (await get(`jobs?id=${own(214503102)}&id=${own(214503377)}&direction=descending`)).json
  expect(some.items.map(({ id }: { id: number }) => id)).toEqual([own(214503377), own(214503102)])
  const february = 'createdAtFrom=2026-02-01T00:00:00Z&createdAtTo=2026-02-01T23:59:59Z'
  expect((await get(`jobs?contactId=${own(7730700)}&${february}`)).json.pageItemCount).toBe(3)
  expect((await get('jobs?reference=HS-2026-0193')).json.items[0].id).toBe(214503377)
})

test('tenants see nothing of each other, and each has its faults and calls', async () => {
  await save(214503377, { plannedDuration: 7 })
  expect((await get('jobs/214503377')).json.plannedDuration).toBe(90)
  const fault = (given: object) => tenant.faults.add(faultSchema.parse({ system: 'bigchange', ...given }))
  fault({ kind: 'status', status: 500, body: { title: 'Broken', status: 500 } })
  expect((await get('jobs/214503377')).status).toBe(200)
  expect((await get(`jobs/${own(214503377)}`)).status).toBe(500)
  fault({ kind: 'changedByOther', method: 'PATCH' })
  await save(214503377, { reference: 'mine' })
  expect(await job(214503377)).toMatchObject({ plannedDuration: 22, reference: 'mine' })
  fault({ kind: 'cutAfter', method: 'PATCH' })
  await expect(save(214503377, { reference: 'lost' })).rejects.toThrow('fetch failed')
  expect((await job(214503377)).reference).toBe('lost')
  expect(tenant.calls.filter(({ method }) => method === 'PATCH')).toEqual([
    { method: 'PATCH', path: `/v1/jobs/${own(214503377)}`, status: 204, body: { plannedDuration: 7 } },
    { method: 'PATCH', path: `/v1/jobs/${own(214503377)}`, status: 204, body: { reference: 'mine' } },
    { method: 'PATCH', path: `/v1/jobs/${own(214503377)}`, status: 0, body: { reference: 'lost' } },
  ])
  expect(jobTypes[0]?.id).toBe(30418)
})
