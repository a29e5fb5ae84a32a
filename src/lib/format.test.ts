import { afterEach, expect, test } from 'vitest'
import { formatCount, formatRelative, formatShort, formatTime, formatUtc } from './format.ts'
import { writePreference } from './preference.ts'

afterEach(() => writePreference('time-zone', null))

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

test('times are told in the zone that was chosen, and today is today there', () => {
  writePreference('time-zone', 'Asia/Tokyo')
  expect(formatTime('2026-11-21T20:30:00Z')).toBe('Nov 22, 2026, 5:30:00 AM')
  expect(formatShort('2026-11-21T20:30:00Z', new Date('2026-11-22T10:00:00Z'))).toBe('5:30:00 AM')
  expect(formatShort('2025-12-31T15:00:00Z', new Date('2026-11-22T10:00:00Z'))).toBe('Jan 1, 12:00 AM')
  writePreference('time-zone', 'UTC')
  expect(formatTime('2026-11-21T20:30:00Z')).toBe('Nov 21, 2026, 8:30:00 PM')
})

test('a zone that this browser does not know is as none', () => {
  const usual = formatTime('2026-11-21T20:30:00Z')
  writePreference('time-zone', 'Mars/Olympus_Mons')
  expect(formatTime('2026-11-21T20:30:00Z')).toBe(usual)
})
