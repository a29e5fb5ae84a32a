import { expect, test } from 'vitest'
import { formatPercent } from './percent.ts'

test('shares', () => {
  expect(formatPercent(412, 10_000)).toBe('4.1%')
  expect(formatPercent(0, 0)).toBe('–')
  expect(formatPercent(3, 1_000_000)).toBe('<0.1%')
  expect(formatPercent(999_999, 1_000_000)).toBe('>99.9%')
  expect(formatPercent(0, 10)).toBe('0%')
  expect(formatPercent(10, 10)).toBe('100%')
})
