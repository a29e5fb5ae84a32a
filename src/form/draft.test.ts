import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entity } from '~/api/entity.ts'
import { exactValueOf } from '~/api/exact-value.ts'
import { JsonText, parseJson, toJson } from '~/lib/json.ts'
import {
  asItWas,
  type Draft,
  type DraftEntry,
  draftOf,
  isStale,
  leftOutOf,
  placesOf,
  tellingOf,
} from './draft.ts'
import { changesOf, movedSince } from './entity-changes.ts'
import { entityFields } from './entity-fields.ts'

const nothing = { text: '', isTouched: false }
const cultures = ['en-US', 'nl-NL']

function read(properties: Record<string, string>, version = 1): Entity {
  const members = Object.entries(properties).map(([name, text]) => `${JSON.stringify(name)}:${text}`)
  const text = `{"id":1,"version":${version},"properties":{${members.join()}},"relations":{"a":{"b":1.0}}}`
  const answer = parseJson(text)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written just above
  return { ...(answer as Entity), id: '1', readFrom: new JsonText(text) }
}

const then = read({
  Place: '"shelf 1"',
  Data: '{"2": 1.10, "1": 1e400, "1": 2}',
  Title: '{"en-US": "Photo", "nl-NL": "Foto"}',
  Count: '9007199254740993',
  Empty: 'null',
})
const fieldsOf = (entity: Entity) =>
  entityFields(entity, cultures, [
    { property: 'Data', kind: 'json' },
    { property: 'Missing', kind: 'text' },
  ])

/** What a form of the entity holds after these texts were typed, by property or "property culture". */
function typed(entity: Entity, texts: Record<string, string>) {
  const fields = fieldsOf(entity)
  const values = Object.fromEntries(
    fields.map(({ name, property, culture, text }) => [
      name,
      texts[culture === undefined ? property : `${property} ${culture}`] ?? text,
    ]),
  )
  return { fields, values, draft: draftOf(fields, values, entity, nothing) }
}

function mustBe(draft: Draft | null): Draft {
  if (!draft) throw new Error('There is no draft.')
  return draft
}

/** What would be sent after the draft was put into a form of the entity as it is now. */
function restored(now: Entity, draft: Draft) {
  const opened = asItWas(now, draft)
  const fields = fieldsOf(opened)
  const texts = Object.fromEntries(fields.map(({ name, text }) => [name, text]))
  const changes = changesOf(fields, { ...texts, ...placesOf(fields, draft) })
  return { changes, ...movedSince(opened, now, changes) }
}

test('nothing typed is no draft, and a line break that the browser spells otherwise is nothing typed', () => {
  expect(typed(then, {}).draft).toBeNull()
  const two = read({ Place: '"one\\r\\ntwo"' })
  expect(typed(two, { Place: 'one\ntwo' }).draft).toBeNull()
  expect(draftOf([], {}, null, { text: 'chosen', isTouched: true })).toEqual({
    texts: [],
    base: {},
    beside: 'chosen',
  })
})

test('only what was touched is kept, as it was typed, with what was there before as the server spelled it', () => {
  const { draft } = typed(then, { Data: '{"half": ', 'Title nl-NL': '', Missing: ' x ' })
  expect(draft).toEqual({
    texts: [
      { property: 'Data', culture: null, text: '{"half": ' },
      { property: 'Missing', culture: null, text: ' x ' },
      { property: 'Title', culture: 'nl-NL', text: '' },
    ],
    base: {
      Data: '{"2": 1.10, "1": 1e400, "1": 2}',
      Missing: null,
      Title: '{"en-US": "Photo", "nl-NL": "Foto"}',
    },
    beside: '',
  })
  expect(tellingOf(mustBe(draft), then)).toEqual({
    properties: ['Data', 'Missing', 'Title'],
    version: '1',
    modifiedOn: null,
    size: 78,
  })
})

test('a draft put into the form again is what was typed, right or wrong', () => {
  const texts = { Data: '{"half": ', Count: 'many', 'Title en-US': 'Picture', Empty: 'no more' }
  const { values, draft } = typed(then, texts)
  const fields = fieldsOf(asItWas(then, mustBe(draft)))
  expect({
    ...Object.fromEntries(fields.map(({ name, text }) => [name, text])),
    ...placesOf(fields, mustBe(draft)),
  }).toEqual(values)
})

test('what somebody else changed since collides with the draft, what they changed beside it does not', () => {
  const { draft } = typed(then, { Place: 'my shelf', Data: '{"mine": 1.0}' })
  const now = read({ Place: '"their shelf"', Data: '{"2": 1.10, "1": 1e400, "1": 2}', Count: '8' }, 2)
  const { changes, collisions } = restored(now, mustBe(draft))
  expect(toJson(changes)).toBe('{"Data":{"mine":1.0},"Place":"my shelf"}')
  expect(collisions).toEqual(['Place'])
  expect(exactValueOf(asItWas(now, mustBe(draft)), 'Data')).toEqual(
    new JsonText('{"2": 1.10, "1": 1e400, "1": 2}'),
  )
})

test('a draft of what does not exist yet has no base, and can meet what somebody else created', () => {
  const none: Entity = { id: '', properties: {} }
  const { draft } = typed(none, { Data: '{"mine": 1}' })
  expect(draft?.base).toEqual({ Data: null })
  expect(restored(none, mustBe(draft)).collisions).toEqual([])
  expect(restored(read({ Data: '{"theirs": 1}' }), mustBe(draft)).collisions).toEqual(['Data'])
})

test.each([
  ['3', 'a', 3, 'a', false],
  ['3', 'a', 4, 'a', true],
  ['3', 'a', 3, 'b', true],
  [null, null, undefined, undefined, false],
  [null, null, 1, 'a', true],
])('made at %s %s, now %s %s: stale is %s', (version, modifiedOn, nowVersion, nowModified, stale) => {
  const entry: DraftEntry = {
    id: '1',
    of: 'x',
    page: 'p',
    at: '2026-11-22T00:00:00Z',
    properties: [],
    size: 0,
    version,
    modifiedOn,
  }
  expect(isStale(entry, { id: '1', version: nowVersion, modified_on: nowModified })).toBe(stale)
})

test('whatever is typed and whatever others change meanwhile, the draft sends the same and tells every collision', () => {
  const property = fc.constantFrom('Place', 'Data', 'Count', 'Empty', 'Title en-US', 'Title nl-NL', 'Missing')
  const text = fc.oneof(fc.constantFrom('', '{"a": 1.0}', '7', 'null', '[1e400]'), fc.string())
  const theirs = fc.dictionary(
    fc.constantFrom('Place', 'Data', 'Count', 'Empty', 'New'),
    fc.constantFrom('null', '"theirs"', '{"b": 2.0}', '8'),
  )
  const title = fc.constantFrom(
    {},
    { Title: '{"en-US": "Theirs", "nl-NL": "Foto"}' },
    { Title: '{"en-US": "Theirs", "nl-NL": "Hunne"}' },
    { Title: 'null' },
  )
  fc.assert(
    fc.property(fc.dictionary(property, text), theirs, title, (texts, changed, titled) => {
      const { fields, values, draft } = typed(then, texts)
      if (!draft) return
      const before = Object.entries(then.properties ?? {}).map(([name]) => [
        name,
        toJson(exactValueOf(then, name)),
      ])
      const now = read({ ...Object.fromEntries(before), ...changed, ...titled }, 2)
      const opened = asItWas(now, draft)
      const again = fieldsOf(opened)
      const placed = placesOf(again, draft)
      // Every text has a field again, of the same kind.
      expect(Object.keys(placed)).toHaveLength(draft.texts.length)
      for (const { property, kind, culture } of fields) {
        if (!draft.texts.some((one) => one.property === property)) continue
        expect(again.find((one) => one.property === property && one.culture === culture)?.kind).toBe(kind)
      }
      if (!isValid(texts)) return
      const changes = changesOf(fields, values)
      const result = restored(now, draft)
      expect(toJson(result.changes)).toBe(toJson(changes))
      expect(result.collisions.toSorted()).toEqual(movedSince(then, now, changes).collisions.toSorted())
    }),
    { numRuns: 1000 },
  )
})

/** Texts of numbers and JSON are parsed only where they are valid; the form lets nothing else go out. */
function isValid(texts: Record<string, string>): boolean {
  return ['Data', 'Count'].every((name) => {
    const text = texts[name]?.trim()
    if (!text) return true
    try {
      parseJson(text)
      return name === 'Data' || /^\d+$/.test(text)
    } catch {
      return false
    }
  })
}

test('what no field takes is left out, and told: its field is locked or gone', () => {
  const draft = mustBe(typed(then, { Place: 'shelf 2', Data: '{}', Missing: 'x' }).draft)
  const fields = fieldsOf(then).flatMap((field) =>
    field.property === 'Missing' ? [] : [{ ...field, locked: field.property === 'Place' }],
  )
  expect(Object.values(placesOf(fields, draft))).toEqual(['{}'])
  expect(leftOutOf(fields, draft, cultures)).toEqual([
    { property: 'Missing', text: 'x' },
    { property: 'Place', text: 'shelf 2' },
  ])
  expect(leftOutOf(fieldsOf(then), draft, cultures)).toEqual([])
})

test('without a version a draft is of another state where the revision is another one', () => {
  const entity = { ...then, version: null, revision: 'a' }
  const draft = mustBe(typed(entity, { Place: 'shelf 2' }).draft)
  const entry: DraftEntry = { id: '1', of: 'x', page: 'p', at: '', ...tellingOf(draft, entity) }
  expect(entry).toMatchObject({ version: null, modifiedOn: null, revision: 'a' })
  expect([entity, { ...entity, revision: 'b' }].map((now) => isStale(entry, now))).toEqual([false, true])
})
