import { expect, test } from 'vitest'
import { JsonText, parseJson, toJson } from '~/lib/json.ts'
import type { Entity } from './entity.ts'
import {
  endsToldOf,
  entityAddress,
  isLinkOnly,
  isPartial,
  relationEnds,
  relationSlots,
  relationWith,
  sameRelation,
} from './relations.ts'

const link = (id: number | string) => ({ href: `https://hub.example.com/api/entities/${id}` })
const links = (...ids: number[]) => ids.map(link)

test.each([
  [
    '{"parents": [{"href": "/api/entities/30"}], "children": [{"href": "/api/entities/9007199254740993"}]}',
    ['parent 30', 'child 9007199254740993'],
  ],
  ['{"parent": {"href": "/api/entities/30"}, "child": null}', ['parent 30']],
  ['{"children": [{"href": "/other"}, {}]}', ['child /other', 'child unknown']],
  ['{"href": "/api/entities/1/relations/X"}', []],
  ['null', []],
])('ends of %s', (text, ends) => {
  for (const relation of [parseJson(text), new JsonText(text)])
    expect(relationEnds(relation).map(({ side, id }) => `${side} ${id}`)).toEqual(ends)
})

test.each([
  [{ parents: [] }, ['parents']],
  [{ parents: null, parent: null, children: links(1), child: null }, ['children']],
  [{ parent: null }, ['parent']],
  [{ parents: links(1), children: [] }, ['parents', 'children']],
  // Which of the two takes ends is not told, or not on which side.
  [{ parent: link(1), parents: links(1) }, []],
  [{ parent: null, child: null }, []],
  [{ inherits_security: true }, []],
  [{ href: '/x', parents: [] }, []],
])('ends of %j can be put into %j', (relation, members) => {
  expect(relationSlots(relation).map(({ member }) => member)).toEqual(members)
})

test('a link, a part and the whole are told apart', () => {
  expect(isLinkOnly({ href: '/x' })).toBe(true)
  expect(isLinkOnly({ href: null, parents: [] })).toBe(false)
  const part = parseJson(`{"children": ${toJson(links(1, 2))}, "child_total": 9007199254740993}`)
  expect(isPartial(part)).toBe(true)
  expect(endsToldOf(part)).toBe('2 of 9007199254740993 children')
  expect(isPartial({ child_total: 1 })).toBe(true)
  expect(isPartial({ children: links(1, 2), child_total: 2, parent_total: 0 })).toBe(false)
  expect(isPartial({ children: links(1, 2) })).toBe(false)
})

test('other ends: what stays is as it came, the counts are left to the server', () => {
  const text = `{"later": {"2": 1.10, "1": 1e400}, "parents": [{"href": "/api/entities/30", "properties": {"rate": 1.10}}, {"href": "/api/entities/31"}], "parent_total": 2, "inherits_security": false}`
  const ends = [
    { side: 'parent', id: '30' },
    { side: 'parent', id: '9007199254740993' },
  ] as const
  expect(toJson(relationWith(new JsonText(text), ends, '/api/entities/'))).toBe(
    '{"later":{"2": 1.10, "1": 1e400},"parents":[{"href":"/api/entities/30","properties":{"rate":1.10}},{"href":"/api/entities/9007199254740993"}],"inherits_security":false}',
  )
  expect(relationWith({ parents: links(1) }, [], '')).toEqual({ parents: [] })
  expect(relationWith({ parent: link(1) }, [], '')).toEqual({ parent: null })
  expect(relationWith({ parent: null }, [{ side: 'parent', id: '7' }], '/e/')).toEqual({
    parent: { href: '/e/7' },
  })
})

test('a new end is addressed as the server addresses those near it', () => {
  const of: Entity = { id: '1', self: { href: 'https://self.example.com/api/entities/1' } }
  expect(entityAddress(of, { parents: links(1) })).toBe('https://hub.example.com/api/entities/')
  expect(entityAddress(of, { parents: [] })).toBe('https://self.example.com/api/entities/')
  expect(entityAddress({ id: '1', modified_by: { href: '/api/entities/6' } }, null)).toBe('/api/entities/')
  expect(entityAddress({ id: '1' }, { href: '/x' })).toBe('/api/entities/')
})

test.each([
  ['the order of ends', { parents: links(1, 2) }, { parents: links(2, 1) }, true],
  ['what only one says', { parents: links(1) }, { parents: links(1), parent_total: 1, self: link(9) }, true],
  ['another end', { parents: links(1) }, { parents: links(1, 2) }, false],
  ['another side', { parents: links(1) }, { children: links(1) }, false],
  ['another count', { parents: links(1), parent_total: 5 }, { parents: links(1), parent_total: 6 }, false],
  [
    'another setting',
    { parents: [], inherits_security: true },
    { parents: [], inherits_security: false },
    false,
  ],
  [
    'another value on a link',
    { parents: [{ ...link(1), properties: { a: 1 } }] },
    { parents: [{ ...link(1), properties: { a: 2 } }] },
    false,
  ],
  ['no value on one link', { parents: [{ ...link(1), properties: { a: 1 } }] }, { parents: links(1) }, true],
  ['a link and its ends', { href: '/x' }, { parents: [] }, false],
  ['two links', { href: '/x' }, { href: '/x' }, true],
  ['none and an empty one', null, { parents: [] }, false],
])('%s: %j and %j are the same: %s', (_, one, other, same) => {
  expect(sameRelation(one, other)).toBe(same)
  expect(sameRelation(new JsonText(toJson(other)), one)).toBe(same)
})
