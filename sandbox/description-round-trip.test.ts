import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openContract } from '../contract/conformity.ts'
import { readDescription } from '../src/api/descriptions.ts'
import { type Entity, entity } from '../src/api/entity.ts'
import { descriptionBody, saveDescription } from '../src/api/write-description.ts'
import { changesOf } from '../src/form/entity-changes.ts'
import { writerFor } from '../src/api/writer.ts'
import { consoleConfig } from '../src/lib/config-schema.ts'
import { setConfig } from '../src/lib/current-config.ts'
import { jsonMembers } from '../src/lib/json-text.ts'
import { JsonText, parseJson, toJson } from '../src/lib/json.ts'
import { descriptionFields } from '../src/pages/descriptions/description-fields.ts'
import { startHubForTest } from './hub-for-test.ts'
import { createTenants } from './tenants.ts'

const account = vi.hoisted(() => ({ token: '' }))
vi.mock('../src/session/session.ts', () => ({
  accessToken: async () => account.token,
  getSession: () => ({ status: 'starting' }),
  renewAfterRefusal: async () => account.token,
}))
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const tenants = createTenants()
let hub: Awaited<ReturnType<typeof startHubForTest>>
const path = '/api/jobs/39596/description'

beforeAll(async () => {
  vi.stubGlobal('window', {})
  hub = await startHubForTest(tenants, (id) => id === 39596n)
})
afterAll(async () => {
  await hub.close()
})

const odd = String.raw`{"$type":"x, y","10":{"2":"b","1":"a"},"9":[1.10,1e400,-0,0.10E+2,9007199254740993,9223372036854775807],"twice":1,"twice":2,"\u0061\/":"\u00e9\ud83d\ude00\/\"{[,:]}","empty":[{},[],""]}`
const configurations = {
  'everything that parsing would change': odd,
  'with its own white space': '{ "a" : [ 1.10 ,\t2 ] , "b" : { } }',
  'a list': '[9007199254740993,"\\u0041"]',
  'a text': '"\\u0041\\/"',
  'a number': '1.10',
}

const item = '{"id":9007199254740993,"rate":1.10,"path":"/assets/2026/11/catalogue/autumn/front.tif"},'
const large = `{"$type":"big","Targets":[${item.repeat(25_000)}1e400],"more":${odd}}`

describe.each([
  { mode: 'PUT', descriptionPatch: false, patchDescription: 'null' as const },
  { mode: 'PATCH that nulls what is left out', descriptionPatch: true, patchDescription: 'null' as const },
  { mode: 'PATCH that keeps what is left out', descriptionPatch: true, patchDescription: 'keep' as const },
])('by $mode', ({ descriptionPatch, patchDescription }) => {
  beforeAll(() => {
    const { name } = tenants.create({ rateLimit: 0, patchDescription })
    account.token = `operator.${name}`
    const oidc = { authority: 'https://login.example.com', client_id: 'console' }
    const contentHub = { url: hub.hubUrl, descriptionPatch, callsPerSecond: 1000 }
    setConfig(consoleConfig.parse({ oidc, contentHub }))
  })

  test.each(Object.entries(configurations))('%s: nobody changed it, its bytes stay', async (_, text) => {
    await write(`{"properties":{"Job.Configuration":${text},"Job.Data":null}}`)
    const sent = await edit('Job.Data', () => '{"2": 1.0, "1": 1e400}')
    expect(propertiesIn(sent).get('Job.Configuration')).toBe(text)
    const held = propertiesIn(await answer())
    expect([...held]).toEqual([
      ['Job.Configuration', text],
      ['Job.Data', '{"2":1.0,"1":1e400}'],
    ])
  })

  test.each(Object.entries({ ...configurations, '2 MiB': large }))(
    '%s: one change, all other bytes stay',
    async (_, text) => {
      await write(`{"properties":{"Job.Configuration":{"own":${text},"n":1},"Job.Data":${odd}}}`)
      const sent = await edit('Job.Configuration', (shown) => shown.replace(/"n": 1\n\}$/, '"n": 2.0\n}'))
      const compact = text === configurations['with its own white space'] ? text.replaceAll(/\s/g, '') : text
      expect(propertiesIn(sent).get('Job.Configuration')).toBe(`{"own":${compact},"n":2.0}`)
      const held = propertiesIn(await answer())
      expect(held.get('Job.Configuration')).toBe(`{"own":${compact},"n":2.0}`)
      expect(held.get('Job.Data')).toBe(odd)
    },
  )

  test('laying it out anew is no change, a new order is one', async () => {
    await write(`{"properties":{"Job.Configuration":${odd}}}`)
    const description = await readOwn()
    expect(
      changes(description, 'Job.Configuration', (shown) => `\n ${shown.replaceAll('\n', '\n\n')} `),
    ).toEqual({})
    await write('{"properties":{"Job.Configuration":{"b":1,"$type":"x"}}}')
    await edit('Job.Configuration', () => '{"$type": "x", "b": 1}')
    expect(propertiesIn(await answer()).get('Job.Configuration')).toBe('{"$type":"x","b":1}')
  })

  test('every other member goes back as it was read, the definition under the name of this body', async () => {
    await write(`{"properties":{"Job.Configuration":${odd}}}`)
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
  account.token = `operator.${tenants.create({ rateLimit: 0 }).name}`
  await fetch(hub.hubUrl + path, { method: 'DELETE', headers: { authorization: `Bearer ${account.token}` } })
  expect(await readDescription('39596', ['en-US'])).toBeNull()
  const made = await saveDescription(writer(), '39596', null, { 'Job.Configuration': new JsonText(odd) })
  expect(made.status).toBe(201)
  expect(propertiesIn(await answer()).get('Job.Configuration')).toBe(odd)
})

const contract = openContract('contract/content-hub-jobs.openapi.yaml')
const samples = readdirSync('contract/samples')

test('there are samples, and the large text is large', () => {
  expect(large.length).toBeGreaterThan(2 * 1024 * 1024)
  expect(samples).toContain('description.json')
  expect(samples).toHaveLength(5)
})

test.each(samples)('the sample %s with unknown members: bytes stay', (file) => {
  const known = readFileSync(`contract/samples/${file}`, 'utf8')
  const text = known
    .replace(
      '"properties": {',
      `"unknown": ${odd}, "properties": { "9": 1.10, "2": ${odd}, "Text": "\\u0041\\/",`,
    )
    .replace(
      '"relations": {',
      `"relations": { "Later": {"children":[{"2":1,"1":1.0}],"child_total":9007199254740993},`,
    )
    .replace(/,(\s*\})/g, '$1')
  const read: Entity = { ...entity.parse(parseJson(text)), readFrom: new JsonText(text) }
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
const propertiesIn = (text: string) => jsonMembers(jsonMembers(text).get('properties') ?? '')

async function readOwn(): Promise<Entity> {
  const description = await readDescription('39596', ['en-US'])
  if (!description) throw new Error('The job has no description.')
  return description
}

/** What the form would send when the text of one field is changed and nothing else. */
function changes(description: Entity, property: string, type: (shown: string) => string) {
  const fields = descriptionFields(description, ['en-US'])
  const texts = fields.map((field) => [
    field.name,
    field.property === property ? type(field.text) : field.text,
  ])
  return changesOf(fields, Object.fromEntries(texts))
}

function writer() {
  const edit = writerFor('edit')
  if (!edit) throw new Error('Editing is given to all.')
  return edit
}

/** Reads, types, saves as the form does. Gives the body as it went over the wire. */
async function edit(property: string, type: (shown: string) => string): Promise<string> {
  const description = await readOwn()
  const wire = vi.spyOn(globalThis, 'fetch')
  try {
    await saveDescription(writer(), '39596', description, changes(description, property, type))
    const body = wire.mock.calls.at(-1)?.[1]?.body
    return typeof body === 'string' ? body : ''
  } finally {
    wire.mockRestore()
  }
}
