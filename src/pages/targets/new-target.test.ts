import { beforeAll, expect, test } from 'vitest'
import { type Entity, entity } from '~/api/entity.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { JsonText, parseJson, toJson } from '~/lib/json.ts'
import { besideOf, startOf } from './new-target-draft.ts'
import { emptySeed, newTargetBody, newTargetFields, seedOfCopy, type TargetSeed } from './new-target.ts'
import { changesOf } from '~/form/entity-changes.ts'
import { fieldsSchema, problemOf } from '~/form/fields-schema.ts'
import { withoutIdentifier } from '~/form/identifier-field.ts'

beforeAll(() => {
  setConfig(consoleConfig.parse({ oidc: { authority: 'https://login.example.com', client_id: 'console' } }))
})

const link = (id: number) => ({ href: `https://hub.example.com/api/entities/${id}`, templated: false })
const source: Entity = {
  id: '2',
  identifier: 'original',
  version: 9,
  properties: Object.fromEntries(
    Object.entries({
      'Target.Location': '"10613"',
      'Target.StartedOn': '"2025-03-04T09:13:10.2204471Z"',
      'Target.CompletedOn': '"2025-03-04T09:13:41.9017733Z"',
      'Target.StateDescription': '"Not found"',
      'Target.Data': '{"id": 9007199254740993, "rate": 1.10}',
      'Target.Scope': 'null',
      'Target.Priority': '0',
      'Target.RetryCount': '3',
      'Target.State': '{"identifier": "Completed", "labels": {"en-US": "Completed"}}',
      'Target.Condition': '{"identifier": "Failure", "labels": {"en-US": "Failure"}}',
      'Target.Kinds': '[{"identifier": "Web", "labels": {}}]',
      'Target.Weight': '2.50',
    }).map(([name, text]) => [name, parseJson(text)]),
  ),
  relations: {
    JobToTarget: { parent: link(7), inherits_security: true, self: link(2) },
    TargetToAsset: {
      parents: [link(30), link(31)],
      inherits_security: false,
      parent_total: 2,
      self: link(2),
    },
    TargetToPart: { children: [link(40)], child_total: 5000 },
    TargetToRendition: { children: [] },
    TargetToProcessingJob: { href: 'https://hub.example.com/api/entities/2/relations/X', templated: false },
  },
}

function created(seed: TargetSeed, typed: Record<string, string> = {}) {
  const fields = newTargetFields(seed, ['en-US'], null)
  const values = Object.fromEntries(fields.map(({ name, property, text }) => [name, typed[property] ?? text]))
  const { identifier, changes } = withoutIdentifier(changesOf(fields, values))
  return { identifier, body: toJson(newTargetBody(seed, changes, seed.relations)) }
}

test('a copy has everything but how far the original has come, every number as it was spelled', () => {
  const { identifier, body } = created(seedOfCopy(source, '7'))
  expect(identifier).toBeNull()
  expect(body).toBe(
    '{"properties":{"Target.Location":"10613","Target.Data":{"id":9007199254740993,"rate":1.10},' +
      '"Target.Priority":0,"Target.Kinds":[{"identifier":"Web"}],"Target.Weight":2.50},' +
      `"relations":{"TargetToAsset":${toJson({ parents: [link(30), link(31)], inherits_security: false })}}}`,
  )
})

test.each([
  '{"b":1, "10":1.10, "2":1, "x":"\\u00e9", "x":2}',
  '{"identifier":"A","labels":{"en-US":"Ah"}}',
  '[ {"identifier":"A","labels":{}} ]',
  '"a text"',
])('JSON that nobody touched is copied byte by byte, also from a draft: %s', (data) => {
  const readFrom = new JsonText(`{"id": 2, "properties": {"Target.Scope": null, "Target.Data": ${data}}}`)
  const seed = seedOfCopy({ ...entity.parse(readFrom.value), readFrom }, '7')
  const sent = `{"properties":{"Target.Data":${data}}}`
  expect(created(seed).body).toBe(sent)
  const draft = startOf(besideOf({ seed, relations: {}, sentAs: null }).text)
  expect(draft && created(draft.seed).body).toBe(sent)
})

test('a list of options that is typed as JSON is one only where options are known', () => {
  const list = '[{"identifier":"A","labels":{}}]'
  const seed = { ...emptySeed, properties: { 'Target.Kinds': [] } }
  expect(created(seed, { 'Target.Data': list, 'Target.Kinds': list }).body).toBe(
    `{"properties":{"Target.Kinds":[{"identifier":"A"}],"Target.Data":${list}}}`,
  )
})

test('relations that are not told whole are named, the place in the job and empty ones are not', () => {
  expect(seedOfCopy(source, '7').leftRelations).toEqual(['TargetToPart', 'TargetToProcessingJob'])
})

test('what is typed goes over the copy, what is emptied is left out', () => {
  const { identifier, body } = created(seedOfCopy({ ...source, relations: null }, '7'), {
    Identifier: ' row-1 ',
    'Target.Location': '',
    'Target.Data': '',
    'Target.Weight': '3',
    'Target.State': 'Pending',
  })
  expect(identifier).toBe('row-1')
  expect(body).toBe(
    '{"properties":{"Target.Priority":0,"Target.State":{"identifier":"Pending"},"Target.Kinds":[{"identifier":"Web"}],"Target.Weight":3}}',
  )
})

test('from nothing only what is typed is sent', () => {
  expect(created(emptySeed).body).toBe('{"properties":{}}')
  expect(created(emptySeed, { 'Target.Location': '1', 'Target.Priority': '5' }).body).toBe(
    '{"properties":{"Target.Priority":5,"Target.Location":"1"}}',
  )
})

test.each([
  ['Target.State', ['', 'Created', 'Pending']],
  ['Target.Condition', ['', 'Pending']],
])('a new target can be created or pending, not completed: %s', (property, choices) => {
  const field = newTargetFields(emptySeed, ['en-US'], null).find((one) => one.property === property)
  expect(field?.choices?.map(({ value }) => value)).toEqual(choices)
})

test.each([
  ['a b', 'Use letters without accents, digits, full stops, underscores and hyphens only.'],
  ['..', 'Use letters without accents, digits, full stops, underscores and hyphens only.'],
  ['', undefined],
  ['a.b_c-9', undefined],
])('identifier %j', (text, message) => {
  const [field] = newTargetFields(emptySeed, ['en-US'], null)
  expect(field && problemOf(field, text)).toBe(message)
})

test.each([
  ['Identifier', 'shelf 12', 'Use letters without accents, digits'],
  ['Identifier', 'größe', 'Use letters without accents, digits'],
  ['Identifier', '..', 'Use letters without accents, digits'],
  ['Identifier', 'a/b', 'Use letters without accents, digits'],
  ['Target.RetryCount', 'many', 'Enter a whole number, or nothing.'],
  ['Target.Priority', '99999999999999999999', 'Enter a whole number, or nothing.'],
  ['Target.StartedOn', '2026-02-30T09:30:00Z', 'Enter a time such as'],
  ['Target.CompletedOn', '2026-11-22', 'Enter a time such as'],
  ['Target.Data', '{"a": 1', 'Line 1: '],
])('of a new target with %s %j nothing is sent: %s', (property, text, message) => {
  const { at, messages } = refusedOf(property, text)
  expect(at).toEqual([property])
  expect(messages[0]).toContain(message)
})

test.each([
  ['Identifier', 255],
  ['Target.Location', 1_000_000],
  ['Target.StateDescription', 1_000_000],
  ['Target.Data', 10_000_000],
])('%s has %i characters at most', (property, most) => {
  expect(refusedOf(property, '1'.repeat(most)).at).toEqual([])
  expect(refusedOf(property, '1'.repeat(most + 1))).toEqual({
    at: [property],
    messages: [`It is too long: ${most + 1} characters, at most ${most} can be sent.`],
  })
})

function refusedOf(property: string, text: string) {
  const fields = newTargetFields(emptySeed, ['en-US'], null)
  const values = Object.fromEntries(
    fields.map((field) => [field.name, field.property === property ? text : field.text]),
  )
  const issues = fieldsSchema(fields).safeParse(values).error?.issues ?? []
  return {
    at: issues.map(({ path }) => fields.find(({ name }) => name === path[0])?.property),
    messages: issues.map(({ message }) => message),
  }
}
