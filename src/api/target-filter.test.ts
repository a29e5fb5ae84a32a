import { expect, test } from 'vitest'
import { readTargetFilter, withFilter } from './target-filter.ts'

const bounds = { takeMax: 100, cultures: ['en-US'] }
const read = (search: string) => readTargetFilter(new URLSearchParams(search), bounds)

test('an address without parameters is the first page of all', () => {
  expect(read('')).toEqual({ filter: { skip: 0, take: 25, cultures: ['en-US'] }, corrections: [] })
})

test('every parameter of the list', () => {
  const { filter } = read(
    'state=Completed&condition=Failure&type=Import&location=10607&skip=50&take=10&cultures=nl-NL&cultures=en-US',
  )
  expect(filter).toEqual({
    state: 'Completed',
    condition: 'Failure',
    type: 'Import',
    location: '10607',
    skip: 50,
    take: 10,
    cultures: ['nl-NL', 'en-US'],
  })
})

test.each([
  ['skip=-1', { skip: 0 }],
  ['skip=1.5', { skip: 0 }],
  ['skip=99999999999', { skip: 0 }],
  ['take=abc', { take: 25 }],
  ['take=0', { take: 25 }],
  ['take=5000', { take: 100 }],
  ['cultures=%3Cscript%3E', { cultures: ['en-US'] }],
])('%s falls back and says so', (search, expected) => {
  const { filter, corrections } = read(search)
  expect(filter).toMatchObject(expected)
  expect(corrections).toHaveLength(1)
})

test('a changed filter goes to the first page and keeps what it does not know', () => {
  const search = new URLSearchParams('skip=50&take=10&debug=1&state=Pending')
  expect(withFilter(search, { condition: 'Failure', state: null })).toBe('?take=10&debug=1&condition=Failure')
  expect(withFilter(search, { skip: 0 })).toBe('?take=10&debug=1&state=Pending')
  expect(withFilter(search, { take: 25 })).toBe('?debug=1&state=Pending')
})
