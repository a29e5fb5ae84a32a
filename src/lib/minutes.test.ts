import { expect, test } from 'vitest'
import { formatMinutes, readMinutes } from './minutes.ts'

test.each([
  ['90', 90],
  [' 90 min ', 90],
  ['90 minutes', 90],
  ['1 h 30', 90],
  ['1h30', 90],
  ['1 h 30 min', 90],
  ['1 hour and 30 minutes', 90],
  ['1:30', 90],
  ['0:05', 5],
  ['1.5 h', 90],
  ['1,5 h', 90],
  ['1.1 h', 66],
  ['2 H', 120],
  ['0', 0],
  ['2147483647', 2_147_483_647],
])('%j is %d minutes', (text, minutes) => {
  expect(readMinutes(text)).toBe(minutes)
})

test.each([
  [''],
  ['soon'],
  ['-5'],
  ['1.5'],
  ['1:75'],
  ['1 h 30 s'],
  ['0.333 h'],
  ['2147483648'],
  ['1e3'],
  ['90 90'],
])('%j is no length in minutes', (text) => {
  expect(readMinutes(text)).toBeNull()
})

test.each([
  [0, '0 min'],
  [45, '45 min'],
  [60, '1 h'],
  [90, '1 h 30 min'],
  [3001, '50 h 1 min'],
])('%d is written as it can be read again', (minutes, text) => {
  expect(formatMinutes(minutes)).toBe(text)
  expect(readMinutes(text)).toBe(minutes)
})
