import { expect, test } from 'vitest'
import { formatDuration } from './duration.ts'

test('durations are told in their two largest units', () => {
  expect(formatDuration(80)).toBe('80 ms')
  expect(formatDuration(4_210)).toBe('4.2 s')
  expect(formatDuration(90_000)).toBe('1 min 30 s')
  expect(formatDuration(31 * 3_600_000)).toBe('31 h')
  expect(formatDuration(3_599_900)).toBe('60 min')
  expect(formatDuration(50 * 3_600_000)).toBe('2 d 2 h')
})
