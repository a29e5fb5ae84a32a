import { beforeAll, expect, test } from 'vitest'
import type { Entity } from '~/api/entity.ts'
import { changesOf, completed, movedSince, notHeld } from '~/form/entity-changes.ts'
import { fieldsSchema, problemOf } from '~/form/fields-schema.ts'
import { lostSaveProblem } from '~/form/lost-save.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { parseJson, toJson } from '~/lib/json.ts'
import { targetFields } from './target-fields.ts'

beforeAll(() => {
  setConfig(consoleConfig.parse({ oidc: { authority: 'https://login.example.com', client_id: 'console' } }))
})

const cultures = ['en-US', 'nl-NL']
const brokenJson = '{"asset": 1, "rights'
const target = (properties: Record<string, string> = {}): Entity => {
  const texts = {
    'Target.Location': '"10613"',
    'Target.State': '{"identifier": "Completed", "labels": {"en-US": "Done", "nl-NL": "Klaar"}}',
    'Target.Condition': 'null',
    'Target.StateDescription': '"first\\r\\nsecond"',
    'Target.Data': '{"id": 9007199254740993, "rate": 1.10}',
    'Target.RetryCount': '3',
    'Target.Priority': '9007199254740993',
    'Target.StartedOn': '"2025-03-04T09:13:10.2204471Z"',
    'Target.CompletedOn': 'null',
    'Target.Title': '{"en-US": "Photo"}',
    'Target.Weight': '2.50',
    'Target.Checked': 'true',
    'Target.Scope': 'null',
    'Target.Note': '""',
    'Target.Files': '[{"identifier": "a", "size": 1}]',
    'Target.Kind': '{"identifier": "Web", "labels": {}}',
    ...properties,
  }
  const members = Object.entries(texts).map(([name, text]) => [name, parseJson(text)])
  return { id: '1', version: 1, properties: Object.fromEntries(members) }
}

const fieldsOf = (entity = target()) => targetFields(entity, cultures)

function typed(texts: Record<string, string>, entity = target()) {
  const fields = fieldsOf(entity)
  const values = Object.fromEntries(
    fields.map(({ name, property, culture, text }) => [
      name,
      texts[culture ? `${property} ${culture}` : property] ?? text,
    ]),
  )
  return { fields, values, changes: () => toJson(completed(changesOf(fields, values), entity)) }
}

test('names in the form bear no dots and are unique', () => {
  const names = fieldsOf().map(({ name }) => name)
  expect(names.every((name) => /^\w+$/.test(name))).toBe(true)
  expect(new Set(names).size).toBe(names.length)
})

test('each value gets the input that fits it', () => {
  const kinds = Object.fromEntries(
    fieldsOf().map(({ property, kind, known }) => [property, known ? kind : `other ${kind}`]),
  )
  expect(kinds).toEqual({
    'Target.Location': 'line',
    'Target.State': 'option',
    'Target.Condition': 'option',
    'Target.StateDescription': 'text',
    'Target.Data': 'json',
    'Target.RetryCount': 'whole',
    'Target.Priority': 'whole',
    'Target.StartedOn': 'time',
    'Target.CompletedOn': 'time',
    'Target.Title': 'other culture',
    'Target.Weight': 'other number',
    'Target.Checked': 'other truth',
    'Target.Scope': 'other line',
    'Target.Note': 'other line',
    'Target.Files': 'other json',
    'Target.Kind': 'other option',
  })
})

test('a state can be chosen from the list and what it is now, by its label', () => {
  const field = fieldsOf().find(({ property }) => property === 'Target.State')
  expect(field?.choices?.[0]).toEqual({ value: 'Completed', label: 'Done' })
  expect(field?.choices?.filter(({ value }) => value === 'Completed')).toHaveLength(1)
  expect(field?.choices).toContainEqual({ value: 'Pending', label: 'Pending' })
})

test('an untouched form changes nothing, also where the browser respells line breaks', () => {
  expect(typed({}).changes()).toBe('{}')
  expect(typed({ 'Target.StateDescription': 'first\nsecond' }).changes()).toBe('{}')
  expect(typed({ 'Target.Data': '{ "rate": 1.10, "id": 9007199254740993 }' }).changes()).toBe('{}')
})

test.each([
  [{ 'Target.Location': '' }, '{"Target.Location":""}'],
  [{ 'Target.State': 'Pending' }, '{"Target.State":{"identifier":"Pending"}}'],
  [{ 'Target.RetryCount': '' }, '{"Target.RetryCount":null}'],
  [{ 'Target.Priority': '9007199254740995' }, '{"Target.Priority":9007199254740995}'],
  [{ 'Target.Weight': '2.5' }, '{"Target.Weight":2.5}'],
  [{ 'Target.Checked': 'false' }, '{"Target.Checked":false}'],
  [{ 'Target.CompletedOn': '2026-01-01T00:00:00Z' }, '{"Target.CompletedOn":"2026-01-01T00:00:00Z"}'],
  [{ 'Target.Data': '{"id":9007199254740995}' }, '{"Target.Data":{"id":9007199254740995}}'],
  [{ 'Target.Data': ' ' }, '{"Target.Data":null}'],
  [{ 'Target.Title nl-NL': 'Foto' }, '{"Target.Title":{"en-US":"Photo","nl-NL":"Foto"}}'],
  [
    { 'Target.Title nl-NL': 'Foto', 'Target.Title en-US': 'Picture' },
    '{"Target.Title":{"en-US":"Picture","nl-NL":"Foto"}}',
  ],
  [{ 'Target.Kind': 'File' }, '{"Target.Kind":{"identifier":"File"}}'],
  [{ 'Target.Files': '[{"identifier": "a", "size": 2}]' }, '{"Target.Files":[{"identifier":"a","size":2}]}'],
])('%j sends only %s', (texts, sent) => {
  expect(typed(texts).changes()).toBe(sent)
})

test('JSON that a broken write left as text is shown bare, may stay, and is sent as JSON once mended', () => {
  const entity = target({ 'Target.Data': toJson(brokenJson) })
  expect(fieldsOf(entity).find(({ kind }) => kind === 'json')?.text).toBe(brokenJson)
  const { fields, values } = typed({}, entity)
  expect(fieldsSchema(fields).safeParse(values).success).toBe(true)
  expect(typed({ 'Target.Data': '{"asset": 1}' }, entity).changes()).toBe('{"Target.Data":{"asset":1}}')
})

test.each([
  ['Target.RetryCount', '1.5', 'Enter a whole number, or nothing.'],
  ['Target.RetryCount', '007', 'Enter a whole number, or nothing.'],
  ['Target.Priority', '9223372036854775808', 'Enter a whole number, or nothing.'],
  ['Target.Priority', '9223372036854775807', undefined],
  ['Target.Priority', '-9223372036854775808', undefined],
  ['Target.Priority', '', undefined],
  ['Target.Weight', '1,5', 'Enter a number, such as 12.5, or nothing.'],
  ['Target.CompletedOn', 'yesterday', 'Enter a time such as 2026-11-22T09:30:00Z, or nothing.'],
  ['Target.CompletedOn', '2026-11-22T09:30:00.1234567Z', undefined],
  ['Target.Data', '{\n"a": }', 'Line 2: expected a value.'],
])('%s: %j', (property, text, message) => {
  const field = fieldsOf().find((one) => one.property === property)
  expect(field && problemOf(field, text)).toBe(message)
})

test('the schema tells each problem at its field', () => {
  const { fields, values } = typed({ 'Target.RetryCount': 'x', 'Target.Data': '{' })
  const issues = fieldsSchema(fields).safeParse(values).error?.issues ?? []
  const told = issues.map(({ path, message }) => [
    fields.find(({ name }) => name === path[0])?.property,
    message,
  ])
  expect(told).toEqual([
    ['Target.Data', 'Line 1: the text ends too early, expected a name in double quotes.'],
    ['Target.RetryCount', 'Enter a whole number, or nothing.'],
  ])
})

test('what somebody else changed is told apart: elsewhere, the same, or the same to the same', () => {
  const changes = {
    'Target.Location': 'mine',
    'Target.State': { identifier: 'Pending' },
    'Target.RetryCount': 0,
  }
  const now = target({
    'Target.Location': '"theirs"',
    'Target.State': '{"identifier": "Pending", "labels": {"en-US": "Waiting"}}',
    'Target.Weight': '3',
  })
  expect(movedSince(target(), now, changes)).toEqual({
    others: ['Target.Weight'],
    collisions: ['Target.Location'],
  })
  expect(movedSince(target(), target(), changes)).toEqual({ others: [], collisions: [] })
  expect(notHeld(now, changes)).toEqual(['Target.Location', 'Target.RetryCount'])
})

const title = (texts: object) => target({ 'Target.Title': JSON.stringify(texts) })

test('texts of a culture collide with those of the same culture alone, and never take the others along', () => {
  const before = title({ 'en-US': 'Photo', 'nl-NL': 'Foto' })
  const { fields, values } = typed({ 'Target.Title en-US': 'Picture' }, before)
  const changes = changesOf(fields, values)
  const beside = title({ 'en-US': 'Photo', 'nl-NL': 'Beeld' })
  expect(movedSince(before, beside, changes)).toEqual({ others: ['Target.Title'], collisions: [] })
  expect(completed(changes, beside)).toEqual({ 'Target.Title': { 'en-US': 'Picture', 'nl-NL': 'Beeld' } })
  const over = title({ 'en-US': 'Image', 'nl-NL': 'Foto' })
  expect(movedSince(before, over, changes)).toEqual({ others: [], collisions: ['Target.Title'] })
  expect(notHeld(over, changes)).toEqual(['Target.Title'])
  expect(notHeld(title({ 'en-US': 'Picture', 'nl-NL': 'Beeld' }), changes)).toEqual([])
})

test('objects that merely have an identifier differ where they differ', () => {
  const before = target({ 'Target.Owner': '{"identifier": "a", "size": 1}' })
  const now = target({ 'Target.Owner': '{"identifier": "a", "size": 2}' })
  expect(movedSince(before, now, {}).others).toEqual(['Target.Owner'])
})

test.each([
  [null, 'Looking again failed too.'],
  [target({ 'Target.Location': '"mine"', 'Target.RetryCount': '0' }), 'it holds what you typed.'],
  [target(), 'it does not hold what you typed.'],
  [target({ 'Target.Location': '"mine"' }), 'it does not hold what you typed in Target.RetryCount.'],
])('a lost answer is told with what the server holds now', (now, found) => {
  const sent = { 'Target.Location': 'mine', 'Target.RetryCount': 0 }
  const problem = lostSaveProblem('The connection was lost.', sent, now && notHeld(now, sent))
  expect(problem.why).toContain(found)
  expect(problem.why).toContain('may have been carried out')
})

test('a time is held as what was sent, however it is spelled', () => {
  const sent = { 'Target.StartedOn': '2025-03-04T10:13:10.22+01:00' }
  const missing = (text: string) => notHeld(target({ 'Target.StartedOn': `"${text}"` }), sent)
  expect(missing('2025-03-04T09:13:10.2200000Z')).toEqual([])
  expect(missing('2025-03-04T09:13:10.2200001Z')).toEqual(['Target.StartedOn'])
  expect(missing('2025-03-04T09:13:11.2200000Z')).toEqual(['Target.StartedOn'])
  expect(missing('not a time')).toEqual(['Target.StartedOn'])
})
