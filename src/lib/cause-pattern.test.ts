import { expect, test } from 'vitest'
import { causePattern } from './cause-pattern.ts'

test.each([
  [
    'The operation timed out after 112.34 s while waiting for http://media-03.render.internal:8080/renditions/32637/preview ' +
      '(request 0a1b2c3d-1111-4222-a333-444455556666, 2026-11-21T09:12:44.1234567Z).',
    'The operation timed out after ‹number› s while waiting for ‹address› (request ‹id›, ‹time›).',
  ],
  [
    "Asset reference is missing: relation 'TargetToAsset' of target 39596/123 has no parent; file '/catalogue/2026/autumn/00123_ab12.tif' cannot be linked.",
    "Asset reference is missing: relation 'TargetToAsset' of target ‹number›/‹number› has no parent; file '‹path›' cannot be linked.",
  ],
  [
    "User 'svc-import-3' lacks permission 'Update' on entity 32637 (M.Asset).",
    "User '‹name›' lacks permission 'Update' on entity ‹number› (M.Asset).",
  ],
  [
    "Unexpected end of JSON input. Path 'operations[0].value', line 12, position 104.",
    "Unexpected end of JSON input. Path 'operations[‹number›].value', line ‹number›, position ‹number›.",
  ],
  ['(worker render-02)', '(worker ‹name›)'],
  ['File C:\\in\\box\\a.tif is locked', 'File ‹path› is locked'],
  ['Checksum 9f86d081884c7d65 differs', 'Checksum ‹id› differs'],
  ['Took 1,024.5 ms on 2026-11-21', 'Took ‹number› ms on ‹time›'],
  ['Timed out after 30121ms', 'Timed out after ‹number›ms'],
  ['12.5s of 30s, 14 MB', '‹number›s of ‹number›s, ‹number› MB'],
  ['IMG_0231.jpg in catalogue/2026/autumn/00123_ab12.tif', '‹file› in catalogue/‹number›/autumn/‹file›'],
  ['  two\n lines\t', 'two lines'],
  ['', ''],
])('%j is %j', (message, pattern) => {
  expect(causePattern(message)).toBe(pattern)
})

test.each([
  'The server answered with status 503',
  'HTTP 404',
  'StatusCode: 503, ReasonPhrase',
  '{"status":503}',
  'exit code -9',
  'ORA-00942: no such table',
  "Invalid value at '/properties/title'",
  'error: 17',
  'Status code 500',
  'M.Asset',
  'v2',
  'facade',
])('%j says of itself what the cause is', (message) => {
  expect(causePattern(message)).toBe(message)
})

test('of a long message the end is told too, and no half letter', () => {
  const pattern = causePattern(`${'a '.repeat(99)}b😀${'c '.repeat(400)}the cause`)
  expect(pattern).toHaveLength(301)
  expect(pattern).toMatch(/the cause$/)
  expect(pattern).toBe(new URLSearchParams(String(new URLSearchParams({ pattern }))).get('pattern'))
})

test('a pattern of a message is its own pattern, so that an address with it stays good', () => {
  const pattern = causePattern(
    "User 'svc-import-3' waited 3 s for https://a.example.com/1 at 2026-11-21 (/a/b/c)",
  )
  expect(causePattern(pattern)).toBe(pattern)
})

test.each(['-', 'a', '/a', '1', '1.', '‮‹', 'a-', '0a'])('a message of 1 MB of %j takes no time', (part) => {
  const began = performance.now()
  expect(causePattern(part.repeat(1_000_000 / part.length)).length).toBeLessThanOrEqual(301)
  expect(performance.now() - began).toBeLessThan(1000)
})
