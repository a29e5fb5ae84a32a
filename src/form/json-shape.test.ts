import { expect, test } from 'vitest'
import { jsonProblemText } from '~/ui/json-problem.ts'
import { jsonShape } from './json-shape.ts'

const shape = jsonShape({
  type: 'object',
  required: ['href'],
  additionalProperties: false,
  properties: {
    href: { type: 'string', minLength: 1 },
    kind: { enum: ['Web', 'File'] },
    asset: { type: ['integer', 'string'] },
    bytes: { type: 'integer', minimum: 0 },
    far: { type: 'number' },
    steps: { type: 'array', items: { type: 'object', properties: { 'odd "name"': { type: 'boolean' } } } },
    owner: {
      anyOf: [
        { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
        { type: 'string', minLength: 2 },
      ],
    },
  },
})
const told = (text: string) => shape(text).map(jsonProblemText)

test.each([
  ['{"href": "a", "kind": "Web", "asset": 1, "bytes": 0, "steps": [{}], "owner": "me"}'],
  ['{"href": "a", "asset": 9007199254740995, "bytes": 9223372036854775807, "far": 1e400}'],
])('%s is as it must be', (text) => {
  expect(told(text)).toEqual([])
})

test.each([
  ['[]', ['Line 1: expected object, received array']],
  ['{\n}', ['Line 1: “href” is missing']],
  ['{\n  "href": 5\n}', ['Line 2: “href”: expected string, received number']],
  ['{\n"href": "a",\n"kind":\n  "web"\n}', ['Line 4: “kind”: expected one of "Web"|"File"']],
  ['{"href": "a",\n"asset": true}', ['Line 2: “asset”: expected number or string']],
  ['{"href": "a",\n"owner": {}}', ['Line 2: “owner.id” is missing']],
  ['{"href": "a",\n"asset": 1.5,\n"bytes": -1}', [/^Line 2: “asset”/, /^Line 3: “bytes”: too small/]],
  [
    '{"href": "a", "size": 1,\n"steps": [\n{},\n{"odd \\u0022name\\"": 0}],\n"more": 2}',
    [
      'Line 1: “size” is not known here',
      'Line 4: “steps[1].odd "name"”: expected boolean, received number',
      'Line 5: “more” is not known here',
    ],
  ],
  ['{"href": 1,\n"href": 2}', ['Line 2: “href”: expected string, received number']],
])('%j is not', (text, expected) => {
  expect(told(text)).toEqual(
    expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))),
  )
})

test.each([
  [{ type: 'object', required: ['asset'] }, '{}', '“asset” is missing'],
  [{ required: ['asset'], additionalProperties: false }, '{"asset": 1, "b": 2}', '“b” is not known here'],
  [{ type: 'array', minItems: 1 }, '[]', 'too small: expected array to have >=1 items'],
  [{ anyOf: [{ required: ['a'] }, { required: ['b'] }] }, '{"c": 1}', 'it is none of what may stand here'],
  [{ properties: { n: { minimum: 3 } } }, '{"n": 2}', '“n”: too small: expected number to be >=3'],
  [{ items: { required: ['id'] } }, '[{"id": 1}, {}]', '“[1].id” is missing'],
  [
    {
      type: 'object',
      properties: { file: { type: ['object', 'null'], properties: { href: { type: 'string' } } } },
    },
    '{"file": {"href": 1}}',
    '“file.href”: expected string, received number',
  ],
  [
    { $defs: { id: { minLength: 2 } }, properties: { id: { $ref: '#/$defs/id' } } },
    '{"id": "a"}',
    '“id”: too small',
  ],
])('all of a schema is kept: %j', (schema, text, message) => {
  expect(jsonShape(schema)(text).map(jsonProblemText)).toEqual([
    expect.stringContaining(`Line 1: ${message}`),
  ])
})

test('thousands of faults in a large text are told soon, the first of them', () => {
  const items = Array.from({ length: 20_000 }, (_, n) => `{"id": ${n}}`).join(',\n')
  const found = jsonShape({
    type: 'array',
    items: { type: 'object', properties: { id: { type: 'string' } } },
  })(`[\n${items}]`)
  expect(found).toHaveLength(200)
  expect(found.at(-1)).toMatchObject({ line: 201, message: '“[199].id”: expected string, received number' })
})

test('the place is the value itself, as far as its first line', () => {
  const text = '{"href": 12345,\n"steps": {\n}}'
  expect(shape(text).map(({ position, end = 0 }) => text.slice(position, end))).toEqual(['12345', '{'])
})

test.each([
  [{ type: 'banana' }],
  [{ type: 'string', pattern: '(' }],
  [{ $ref: 'https://example.com/schema' }],
  [{ if: {} }],
])('%j cannot be checked', (schema) => {
  expect(() => jsonShape(schema)).toThrow(Error)
})
