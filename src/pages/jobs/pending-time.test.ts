import { expect, test } from 'vitest'
import { pendingTime } from './pending-time.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000).toISOString()
const words = (hours: number) => pendingTime({ modified_on: hoursAgo(hours) }, now)?.words

test('says how long it has waited and when it fails by itself', () => {
  expect(pendingTime({ modified_on: hoursAgo(31) }, now)).toEqual({
    words: 'for 31 h, fails by itself in 17 h',
    overdue: false,
  })
  expect(words(30.5)).toBe('for 30 h, fails by itself in 18 h')
  expect(words(0.5)).toBe('for 30 min, fails by itself in 48 h')
  expect(words(46.75)).toBe('for 46 h, fails by itself in 1 h 15 min')
})

test('counts from the last change, which made it pending, and else from its creation', () => {
  const times = { created_on: hoursAgo(60), modified_on: hoursAgo(3) }
  expect(pendingTime(times, now)?.words).toBe('for 3 h, fails by itself in 45 h')
  expect(pendingTime({ created_on: hoursAgo(4), modified_on: null }, now)?.words).toMatch(/^for 4 h,/)
})

test('after 48 hours it should have failed', () => {
  expect(pendingTime({ modified_on: hoursAgo(48) }, now)).toEqual({
    words: 'for 48 h, should have failed by itself after 48 h',
    overdue: true,
  })
  expect(words(50)).toBe('for 2 d 2 h, should have failed by itself after 48 h')
  expect(pendingTime({ modified_on: hoursAgo(47.99) }, now)?.overdue).toBe(false)
})

test('odd times', () => {
  expect(pendingTime({ modified_on: '2026-11-21T05:00:00.1180000Z' }, now)?.words).toMatch(/^for 30 h,/)
  expect(words(-1)).toBe('for less than a minute, fails by itself in 48 h')
  expect(pendingTime({ modified_on: 'soon' }, now)).toBeNull()
  expect(pendingTime({}, now)).toBeNull()
})
