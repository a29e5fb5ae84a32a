import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openContract } from '../contract/conformity.ts'
import { QueryClient } from '@tanstack/react-query'
import type { Entity } from '../src/api/entity.ts'
import { readTarget, targetQuery } from '../src/api/targets.ts'
import { changesBody } from '../src/api/whole-body.ts'
import { patchTarget, replaceTarget, targetBody } from '../src/api/write-target.ts'
import { completed, notHeld, type Properties } from '../src/form/entity-changes.ts'
import { consoleConfig } from '../src/lib/config-schema.ts'
import { setConfig } from '../src/lib/current-config.ts'
import { jsonMembers } from '../src/lib/json-text.ts'
import { JsonText, parseJson, toJson } from '../src/lib/json.ts'
import { editedTargetFields } from '../src/pages/targets/target-fields.ts'
import {
  changesByTyping,
  editor,
  hostileJson,
  largeJson,
  oddJson,
  openHub,
  propertiesIn,
  readSample,
  samples,
  spacedJson,
} from './round-trip.ts'

const account = vi.hoisted(() => ({ token: '' }))
vi.mock('../src/session/session.ts', () => ({
  accessToken: async () => account.token,
  getSession: () => ({ status: 'starting' }),
  renewAfterRefusal: async () => account.token,
}))
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let hub: Awaited<ReturnType<typeof openHub>>
const path = '/api/jobs/39596/targets/2000001'
const cultures = ['en-US', 'nl-NL']

beforeAll(async () => {
  vi.stubGlobal('window', {})
  hub = await openHub()
  account.token = `operator.${hub.tenants.create({ rateLimit: 0 }).name}`
  const oidc = { authority: 'https://login.example.com', client_id: 'console' }
  setConfig(consoleConfig.parse({ oidc, contentHub: { url: hub.hubUrl, callsPerSecond: 1000 } }))
})
afterAll(() => hub.close())

const writers = {
  PATCH: (target: Entity, changes: Properties) =>
    patchTarget(editor(), '39596', { target, changes: changesBody(changes) }),
  PUT: (now: Entity, changes: Properties) => replaceTarget(editor(), '39596', { now, changes }),
}

describe.each(Object.entries(writers))('by %s', (method, save) => {
  test.each(Object.entries(hostileJson))('%s: nobody changed it, its bytes stay', async (_, text) => {
    await write(`{"properties":{"Target.Data":${text},"Target.Weight":0.10}}`)
    const sent = await edit(save, 'Target.Location', () => 'shelf 12')
    expect(propertiesIn(sent).get('Target.Data')).toBe(method === 'PUT' ? text : undefined)
    const held = propertiesIn(await answer())
    expect(held.get('Target.Data')).toBe(text)
    expect(held.get('Target.Weight')).toBe('0.10')
    expect(held.get('Target.Location')).toBe('"shelf 12"')
  })

  test.each(Object.entries({ ...hostileJson, '2 MiB': largeJson }))(
    '%s: one change inside, all other bytes stay',
    async (_, text) => {
      await write(`{"properties":{"Target.Data":{"own":${text},"n":1}}}`)
      const sent = await edit(save, 'Target.Data', (shown) => shown.replace(/"n": 1\n\}$/, '"n": 2.0\n}'))
      const compact = text === spacedJson ? text.replaceAll(/\s/g, '') : text
      expect(propertiesIn(sent).get('Target.Data')).toBe(`{"own":${compact},"n":2.0}`)
      expect(propertiesIn(await answer()).get('Target.Data')).toBe(`{"own":${compact},"n":2.0}`)
    },
  )

  test('all that nobody changed is held as before', async () => {
    const before = await readOwn()
    await edit(save, 'Target.Data', () => oddJson)
    const after = await readOwn()
    expect(notHeld(after, { 'Target.Data': new JsonText(oddJson) })).toEqual([])
    const [was, is] = [before, after].map(
      ({ readFrom }) =>
        new Map([...propertiesIn(readFrom?.text ?? ''), ...relationsIn(readFrom?.text ?? '')]),
    )
    was?.set('Target.Data', oddJson)
    expect(is).toEqual(was)
    expect(was?.size).toBeGreaterThan(12)
  })

  test('texts in two cultures, times and options are held as before too', async () => {
    const title = '{"en-US":"Press \\"photo\\"","nl-NL":"Persfoto één"}'
    await write(
      `{"properties":{"Target.Title":${title},"Target.StartedOn":"2025-03-04T10:13:10.2204471+01:00","Target.State":{"identifier":"Completed"}}}`,
    )
    const before = propertiesIn(await answer())
    const sent = await edit(save, 'Target.Title', (shown) => `${shown}!`)
    expect(parseJson(propertiesIn(sent).get('Target.Title') ?? '')).toEqual({
      'en-US': 'Press "photo"!',
      'nl-NL': 'Persfoto één!',
    })
    if (method === 'PUT') {
      expect(propertiesIn(sent).get('Target.StartedOn')).toBe('"2025-03-04T09:13:10.2204471Z"')
      expect(propertiesIn(sent).get('Target.State')).toBe('{"identifier":"Completed"}')
    }
    const held = propertiesIn(await answer())
    expect(held.get('Target.StartedOn')).toBe(before.get('Target.StartedOn'))
    expect(held.get('Target.State')).toBe(before.get('Target.State'))
  })
})

test('every other member goes back as it was read', async () => {
  const before = jsonMembers(await answer())
  const sent = jsonMembers(await edit(writers.PUT, 'Target.Location', () => 'elsewhere'))
  for (const [name, text] of before) if (name !== 'properties') expect(sent.get(name), name).toBe(text)
})

test('the same answer once more is the same object, another one is not mixed with it', async () => {
  const client = new QueryClient()
  const options = { ...targetQuery('39596', '2000001', cultures), staleTime: 0 }
  await write(`{"properties":{"Target.Data":${oddJson}}}`)
  const read = async () => {
    await client.fetchQuery(options)
    return client.getQueryData(options.queryKey)
  }
  const first = await read()
  expect(await read()).toBe(first)
  await write(`{"properties":{"Target.Data":${oddJson},"Target.Location":"moved"}}`)
  const second = await read()
  expect(second?.readFrom?.text).toContain('"moved"')
  expect(first?.readFrom?.text).not.toContain('"moved"')
  client.clear()
})

const contract = openContract('contract/content-hub-jobs.openapi.yaml')

test.each(samples)('the sample %s with unknown members: bytes stay', (file) => {
  const { text, read } = readSample(file)
  const sent = toJson(targetBody(read, { New: new JsonText('[1.0]'), 'Relation New': { children: [] } }))
  const body = jsonMembers(sent)
  for (const [name, value] of jsonMembers(text))
    if (name !== 'properties' && name !== 'relations') expect(body.get(name), name).toBe(value)
  const properties = propertiesIn(sent)
  for (const [name, value] of propertiesIn(text)) {
    const isOption = /^\{ "identifier": "\w+", "labels": \{ "en-US": "[^"]+" \} \}$/.test(value)
    expect(properties.get(name), name).toBe(
      isOption ? value.replace(/^\{ ("[^"]+"): ("\w+").*/, '{$1:$2}') : value,
    )
  }
  expect(properties.get('New')).toBe('[1.0]')
  for (const [name, value] of relationsIn(text)) expect(relationsIn(sent).get(name), name).toBe(value)
  expect(relationsIn(sent).get('New')).toBe('{"children":[]}')
  expect(contract.checkRequest({ method: 'PUT', path, body: sent })).toEqual([])
})

const relationsIn = (text: string) => jsonMembers(jsonMembers(text).get('relations') ?? '')
const headers = () => ({ authorization: `Bearer ${account.token}` })
const readOwn = () => readTarget('39596', '2000001', cultures)

/** Changes it byte by byte, past the console. */
async function write(body: string) {
  const { status } = await fetch(hub.hubUrl + path, { method: 'PATCH', headers: headers(), body })
  expect(status).toBe(204)
}

const answer = async () =>
  (await fetch(`${hub.hubUrl}${path}?cultures=en-US&cultures=nl-NL`, { headers: headers() })).text()

/** Reads, types, saves as the form does. Gives the body as it went over the wire. */
async function edit(
  save: (typeof writers)['PUT'],
  property: string,
  type: (shown: string) => string,
): Promise<string> {
  const target = await readOwn()
  const fields = editedTargetFields('39596')(target, cultures)
  const wire = vi.spyOn(globalThis, 'fetch')
  try {
    await save(target, completed(changesByTyping(fields, property, type), target))
    const body = wire.mock.calls.at(-1)?.[1]?.body
    return typeof body === 'string' ? body : ''
  } finally {
    wire.mockRestore()
  }
}
