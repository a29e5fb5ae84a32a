import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Entity, entity } from '~/api/entity.ts'
import { relationPath, withRelations } from '~/api/read-relation.ts'
import { changesBody, withReadRelations } from '~/api/whole-body.ts'
import { targetBody } from '~/api/write-target.ts'
import { asItWas, draftOf, placesOf } from '~/form/draft.ts'
import { changesOf, emptiedBy, movedSince, notHeld } from '~/form/entity-changes.ts'
import { problemOf } from '~/form/fields-schema.ts'
import { propertyNamed } from '~/form/problem-places.ts'
import { reviewOf } from '~/form/review-of.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { JsonText, parseJson, toJson } from '~/lib/json.ts'
import { patchLosses, replacementLosses } from './losses.ts'
import { editedTargetFields } from './target-fields.ts'

vi.mock('~/session/session.ts', () => ({
  accessToken: async () => 'token',
  renewAfterRefusal: async () => 'token',
}))

const portal = 'https://hub.example.com'
const own = 'https://console.example.com'
const whole = `{"children": [{"href": "${portal}/api/entities/50"}, {"href": "${portal}/api/entities/51", "properties": {"2": 1, "1": 2}}], "child_total": 2, "self": {"href": "${portal}/api/entities/2/relations/TargetToRendition"}}`
const asked: string[] = []

beforeAll(() => {
  setConfig(
    consoleConfig.parse({
      oidc: { authority: 'https://login.example.com', client_id: 'console' },
      contentHub: { url: '', portalUrl: portal, callsPerSecond: 1000 },
    }),
  )
  vi.stubGlobal('window', {})
  vi.stubGlobal('location', new URL(own))
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address)
    return new Response(whole)
  })
})
beforeEach(() => {
  asked.length = 0
})

const target = (relations: Record<string, string> = {}): Entity => {
  const texts = {
    JobToTarget: `{"parent": {"href": "${portal}/api/entities/7"}}`,
    TargetToAsset: `{"parents": [{"href": "${portal}/api/entities/30", "templated": false}, {"href": "${portal}/api/entities/31"}], "inherits_security": true, "later": {"2": 1.10, "1": 1e400}}`,
    TargetToRendition: `{"href": "${portal}/api/entities/2/relations/TargetToRendition", "templated": false}`,
    TargetToElsewhere: '{"href": "https://other.example.com/api/entities/2/relations/X", "templated": false}',
    TargetToPart: `{"children": [{"href": "${portal}/api/entities/40"}], "child_total": 5000}`,
    ...relations,
  }
  const members = Object.entries(texts).map(([name, text]) => `"${name}":${text}`)
  const text = `{"id":2,"version":1,"properties":{"Target.Location":"1","Target.Title":{"en-US":"a","nl-NL":null},"Target.State":{"identifier":"Pending","labels":{"en-US":"Waiting"}},"Target.Data":{"identifier":"data","labels":{"2":"b","1":"a"}}},"relations":{${members.join(',')}}}`
  return { ...entity.parse(parseJson(text)), readFrom: new JsonText(text) }
}

const cultures = ['en-US', 'nl-NL']
const fieldsOf = (of: Entity) => editedTargetFields('7')(of, cultures)
const fieldOf = (of: Entity, name: string) => {
  const field = fieldsOf(of).find(({ relation }) => relation?.label === name)
  if (!field) throw new Error(`no field of ${name}`)
  return field
}
const typed = (of: Entity, name: string, text: string) =>
  changesOf(fieldsOf(of), {
    ...Object.fromEntries(fieldsOf(of).map((field) => [field.name, field.text])),
    [fieldOf(of, name).name]: text,
  })

test('each relation has a field, but for the place in the job; what is not told whole cannot be changed by parts', () => {
  const of = target({
    Odd: '{"inherits_security": true}',
    Twice: `{"parents": [{"href": "/api/entities/1"}, {"href": "/api/entities/1"}]}`,
    Nameless: '{"parents": [{}]}',
    None: 'null',
  })
  const told = fieldsOf(of).flatMap(({ text, relation }) =>
    relation ? [[relation.label, text, relation.whyFixed, relation.canBeRead]] : [],
  )
  expect(told).toEqual([
    ['TargetToAsset', 'parent 30\nparent 31', undefined, undefined],
    ['TargetToRendition', '', 'The server told only a link to it.', true],
    ['TargetToElsewhere', '', 'The server told only a link to it.', false],
    ['TargetToPart', 'child 40', 'The server told only a part of it: 1 of 5000 children.', false],
    ['Odd', '', 'The server does not tell on which side ends can be added.', undefined],
    ['Twice', 'parent 1\nparent 1', 'It names the same end twice.', undefined],
    ['Nameless', 'parent unknown', 'It has ends without an id.', undefined],
  ])
})

test('an untouched form changes no relation, and a change goes as the documented form with all that stays', () => {
  const of = target()
  expect(typed(of, 'TargetToAsset', 'parent 30\nparent 31')).toEqual({})
  const changes = typed(of, 'TargetToAsset', 'parent 31\nparent 9007199254740993')
  expect(toJson(changesBody(changes))).toBe(
    `{"relations":{"TargetToAsset":{"parents":[{"href":"${portal}/api/entities/31"},{"href":"${portal}/api/entities/9007199254740993"}],"inherits_security":true,"later":{"2": 1.10, "1": 1e400}}}}`,
  )
})

test('which job it belongs to stays, also where that is read by a link; the fields stay the same ones', () => {
  const came = target({ JobToTarget: `{"href": "${portal}/api/entities/2/relations/JobToTarget"}` })
  const place = new JsonText(`{"parent": {"href": "${portal}/api/entities/7"}}`)
  const read = { ...came, readRelations: new Map([['JobToTarget', place]]) }
  expect(fieldsOf(read).map(({ name, property }) => [name, property])).toEqual(
    fieldsOf(came).map(({ name, property }) => [name, property]),
  )
  expect(fieldOf(read, 'JobToTarget').relation?.whyFixed).toBe('It says which job this belongs to.')
})

test('an id that is typed but not added is not left behind', () => {
  expect(problemOf(fieldOf(target(), 'TargetToAsset'), 'parent 30\n+32')).toBe(
    'Add what is typed here, or empty the box.',
  )
  expect(problemOf(fieldOf(target(), 'TargetToAsset'), 'parent 30\n+ ')).toBeUndefined()
})

test('the review shows the ends, and that none are left', () => {
  const now = target()
  const changes = typed(now, 'TargetToAsset', '')
  expect(emptiedBy(now, changes)).toEqual(['Relation TargetToAsset'])
  expect(emptiedBy(now, typed(now, 'TargetToAsset', 'parent 30'))).toEqual([])
  const review = { changes, now, others: [], collisions: [], emptied: [], losses: [] }
  expect(reviewOf(review, now, cultures)).toEqual([
    {
      property: 'Relation TargetToAsset',
      base: 'parent 30\nparent 31',
      was: 'parent 30\nparent 31',
      willBe: null,
      collides: false,
    },
  ])
})

test('what somebody else does to a relation is seen, and is a collision only where both did', () => {
  const before = target()
  const theirs = target({ TargetToAsset: `{"parents": [{"href": "${portal}/api/entities/99"}]}` })
  expect(movedSince(before, theirs, {})).toEqual({ others: ['Relation TargetToAsset'], collisions: [] })
  const mine = typed(before, 'TargetToAsset', 'parent 30')
  expect(movedSince(before, theirs, mine).collisions).toEqual(['Relation TargetToAsset'])
  const same = target({
    TargetToAsset: `{"parents": [{"href": "${portal}/api/entities/30", "templated": false}], "parent_total": 1}`,
  })
  expect(movedSince(before, same, mine)).toEqual({ others: [], collisions: [] })
  expect(notHeld(before, mine)).toEqual(['Relation TargetToAsset'])
  expect(notHeld(same, mine)).toEqual([])
})

test('a draft of relations is put back, and what came since collides with it', async () => {
  const then = await withRelations(target(), ['TargetToRendition'])
  const fields = fieldsOf(then)
  const values = Object.fromEntries(fields.map(({ name, text }) => [name, text]))
  values[fieldOf(then, 'TargetToAsset').name] = 'parent 30'
  values[fieldOf(then, 'TargetToRendition').name] = 'child 50\n+60'
  const draft = draftOf(fields, values, then, { text: '', isTouched: false })
  if (!draft) throw new Error('There is no draft.')
  const now = target({ TargetToAsset: `{"parents": [{"href": "${portal}/api/entities/99"}]}` })
  const opened = asItWas(now, draft)
  expect(fieldsOf(opened).map(({ name, property }) => [name, property])).toEqual(
    fieldsOf(now).map(({ name, property }) => [name, property]),
  )
  expect(Object.values(placesOf(fieldsOf(opened), draft))).toEqual(['parent 30', 'child 50\n+60'])
  expect(fieldOf(opened, 'TargetToRendition').text).toBe('child 50\nchild 51')
  const changes = typed(opened, 'TargetToAsset', 'parent 30')
  const moved = movedSince(opened, await withRelations(now, ['TargetToRendition']), changes)
  expect(moved).toEqual({ others: [], collisions: ['Relation TargetToAsset'] })
  expect(opened.readFrom?.text).not.toContain('"Relation ')
})

test('a message of the server finds the field of its relation', () => {
  const names = fieldsOf(target()).map(({ property }) => property)
  expect(propertyNamed('TargetToAsset', names)).toBe('Relation TargetToAsset')
  expect(propertyNamed('relations.TargetToAsset', names)).toBe('Relation TargetToAsset')
})

test.each([
  ['{"href": "https://hub.example.com/api/entities/2/relations/X"}', '/api/entities/2/relations/X'],
  ['{"href": "https://console.example.com/api/entities/2/relations/X"}', '/api/entities/2/relations/X'],
  ['{"href": "/api/entities/2/relations/X"}', '/api/entities/2/relations/X'],
  ['{"children": [], "self": {"href": "/api/entities/2/relations/X"}}', '/api/entities/2/relations/X'],
  ['{"href": "http://hub.example.com/api/entities/2/relations/X"}', null],
  ['{"href": "https://hub.example.com.evil.test/api/entities/2/relations/X"}', null],
  ['{"href": "//evil.test/api/entities/2/relations/X"}', null],
  ['{"href": "https://hub.example.com/api/jobs/2"}', null],
  ['{"href": "https://hub.example.com/api/entities/2/relations/X/../../../../account"}', null],
  ['{"href": "https://hub.example.com/api/entities/2/relations/X?a=1"}', null],
  ['{"href": "/api/entities/2/relations/{name}", "templated": true}', null],
  ['{"href": "::"}', null],
  ['{"children": []}', null],
])('the link %s is read at %s', (text, path) => {
  expect(relationPath(new JsonText(text))).toBe(path)
})

test('a relation that came as a link is read, changed and sent whole; the other links stay links', async () => {
  const of = await withRelations(target(), ['TargetToRendition', 'TargetToElsewhere', 'TargetToAsset'])
  expect(asked).toEqual([`${own}/api/entities/2/relations/TargetToRendition`])
  expect(fieldOf(of, 'TargetToRendition').text).toBe('child 50\nchild 51')
  const changes = typed(of, 'TargetToRendition', 'child 51\nchild 52')
  const sent = toJson(changesBody(changes).relations?.['TargetToRendition'])
  expect(sent).toContain(`{"href":"${portal}/api/entities/52"}`)
  expect(sent).not.toContain('/50')
  expect(sent).not.toContain('child_total')
  expect(movedSince(of, await withRelations(target(), ['TargetToRendition']), changes)).toEqual({
    others: [],
    collisions: [],
  })
  // Reading alone expands nothing; what the log keeps is what was there.
  const came = targetBody(of, {})['relations']
  expect(toJson(came)).toBe(toJson(targetBody(target(), {})['relations']))
  expect(toJson(withReadRelations(of).readFrom)).toContain(`"TargetToRendition":${whole}`)
})

test('a replacement bears everything byte by byte, options by their identifier, and says what it may lose', async () => {
  const now = target()
  const body = toJson(targetBody(now, { 'Target.Location': '2' }))
  expect(body).toContain(
    '"properties":{"Target.Location":"2","Target.Title":{"en-US":"a","nl-NL":null},"Target.State":{"identifier":"Pending"},"Target.Data":{"identifier":"data","labels":{"2":"b","1":"a"}}}',
  )
  const text = now.readFrom?.text ?? ''
  expect(body.slice(body.indexOf('"relations"'))).toBe(text.slice(text.indexOf('"relations"')))
  expect(() => targetBody({ id: '2', properties: {} }, {})).toThrow('text of the answer')
  expect(replacementLosses(now, cultures)).toEqual([
    expect.stringContaining('TargetToRendition, TargetToElsewhere'),
    expect.stringContaining('lost: TargetToPart'),
    expect.stringContaining('en-US, nl-NL alone, so texts in any other culture are lost: Target.Title'),
  ])
  // Where only changes are sent, it is so of what was changed.
  expect(patchLosses(now, { 'Target.Location': '2' }, cultures)).toEqual([])
  expect(patchLosses(now, { 'Target.Title': { 'en-US': 'b' } }, cultures)).toEqual([
    expect.stringContaining('en-US, nl-NL alone: whether texts in other cultures stay'),
  ])
})

test('a part that was read whole is replaced by the whole, and nothing of it is lost', async () => {
  const part = target({
    TargetToRendition: `{"children": [], "child_total": 2, "self": {"href": "/api/entities/2/relations/TargetToRendition"}}`,
  })
  const read = await withRelations(part, ['TargetToRendition'])
  expect(toJson(targetBody(read, {})['relations'])).toContain(`"TargetToRendition":${whole}`)
  expect(replacementLosses(part, []).join()).toContain('TargetToRendition, TargetToPart')
  expect(replacementLosses(read, []).join()).not.toContain('TargetToRendition')
})
