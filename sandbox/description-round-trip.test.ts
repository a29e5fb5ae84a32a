import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openContract } from '../contract/conformity.ts'
import { readDescription } from '../src/api/descriptions.ts'
import type { Entity } from '../src/api/entity.ts'
import { descriptionBody, saveDescription } from '../src/api/write-description.ts'
import { consoleConfig } from '../src/lib/config-schema.ts'
import { setConfig } from '../src/lib/current-config.ts'
import { jsonMembers } from '../src/lib/json-text.ts'
import { JsonText, toJson } from '../src/lib/json.ts'
import { descriptionFields } from '../src/pages/descriptions/description-fields.ts'
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
const path = '/api/jobs/39596/description'

beforeAll(async () => {
  vi.stubGlobal('window', {})
  hub = await openHub()
})
afterAll(() => hub.close())

describe.each([
  { mode: 'PUT', descriptionPatch: false, patchDescription: 'null' as const },
  { mode: 'PATCH that nulls what is left out', descriptionPatch: true, patchDescription: 'null' as const },
  { mode: 'PATCH that keeps what is left out', descriptionPatch: true, patchDescription: 'keep' as const },
])('by $mode', ({ descriptionPatch, patchDescription }) => {
  beforeAll(() => {
    const { name } = hub.tenants.create({ rateLimit: 0, patchDescription })
    account.token = `operator.${name}`
    const oidc = { authority: 'https://login.example.com', client_id: 'console' }
    const contentHub = { url: hub.hubUrl, descriptionPatch, callsPerSecond: 1000 }
    setConfig(consoleConfig.parse({ oidc, contentHub }))
  })

  test.each(Object.entries(hostileJson))('%s: nobody changed it, its bytes stay', async (_, text) => {
    await write(`{"properties":{"Job.Configuration":${text},"Job.Data":null}}`)
    const sent = await edit('Job.Data', () => '{"2": 1.0, "1": 1e400}')
    expect(propertiesIn(sent).get('Job.Configuration')).toBe(text)
    const held = propertiesIn(await answer())
    expect([...held]).toEqual([
      ['Job.Configuration', text],
      ['Job.Data', '{"2":1.0,"1":1e400}'],
    ])
  })

  test.each(Object.entries({ ...hostileJson, '2 MiB': largeJson }))(
    '%s: one change, all other bytes stay',
    async (_, text) => {
      await write(`{"properties":{"Job.Configuration":{"own":${text},"n":1},"Job.Data":${oddJson}}}`)
      const sent = await edit('Job.Configuration', (shown) => shown.replace(/"n": 1\n\}$/, '"n": 2.0\n}'))
      const compact = text === spacedJson ? text.replaceAll(/\s/g, '') : text
      expect(propertiesIn(sent).get('Job.Configuration')).toBe(`{"own":${compact},"n":2.0}`)
      const held = propertiesIn(await answer())
      expect(held.get('Job.Configuration')).toBe(`{"own":${compact},"n":2.0}`)
      expect(held.get('Job.Data')).toBe(oddJson)
    },
  )

  test('laying it out anew is no change, a new order is one', async () => {
    await write(`{"properties":{"Job.Configuration":${oddJson}}}`)
    const description = await readOwn()
    expect(
      changes(description, 'Job.Configuration', (shown) => `\n ${shown.replaceAll('\n', '\n\n')} `),
    ).toEqual({})
    await write('{"properties":{"Job.Configuration":{"b":1,"$type":"x"}}}')
    await edit('Job.Configuration', () => '{"$type": "x", "b": 1}')
    expect(propertiesIn(await answer()).get('Job.Configuration')).toBe('{"$type":"x","b":1}')
  })

  test('every other member goes back as it was read, the definition under the name of this body', async () => {
    await write(`{"properties":{"Job.Configuration":${oddJson}}}`)
    const before = jsonMembers(await answer())
    const sent = jsonMembers(await edit('Job.Data', () => '1'))
    for (const [name, text] of before) {
      if (name !== 'properties')
        expect(sent.get(name === 'entitydefinition' ? 'entity_definition' : name), name).toBe(text)
    }
    expect(sent.has('entitydefinition')).toBe(false)
  })
})

test('a new description is created, and with all that was typed', async () => {
  account.token = `operator.${hub.tenants.create({ rateLimit: 0 }).name}`
  await fetch(hub.hubUrl + path, { method: 'DELETE', headers: { authorization: `Bearer ${account.token}` } })
  expect(await readDescription('39596', ['en-US'])).toBeNull()
  const made = await saveDescription(editor(), '39596', null, { 'Job.Configuration': new JsonText(oddJson) })
  expect(made.status).toBe(201)
  expect(propertiesIn(await answer()).get('Job.Configuration')).toBe(oddJson)
})

const contract = openContract('contract/content-hub-jobs.openapi.yaml')

test('there are samples, and the large text is large', () => {
  expect(largeJson.length).toBeGreaterThan(2 * 1024 * 1024)
  expect(samples).toContain('description.json')
  expect(samples).toHaveLength(5)
})

test.each(samples)('the sample %s with unknown members: bytes stay', (file) => {
  const { text, read } = readSample(file)
  const sent = toJson(descriptionBody(read, { New: new JsonText('[1.0]') }))
  const given = jsonMembers(text)
  const body = jsonMembers(sent)
  for (const [name, value] of given)
    if (name !== 'properties')
      expect(body.get(name === 'entitydefinition' ? 'entity_definition' : name), name).toBe(value)
  const properties = jsonMembers(body.get('properties') ?? '')
  for (const [name, value] of jsonMembers(given.get('properties') ?? ''))
    expect(properties.get(name), name).toBe(value)
  expect(properties.get('New')).toBe('[1.0]')
  expect(contract.checkRequest({ method: 'PUT', path, body: sent })).toEqual([])
})

const headers = () => ({ authorization: `Bearer ${account.token}` })

/** Puts a body there byte by byte, past the console. */
async function write(body: string) {
  const { status } = await fetch(hub.hubUrl + path, { method: 'PUT', headers: headers(), body })
  expect(status).toBe(204)
}

const answer = async () => (await fetch(`${hub.hubUrl}${path}?cultures=en-US`, { headers: headers() })).text()

async function readOwn(): Promise<Entity> {
  const description = await readDescription('39596', ['en-US'])
  if (!description) throw new Error('The job has no description.')
  return description
}

/** What the form would send when the text of one field is changed and nothing else. */
function changes(description: Entity, property: string, type: (shown: string) => string) {
  return changesByTyping(descriptionFields(description, ['en-US'], '39596'), property, type)
}

/** Reads, types, saves as the form does. Gives the body as it went over the wire. */
async function edit(property: string, type: (shown: string) => string): Promise<string> {
  const description = await readOwn()
  const wire = vi.spyOn(globalThis, 'fetch')
  try {
    await saveDescription(editor(), '39596', description, changes(description, property, type))
    const body = wire.mock.calls.at(-1)?.[1]?.body
    return typeof body === 'string' ? body : ''
  } finally {
    wire.mockRestore()
  }
}
