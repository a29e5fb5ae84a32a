import { expect, test } from 'vitest'
import { lastPageSkip, previousSkip, rangeText } from './page-range.ts'

test('the range says what is shown', () => {
  expect(rangeText(25, 25, 412)).toBe('26–50 of 412')
  expect(rangeText(999_975, 25, 1_000_000)).toBe('999,976–1,000,000 of 1,000,000')
  expect(rangeText(0, 25, null)).toBe('1–25')
  expect(rangeText(0, 0, 0)).toBe('0 of 0')
  expect(rangeText(5000, 0, 412)).toBe('0 of 412')
})

test('the last page', () => {
  expect(lastPageSkip(412, 25)).toBe(400)
  expect(lastPageSkip(400, 25)).toBe(375)
  expect(lastPageSkip(0, 25)).toBe(0)
  expect(lastPageSkip(1, 25)).toBe(0)
})

test('the page before', () => {
  expect(previousSkip(50, 25, 412)).toBe(25)
  expect(previousSkip(10, 25, 412)).toBe(0)
  expect(previousSkip(5000, 25, 412)).toBe(400)
  expect(previousSkip(5000, 25, null)).toBe(4975)
})
