import { expect, test } from 'vitest'
import { formatCount, formatRelative, formatShort, formatTime, formatUtc } from './format.ts'

test('counts agree with their noun', () => {
  expect(formatCount(1, 'target')).toBe('1 target')
  expect(formatCount(10_000, 'target')).toBe('10,000 targets')
})

test('a time with seven decimals is read, and text that is no time is left alone', () => {
  expect(formatUtc('2025-03-04T09:12:58.3310482Z')).toBe('Mar 4, 2025, 9:12:58 AM UTC')
  expect(formatTime('soon')).toBe('soon')
  expect(formatUtc('soon')).toBe('soon')
})

test('how long ago', () => {
  const now = Date.parse('2025-03-04T09:00:00Z')
  expect(formatRelative('2025-03-04T08:59:57Z', now)).toBe('3 sec. ago')
  expect(formatRelative('2025-03-03T02:00:00Z', now)).toBe('31 hr. ago')
})

test('a time in a column is as short as it stays clear', () => {
  const now = new Date(2026, 10, 22, 15, 0)
  expect(formatShort(new Date(2026, 10, 22, 9, 12, 58).toISOString(), now)).toBe('9:12:58 AM')
  expect(formatShort(new Date(2026, 2, 4, 9, 12).toISOString(), now)).toBe('Mar 4, 9:12 AM')
  expect(formatShort(new Date(2025, 2, 4, 9, 12).toISOString(), now)).toBe('Mar 4, 2025')
  expect(formatShort('soon', now)).toBe('soon')
})
