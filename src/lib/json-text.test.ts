import { assert, constantFrom, dictionary, jsonValue, property, string, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compactJson, formatJson, jsonMembers, jsonParts, membersOf, shownJson } from './json-text.ts'
import { JsonText, toJson } from './json.ts'
import { sameJson } from './same-json.ts'

const anyJson = jsonValue({ maxDepth: 5 })
const anyText = tuple(anyJson, constantFrom(undefined, 1, 2, '\t')).map(([value, indent]): string =>
  JSON.stringify(value, null, indent),
)
// Whatever parsing and writing would change.
const odd = String.raw`{"2":1.10,"1":1e400,"a":{"b":-0,"b":9007199254740993},"\u0061":"\/\u00e9\"{[,:]}\\","z":[ ]}`

describe('any JSON', () => {
  test('is laid out as JSON.stringify does, and back', () => {
    assert(
      property(anyText, (text) => {
        expect(formatJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2))
        expect(compactJson(formatJson(text))).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
  })

  test('has the members that JSON.parse finds', () => {
    assert(
      property(dictionary(string(), anyJson), constantFrom(undefined, 2), (value, indent) => {
        const members = jsonMembers(JSON.stringify(value, null, indent))
        const parsed = [...members].map(([name, text]) => [name, JSON.parse(text)])
        expect(Object.fromEntries(parsed)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('goes through a body as its text', () => {
    assert(
      property(anyText, anyText, (one, other) => {
        const body = { a: new JsonText(one), b: [1, { c: new JsonText(other) }], d: '"' }
        expect(toJson(body)).toBe(`{"a":${one},"b":[1,{"c":${other}}],"d":"\\""}`)
      }),
    )
  })
})

test('what parsing would change stays as it is', () => {
  expect(compactJson(formatJson(odd))).toBe(odd.replace('[ ]', '[]'))
  expect(formatJson(odd)).toBe(
    String.raw`{
  "2": 1.10,
  "1": 1e400,
  "a": {
    "b": -0,
    "b": 9007199254740993
  },
  "\u0061": "\/\u00e9\"{[,:]}\\",
  "z": []
}`,
  )
  expect(toJson({ x: new JsonText(odd) })).toBe(`{"x":${odd}}`)
  expect(shownJson(new JsonText(odd))).toBe(formatJson(odd))
})

test('members keep their text and order; of a repeated name the last counts', () => {
  expect([...jsonMembers(odd)]).toEqual([
    ['2', '1.10'],
    ['1', '1e400'],
    ['a', String.raw`"\/\u00e9\"{[,:]}\\"`],
    ['z', '[ ]'],
  ])
  const inner = membersOf(new JsonText('{"a" : {"b" : [1 , 2]} }')).get('a') ?? new JsonText('null')
  expect([...membersOf(inner)]).toEqual([['b', new JsonText('[1 , 2]')]])
})

test.each(['[]', '["a",{"b":1}]', 'null', '"{}"', '1', '{}'])('%s has no members', (text) => {
  expect([...jsonMembers(text)]).toEqual([])
})

test('a text of megabytes: one string, or a hundred thousand values', () => {
  const long = `{"a":"${'\\"{'.repeat(700_000)}","b":[${'1.10,'.repeat(400_000)}2]}`
  expect(compactJson(formatJson(long))).toBe(long)
  expect(jsonMembers(long).get('b')?.length).toBe(2_000_003)
})

test('JSON.stringify alone writes what the text says', () => {
  expect(JSON.stringify({ a: new JsonText('{"b":[1]}') })).toBe('{"a":{"b":[1]}}')
})

const same = (left: unknown, right: unknown) => [sameJson(left, right), sameJson(right, left)]

describe('sameJson', () => {
  test('between two texts only white space does not count', () => {
    expect(same(new JsonText('{"a": [1]}'), new JsonText('{"a":[1] }'))).toEqual([true, true])
    expect(same(new JsonText('{"a":1,"b":2}'), new JsonText('{"b":2,"a":1}'))).toEqual([false, false])
    expect(same(new JsonText('1.10'), new JsonText('1.1'))).toEqual([false, false])
  })

  test('between a text and a value as between values', () => {
    expect(same(new JsonText('{"a":1,"b":2}'), { b: 2, a: 1 })).toEqual([true, true])
    expect(same(new JsonText('null'), null)).toEqual([true, true])
    expect(same(new JsonText('{}'), null)).toEqual([false, false])
  })
})

test('the elements of a list come one after another, with their place', () => {
  const text = ' [ {"a": [1, 2]} ,\n"x,]", 1e400 ,[] ] '
  const parts = [...jsonParts(text)]
  expect(parts.map((part) => part.text)).toEqual(['{"a": [1, 2]}', '"x,]"', '1e400', '[]'])
  for (const part of parts) expect(text.startsWith(part.text, part.from)).toBe(true)
  expect([...jsonParts('[]'), ...jsonParts('{}'), ...jsonParts('"[1]"'), ...jsonParts('12')]).toEqual([])
})
