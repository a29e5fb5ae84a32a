import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { SeenEntry } from '~/api/activity-entry.ts'
import { movedSince } from '~/form/entity-changes.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { JsonText, parseJson, toJson } from '~/lib/json.ts'
import { canUndo, undoPlan } from './undo-plan.ts'
import { writtenDifference } from './written-difference.ts'

beforeAll(() => {
  setConfig(consoleConfig.parse({ oidc: { authority: 'https://login.example.com', client_id: 'console' } }))
})

const before = new JsonText(`{
  "id": 9007199254740993, "cultures": ["en-US", "nl-NL"], "version": 3,
  "properties": {
    "Target.Location": "10613",
    "Target.State": {"identifier": "Completed", "labels": {"en-US": "Done"}},
    "Target.Data": {"rate": 1.10, "far": 1e400},
    "Target.Files": [{"identifier": "a", "size": 1}],
    "Target.Scope": null
  }
}`)
const path = '/api/jobs/39596/targets/9007199254740993'
const json = (value: unknown) => (value === undefined ? undefined : new JsonText(toJson(value)))
const written = { method: 'PATCH', path, location: null, before, sent: undefined, answer: undefined } as const

function changePlan(write: Parameters<typeof undoPlan>[0]) {
  const planned = undoPlan(write)
  if (planned?.kind !== 'change') throw new Error('no plan of a change')
  return planned
}
const plan = (properties: Record<string, unknown>) => changePlan({ ...written, sent: json({ properties }) })

test('exactly the changed properties go back to what they were', () => {
  const { jobId, inverse, cultures } = plan({
    'Target.Data': {},
    'Target.State': { identifier: 'Pending' },
    'Target.Scope': 'x',
    'Target.New': 1,
  })
  expect(jobId).toBe('39596')
  expect(cultures).toEqual(['en-US', 'nl-NL'])
  expect(toJson(inverse)).toBe(
    '{"Target.State":{"identifier":"Completed"},"Target.Data":{"rate": 1.10, "far": 1e400},"Target.Scope":null,"Target.New":null}',
  )
})

test('a list whose items have an identifier goes back whole', () => {
  expect(toJson(plan({ 'Target.Files': null }).inverse)).toBe(
    '{"Target.Files":[{"identifier": "a", "size": 1}]}',
  )
})

test('what the write left is no collision, what came after it is', () => {
  const { left, inverse } = plan({ 'Target.Location': 'shelf', 'Target.State': { identifier: 'Pending' } })
  const now = (properties: Record<string, unknown>) => ({
    ...left,
    properties: { ...left.properties, ...properties },
  })
  const pending = { identifier: 'Pending', labels: { 'en-US': 'Waiting' } }
  expect(movedSince(left, now({ 'Target.State': pending }), inverse)).toEqual({ others: [], collisions: [] })
  expect(movedSince(left, now({ 'Target.Location': 'other' }), inverse).collisions).toEqual([
    'Target.Location',
  ])
  expect(movedSince(left, now({ 'Target.Location': '10613' }), inverse).collisions).toEqual([])
  expect(movedSince(left, now({ 'Target.Scope': 'other' }), inverse).others).toEqual(['Target.Scope'])
})

test('what looks like an option in JSON of any shape goes back whole, and so does a change of its labels', () => {
  const data = '{"identifier": "A", "labels": {"en-US": "Ah"}}'
  const was = new JsonText(`{"id": 7, "properties": {"Target.Data": ${data}, "Job.Configuration": ${data}}}`)
  const sent = new JsonText('{"properties": {"Target.Data": {"identifier": "A", "labels": {}}}}')
  expect(toJson(changePlan({ ...written, before: was, sent }).inverse)).toBe(`{"Target.Data":${data}}`)
  const description = new JsonText('{"properties": {"Job.Configuration": {"identifier": "A"}}}')
  const path = '/api/jobs/1/description'
  const ofIt = { ...written, method: 'PUT', path, before: was, sent: description } as const
  expect(toJson(changePlan(ofIt).inverse)).toBe(`{"Job.Configuration":${data}}`)
})

test('what cannot be taken back has no plan', () => {
  const write = { ...written, sent: json({ properties: { a: 1 } }) }
  expect(undoPlan(write)).not.toBeNull()
  expect(undoPlan({ ...write, path: '/api/jobs/1/other' })).toBeNull()
  expect(undoPlan({ ...write, before: undefined })).toBeNull()
  expect(undoPlan({ ...write, before: json({ id: 'x' }) })).toBeNull()
  expect(undoPlan({ ...write, sent: undefined })).toBeNull()
  expect(undoPlan({ ...write, sent: json({ properties: { 'Target.Location': '10613' } }) })).toBeNull()
})

test('a relation goes back with its ends, from a change of it alone and from the whole', () => {
  const relations =
    '{"TargetToAsset": {"parents": [{"href": "/api/entities/30"}], "parent_total": 1}, "Other": {"href": "/x"}}'
  const was = new JsonText(before.text.replace(/\}\s*$/, `, "relations": ${relations}}`))
  const parents = { parents: [{ href: '/api/entities/30' }, { href: '/api/entities/31' }] }
  const inverse = '{"Relation TargetToAsset":{"parents": [{"href": "/api/entities/30"}], "parent_total": 1}}'
  const patch = { relations: { TargetToAsset: parents } }
  const put = { id: 1, properties: {}, relations: { TargetToAsset: parents, Other: { href: '/x' } } }
  for (const sent of [patch, put]) {
    const plan = undoPlan({ ...written, before: was, sent: json(sent) })
    expect(plan?.kind === 'change' && toJson(plan.inverse)).toBe(inverse)
  }
})

test('of a description that was sent whole only what changed goes back, as it was spelled', () => {
  const configuration = '{"2": 1.10, "1": [], "1": "twice"}'
  const was = new JsonText(
    `{"id": 7, "properties": {"Job.Data": {"a":1}, "Job.Configuration": ${configuration}}, "other": 1}`,
  )
  const sent = new JsonText(
    '{"id": 7, "properties": {"Job.Data": {"a":1}, "Job.Configuration": {}}, "other": 1}',
  )
  const { noun, inverse } = changePlan({
    ...written,
    method: 'PUT',
    path: '/api/jobs/1/description',
    before: was,
    sent,
  })
  expect(noun).toBe('description')
  expect(toJson(inverse)).toBe(`{"Job.Configuration":${configuration}}`)
})

test('a creation is taken back by deleting what the answer tells, a deletion by creating what was there', () => {
  const creation = { ...written, method: 'POST', path: '/api/jobs/39596/targets', before: undefined } as const
  const deletion = { kind: 'delete', jobId: '39596', targetId: '9007199254740993' }
  expect(
    undoPlan({ ...creation, location: 'https://hub.example.com/api/entities/9007199254740993' }),
  ).toEqual(deletion)
  expect(undoPlan({ ...creation, answer: new JsonText('{"id":9007199254740993}') })).toEqual(deletion)
  expect(undoPlan(creation)).toBeNull()
  expect(undoPlan({ ...written, method: 'DELETE' })).toMatchObject({
    kind: 'create',
    noun: 'target',
    jobId: '39596',
    was: { id: '9007199254740993', properties: { 'Target.Location': '10613' } },
  })
})

test('a change and its inverse leave every property as it was', () => {
  const properties = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.jsonValue())
  fc.assert(
    fc.property(properties, properties, (was, changes) => {
      const texts = [{ id: '1', properties: was }, { properties: changes }].map(
        (one) => new JsonText(toJson(one)),
      )
      const planned = undoPlan({ ...written, before: texts[0], sent: texts[1] })
      const inverse = planned?.kind === 'change' ? planned.inverse : {}
      const after: unknown = parseJson(toJson({ ...was, ...changes, ...inverse }))
      const none = Object.fromEntries(Object.keys(changes).map((name) => [name, null]))
      expect(after).toEqual(parseJson(toJson({ ...none, ...was })))
    }),
  )
})

test.each([
  [{}, true],
  [{ outcome: 'unknown' }, true],
  [{ outcome: 'refused' }, false],
  [{ outcome: 'running' }, false],
  [{ undoneBy: 'other' }, false],
  [{ method: 'DELETE' }, true],
  [{ method: 'DELETE', outcome: 'unknown' }, true],
  [{ method: 'POST', path: '/api/jobs/1/targets', existed: false }, true],
  [{ method: 'POST', path: '/api/jobs/1/targets', existed: false, outcome: 'unknown' }, false],
  [{ method: 'POST', path: '/api/jobs/1/targets/bulk', existed: false }, false],
  [{ method: 'PUT' }, true],
  [{ path: '/v1/jobs/214503377' }, true],
  [{ path: '/v1/jobs/214503377', existed: false }, false],
  [{ method: 'PUT', path: '/api/jobs/1/description' }, true],
  [{ method: 'PUT', path: '/api/jobs/1/description', existed: false }, true],
  [{ method: 'DELETE', path: '/api/jobs/1/description' }, true],
] as const)('Undo is offered for %j: %s', (more, offered) => {
  const entry: SeenEntry = {
    id: '1',
    at: '2026-11-22T09:00:00Z',
    who: { sub: 'ann', name: 'Ann' },
    title: '',
    method: 'PATCH',
    path,
    outcome: 'done',
    status: 204,
    location: null,
    problem: null,
    existed: true,
    undoOf: null,
    page: '',
    size: 0,
    undoneBy: null,
    ...more,
  }
  expect(canUndo(entry)).toBe(offered)
})

const difference = (method: SeenEntry['method'], was: unknown, sent: unknown) => {
  const { before: left, after: right } = writtenDifference({ method, before: json(was), sent: json(sent) })
  return [left && toJson(parseJson(left)), right && toJson(parseJson(right))]
}

test('the difference of a change shows what was sent, beside what was there', () => {
  const sent = { properties: { 'Target.State': { identifier: 'Pending' }, 'Target.Location': 'shelf' } }
  expect(difference('PATCH', before, sent)).toEqual([
    '{"properties":{"Target.State":{"identifier":"Completed"},"Target.Location":"10613"}}',
    '{"properties":{"Target.State":{"identifier":"Pending"},"Target.Location":"shelf"}}',
  ])
})

test('the difference of a replacement shows what it leaves out too', () => {
  const was = { id: '1', properties: { a: 1, b: 2 } }
  expect(difference('PUT', was, { properties: { b: 3 } })).toEqual([
    '{"properties":{"b":2,"a":1}}',
    '{"properties":{"b":3}}',
  ])
})

test('the difference of a creation and of a deletion', () => {
  expect(difference('POST', undefined, { properties: {} })).toEqual(['', '{"properties":{}}'])
  expect(difference('DELETE', { id: '1' }, undefined)).toEqual(['{"id":"1"}', ''])
})

const field = (id: number, value: string | null) => ({
  definitionId: id,
  value,
  definition: { id, caption: `Field ${id}`, type: 'text' },
})

test('of a job of BigChange exactly what was changed goes back, custom fields included', () => {
  const job = {
    id: '214503377',
    typeId: '30418',
    status: 'sent',
    plannedDuration: 90,
    reference: 'R-1',
    personId: 'a',
    personName: 'Ann',
    customFields: [field(1, 'old'), field(2, null), field(3, 'kept')],
  }
  const write = { ...written, path: '/v1/jobs/214503377', before: json(job) }
  const sent = {
    plannedDuration: 120,
    reference: null,
    personId: 'b',
    customFields: [
      { definitionId: 1, value: null },
      { definitionId: 2, value: '' },
    ],
  }
  const { noun, jobId, left, inverse } = changePlan({ ...write, sent: json(sent) })
  expect([noun, jobId]).toEqual(['job', '214503377'])
  expect(inverse).toEqual({
    plannedDuration: { identifier: '90', labels: { en: '1 h 30 min' } },
    reference: 'R-1',
    personId: { identifier: 'a', labels: { en: 'Ann' } },
    'Field 1': 'old',
    'Field 2': null,
  })
  expect(left.properties).toMatchObject({
    reference: null,
    'Field 1': null,
    'Field 2': '',
    'Field 3': 'kept',
  })
  expect(undoPlan({ ...write, sent: json({ plannedDuration: 90 }) })).toBeNull()
  expect(undoPlan({ ...write, sent: json({ status: 'started' }) })).toBeNull()
  expect(undoPlan({ ...write, before: undefined, sent: json(sent) })).toBeNull()
})
