import { expect, test } from 'vitest'
import { toJson } from '~/lib/json.ts'
import { jsonFolds } from './json-folds.ts'

const inside = (value: unknown) => {
  const text = toJson(value, 2)
  return jsonFolds(text).map(({ from, to, depth, size, line }) => ({
    depth,
    size,
    value: JSON.parse(text.slice(from - 1, to + 1)),
    line: text.slice(line, from),
  }))
}

test('every object and list that spans lines, with its size and depth', () => {
  expect(inside({ a: [1, 2, 3], b: { c: { d: null } } })).toEqual([
    { depth: 1, size: 3, value: [1, 2, 3], line: '  "a": [' },
    { depth: 2, size: 1, value: { d: null }, line: '    "c": {' },
    { depth: 1, size: 1, value: { c: { d: null } }, line: '  "b": {' },
    { depth: 0, size: 2, value: { a: [1, 2, 3], b: { c: { d: null } } }, line: '{' },
  ])
})

test('brackets in texts and empty values do not count', () => {
  expect(inside(['}', ']', '{', '[', '"{', [], {}, '\n{\n']).map(({ depth, size }) => [depth, size])).toEqual(
    [[0, 8]],
  )
})

test.each([null, 1, 'text {', [], {}])('nothing to fold in %j', (value) => {
  expect(inside(value)).toEqual([])
})
