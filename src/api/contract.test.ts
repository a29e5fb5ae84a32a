import { readdirSync, readFileSync } from 'node:fs'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, expect, test, vi } from 'vitest'
// oxlint-disable-next-line no-restricted-imports -- the contract is no room of the app
import { openContract } from '../../contract/conformity.ts'
import { parseConfig } from '~/lib/config.ts'
import { setConfig } from '~/lib/current-config.ts'
import { JsonText, parseJson } from '~/lib/json.ts'
import { get } from './call.ts'
import { descriptionByIdQuery, descriptionQuery, readDescription } from './descriptions.ts'
import { entity } from './entity.ts'
import { findTargetByIdentifier, findTargets } from './find-target.ts'
import { jobRecordQuery, jobRecordsQuery, personQuery, personsQuery, wholeJob } from './job-records.ts'
import { jobQuery } from './jobs.ts'
import { createTarget, createTargets } from './new-targets.ts'
import { targetCountQuery, targetQuery, targetsAheadQuery, targetsNowQuery, targetsQuery } from './targets.ts'
import { deleteTarget, patchTarget, usePatchTarget, useReplaceTarget } from './write-target.ts'
import { deleteDescription, saveDescription } from './write-description.ts'
import { type JobUpdate, updateJobRecord, useUpdateJobRecord } from './write-job-record.ts'
import { type WriteAction, type Writer, writerFor } from './writer.ts'

vi.mock('~/session/session.ts', () => ({
  accessToken: async () => 'token',
  renewAfterRefusal: async () => 'token',
  getSession: () => ({ status: 'starting' }),
}))

const contracts = {
  hub: openContract('contract/content-hub-jobs.openapi.yaml'),
  bigChange: openContract('contract/bigchange-jobs.openapi.yaml'),
}
const hub = 'https://hub.example.com'
const gateway = 'https://console.example.com'
const settings = (contentHub: object = {}) =>
  setConfig(
    parseConfig({
      oidc: { authority: 'https://login.example.com', client_id: 'jobs-console' },
      contentHub: { url: hub, callsPerSecond: 10_000, headers: { 'X-Client': 'console' }, ...contentHub },
      bigChange: { url: '/bigchange' },
    }),
  )

interface Sent {
  readonly method: string
  readonly path: string
  readonly problems: readonly string[]
}
const sent: Sent[] = []
/** Statuses of the next answers; 200 when there are none left. */
const statuses: number[] = []

beforeEach(() => {
  sent.length = 0
  settings()
  vi.stubGlobal('window', {})
  vi.stubGlobal('location', { origin: gateway })
  vi.stubGlobal('fetch', async (address: string, { method = 'GET', body, headers }: RequestInit) => {
    const { origin, pathname, searchParams: query } = new URL(address)
    const isBigChange = origin === gateway
    expect(isBigChange ? pathname.startsWith('/bigchange/v1/') : origin === hub, address).toBe(true)
    expect(new Headers(headers).has('X-Client')).toBe(!isBigChange)
    const path = isBigChange ? pathname.slice('/bigchange'.length) : pathname
    const text = typeof body === 'string' ? body : undefined
    const contract = isBigChange ? contracts.bigChange : contracts.hub
    sent.push({ method, path, problems: contract.checkRequest({ method, path, query, body: text }) })
    const answer = isBigChange
      ? '{"id": "1", "typeId": 2, "status": "new", "items": []}'
      : '{"id": 1, "items": [], "total_items": 0}'
    return new Response(answer, { status: statuses.shift() ?? 200 })
  })
})

const ids = ['1', '39596', '9007199254740993', '9223372036854775807']
const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })
/** What a hook gives, outside any page. */
function hooked<Given>(hook: () => Given): Given {
  const given: Given[] = []
  const Page = () => {
    given.push(hook())
    return null
  }
  renderToStaticMarkup(createElement(QueryClientProvider, { client: client() }, createElement(Page)))
  const [first] = given
  if (first === undefined) throw new Error('The hook was not called.')
  return first
}
const filters = [
  { skip: 0, take: 25, cultures: ['en-US'] },
  { skip: 2_147_483_647, take: 100, cultures: ['en-US', 'nl-NL'] },
  {
    state: 'Completed',
    condition: 'Failure',
    type: 'MassEdit',
    location: 'a b/ü?&=#%',
    skip: 50,
    take: 1,
    cultures: ['en-US'],
  },
]
/** Everything is given where the settings say nothing of roles. */
function writer<Doing extends WriteAction>(action: Doing): Writer<Doing> {
  const given = writerFor(action)
  if (!given) throw new Error(`No writer to ${action}.`)
  return given
}

const before = entity.parse({ id: 2_000_001, properties: {} })
const asAnswered = (text: string) => ({ ...entity.parse(parseJson(text)), readFrom: new JsonText(text) })

const newTarget = {
  identifier: 'row-1',
  properties: {
    'Target.State': { identifier: 'Pending' },
    'Target.Data': parseJson('{"id": 9007199254740993, "price": 1.10}'),
    'Target.Title': { 'en-US': 'Title', 'nl-NL': null },
  },
  relations: { TargetToAsset: { parents: [{ href: `${hub}/api/entities/1` }], inherits_security: true } },
}

/** All that the app asks and sends, once with every sort of value. */
const calls: Record<string, () => Promise<unknown>> = {
  'a job': () => Promise.all(ids.map((id) => client().query(jobQuery(id, ['en-US', 'nl-NL'])))),
  'a job by version 1': () => {
    settings({ jobPath: 'v1' })
    return client().query(jobQuery('39596', ['en-US']))
  },
  'a job by version 2, then 1': () => {
    settings({ jobPath: 'auto' })
    statuses.push(404)
    return client().query(jobQuery('39596', ['en-US']))
  },
  'a description': () => Promise.all(ids.map((id) => client().query(descriptionQuery(id, ['en-US'])))),
  'pages of targets': () =>
    Promise.all(
      filters.flatMap((filter) => [
        client().query(targetsQuery('39596', filter)),
        client().query(targetsAheadQuery('39596', filter, () => true)),
        client().query(targetsNowQuery('39596', filter)),
      ]),
    ),
  'counts of targets': () =>
    Promise.all(
      [{}, { state: 'Completed' }, { state: 'Completed', condition: 'Failure' }].map((filter) =>
        client().query(targetCountQuery('39596', filter)),
      ),
    ),
  'a target': () => Promise.all(ids.map((id) => client().query(targetQuery(id, id, ['en-US', 'nl-NL'])))),
  'changes of a target': () =>
    Promise.all([
      hooked(() => usePatchTarget(writer('edit'), '39596')).mutateAsync({
        target: before,
        changes: { properties: { 'Target.State': { identifier: 'Pending' } } },
      }),
      patchTarget(writer('retry'), '9007199254740993', {
        target: before,
        changes: {
          properties: {
            'Target.Location': 'a b/ü?&=#%',
            'Target.Title': { 'en-US': 'Title', 'nl-NL': null },
            'Target.Data': parseJson('{"id": 9007199254740993, "price": 1.10}'),
            'Target.RetryCount': 3,
            'Target.CompletedOn': null,
          },
        },
      }),
    ]),
  'a changed relation of a target': () =>
    hooked(() => usePatchTarget(writer('edit'), '39596')).mutateAsync({
      target: before,
      changes: {
        relations: {
          TargetToAsset: { parents: [{ href: `${hub}/api/entities/1` }], inherits_security: true },
          TargetToPart: { child: null },
        },
      },
    }),
  'a replaced target': () =>
    hooked(() => useReplaceTarget(writer('edit'), '9007199254740993')).mutateAsync({
      now: asAnswered(`{"id":9007199254740995,"identifier":"a","cultures":["en-US"],"unknown":{"2":1.10},
        "properties":{"Target.State":{"identifier":"Pending","labels":{"en-US":"Waiting"}},"Target.Data":{"2":1,"1":1e400}},
        "relations":{"JobToTarget":{"parent":{"href":"${hub}/api/entities/7","templated":false},"child_total":null},
          "TargetToProcessingJob":{"href":"${hub}/api/entities/2/relations/TargetToProcessingJob","templated":false}},
        "modified_on":"2025-03-04T09:13:41.9500000Z","locked_by":null,"version":9,"self":{"href":"${hub}/api/entities/2"}}`),
      changes: { 'Target.Location': 'shelf', 'Relation JobToTarget': { parent: null } },
    }),
  'a new target': async () => {
    await createTarget(writer('edit'), '39596', { properties: {} })
    await createTarget(writer('retry'), '9007199254740993', newTarget)
  },
  'several new targets': () =>
    createTargets(writer('bulk'), '9007199254740993', [newTarget, { properties: {} }]),
  'a deleted target': () => deleteTarget(writer('delete'), '9007199254740993', before),
  'the newest targets': () =>
    Promise.all([findTargetByIdentifier('39596', 'row-1'), findTargets('39596', ['row-1', 'row-2'])]),
  'a description by its id': () =>
    Promise.all(ids.map((id) => client().query(descriptionByIdQuery('39596', id, ['en-US'])))),
  'a new description': () =>
    saveDescription(writer('edit'), '39596', null, { 'Job.Configuration': { $type: 'x' } }),
  'a new description with an identifier': () =>
    saveDescription(
      writer('edit'),
      '39596',
      null,
      { 'Job.Configuration': { $type: 'x' } },
      undefined,
      'fetch-1',
    ),
  'a changed description': async () => {
    const now = await readDescription('39596', ['en-US', 'nl-NL'])
    for (const descriptionPatch of [false, true]) {
      settings({ descriptionPatch })
      await saveDescription(writer('edit'), '39596', now, {
        'Job.Configuration': parseJson('{"price": 1.10}'),
      })
    }
  },
  'a job of BigChange with its type': () =>
    Promise.all(['1', '214503377'].map((id) => client().query(jobRecordQuery(id)))),
  'jobs of a reference': () =>
    client().query(jobRecordsQuery({ reference: 'a b/ü?&=#%', pageNumber: 2_147_483, pageSize: 25 })),
  'persons of a contact': () => client().query(personsQuery('7730412')),
  'a person of a contact': () => client().query(personQuery('5f0d1c9a-7b42-4e1f-9c3d-2a6be81f4d07')),
  'changes of a job of BigChange': async () => {
    const job = wholeJob({ id: '214503377', typeId: '30418', status: 'new' }, null)
    const whole: JobUpdate = {
      plannedDuration: 90,
      description: 'What is to be done',
      reference: null,
      personId: null,
      orderNumber: 'PO-1',
      customFields: [
        { definitionId: 90211, value: 'Rear gate' },
        { definitionId: 90213, value: null },
      ],
    }
    await hooked(() => useUpdateJobRecord(writer('edit'))).mutateAsync({ job, update: whole })
    const personId = '5f0d1c9a-7b42-4e1f-9c3d-2a6be81f4d07'
    await updateJobRecord(writer('edit'), { job, update: { personId, orderNumber: null, reference: 'R-1' } })
  },
  'a deleted description': () => deleteDescription(writer('delete'), '39596', before),
}

test.each(Object.keys(calls))('%s is asked as the contract says', async (name) => {
  await calls[name]?.()
  expect(sent.length).toBeGreaterThan(0)
  expect(sent.filter(({ problems }) => problems.length > 0)).toEqual([])
})

test('version 1 is asked only where version 2 is not there', async () => {
  await calls['a job by version 2, then 1']?.()
  expect(sent.map(({ path }) => path)).toEqual(['/api/v2/jobs/39596', '/api/jobs/39596'])
})

/** Seen in the vendor's code, not in its reference of the Jobs API; asked only where the settings say that it is there. */
const notInContract = ['/api/entities/identifier/*']
const plain = (text = '') => text.replaceAll(/\$\{[^}]*\}/g, '*')

test('every request that the code holds is among them', async () => {
  for (const call of Object.values(calls)) await call()
  const made = new Set(
    sent.map(({ method, path }) => `${method} ${path.replaceAll(/\/(?:\d+|[\da-f-]{36})(?=\/|$)/g, '/*')}`),
  )
  const paths = new Set([...made].map((request) => request.replace(/^\w+ /, '')))
  const missing = readdirSync('src/api')
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'path.ts')
    .flatMap((file) => {
      const code = readFileSync(`src/api/${file}`, 'utf8')
      return [
        ...[...code.matchAll(/path`(\/[^`]*)`/g)]
          .map(([, text]) => plain(text))
          .filter((text) => !paths.has(text) && !notInContract.includes(text)),
        ...[...code.matchAll(/send\(\s*'(\w+)',\s*path`([^`]*)`/g)]
          .map(([, method, text]) => `${method} ${plain(text)}`)
          .filter((text) => !made.has(text)),
      ].map((request) => `${file}: ${request}`)
    })
  expect(missing, 'add them to `calls` above').toEqual([])
})

test('a request that breaks the contract is found', async () => {
  const options = { what: 'It failed.' }
  const note = { title: 'Test', before: null }
  const { send } = writer('edit')
  await get('/api/jobs/abc', entity, options)
  await get('/api/jobs/9223372036854775808', entity, options)
  await get('/api/jobs/1/goals', entity, options)
  await get('/api/jobs/1/targets', entity, { ...options, query: { offset: 1 } })
  await get('/api/jobs/1/targets', entity, { ...options, query: { take: 'all' } })
  await send('PATCH', '/api/jobs/1/targets/2', { properties: 'none' }, { ...options, note })
  await send('PATCH', '/api/jobs/1/targets/2', undefined, { ...options, note })
  await send('PATCH', '/v1/jobs/1', { status: 'started' }, { ...options, note })
  await send('POST', '/api/v2/jobs/1', {}, { ...options, note })
  expect(sent).toHaveLength(9)
  expect(sent.filter(({ problems }) => problems.length === 0)).toEqual([])
})

test.each([
  '/bigchange/v1/jobs/1',
  '/v1/../auth/tokens',
  '/v1/../../api/jobs/1',
  '/v2/jobs/1',
  '//elsewhere.example.com/v1/jobs',
  '/api/../v1/jobs/1',
])('%s is no address that is asked', async (path) => {
  await expect(get(path, entity, { what: 'It failed.' })).rejects.toThrow('Not an address of the API')
  expect(sent).toEqual([])
})

test('without BigChange in the settings nothing of it is asked', async () => {
  setConfig(parseConfig({ oidc: { authority: 'https://login.example.com', client_id: 'jobs-console' } }))
  await expect(get('/v1/jobs/1', entity, { what: 'It failed.' })).rejects.toThrow('Not an address')
})
