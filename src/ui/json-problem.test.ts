import { expect, test } from 'vitest'
import { jsonProblem, jsonProblemText } from './json-problem.ts'

test.each([
  ['{"a": 1', 1, 'the text ends too early, expected a comma or “}”'],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 'expected a comma or “}”'],
  ['[1,\n]', 2, 'expected a value'],
  ['{\n"a": 1,\n}', 3, 'expected a name in double quotes'],
  ["{'a': 1}", 1, 'expected a name in double quotes'],
  ['{"a" 1}', 1, 'expected a colon after the name'],
  ['{"a": x}', 1, 'expected a value'],
  ['[01]', 1, 'expected a value'],
  ['{} {}', 1, 'expected nothing after the end of the value'],
  ['["a\n"]', 1, 'the text in quotes does not end on its line'],
  ['["\\x"]', 1, 'a backslash must be followed by one of " \\ / b f n r t, or u and four digits'],
  ['', 1, 'the text ends too early, expected a value'],
])('%j', (text, line, message) => {
  const problem = jsonProblem(text)
  expect(problem && jsonProblemText(problem)).toBe(`Line ${line}: ${message}`)
})

test.each(['0', '-0', '1e400', '"\\u0041"', '[[[]]]', ' {"a" : [1 , 2.50]} ', 'null'])(
  '%j is JSON',
  (text) => {
    expect(jsonProblem(text)).toBeNull()
  },
)

test('whatever one character does to a text, a fault is found exactly where the browser finds one', () => {
  const text = '{"a": [1, -2.5e3, "b\\n\\u00e9", true, {"c": null}], "d": {}}'
  for (let at = 0; at < text.length; at += 1)
    for (const inserted of ['', '"', ',', '}', ']', '{', '[', ':', '0', 'e', '\\', 'x', '\n']) {
      const broken = text.slice(0, at) + inserted + text.slice(at + 1)
      const problem = jsonProblem(broken)
      expect(problem === null).toBe(isJson(broken))
      // What stands before the fault can still become JSON, so the fault is not told too late.
      if (problem) expect(problem.position).toBeGreaterThanOrEqual(Math.min(at, broken.length) - 12)
    }
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
