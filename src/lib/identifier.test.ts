import { expect, test } from 'vitest'
import { isIdentifier, newIdentifier } from './identifier.ts'

test.each(['a', 'Yb6wq2NfRkO0pD1sE8uH5Q', 'row-1_2.3', '-', '...'])('%j is an identifier', (text) => {
  expect(isIdentifier(text)).toBe(true)
})

test.each(['', ' ', 'a b', 'é', 'a/b', 'a\n', '.', '..', 'a%20'])('%j is none', (text) => {
  expect(isIdentifier(text)).toBe(false)
})

test('a fresh identifier looks like those of the server, and never comes twice', () => {
  const made = Array.from({ length: 1000 }, newIdentifier)
  expect(made.every((text) => text.length === 22 && isIdentifier(text))).toBe(true)
  expect(new Set(made).size).toBe(1000)
})
