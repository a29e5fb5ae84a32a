import { expect, test } from 'vitest'
import { countChanged } from './count-changed.ts'

const page = (versions: Record<string, number>, total_items: number | null = 412) => ({
  items: Object.entries(versions).map(([id, version]) => ({ id, version })),
  total_items,
})

test('rows are compared by their place', () => {
  const shown = page({ 11: 1, 12: 1, 13: 1 })
  expect(countChanged(shown, page({ 11: 1, 12: 1, 13: 1 }))).toBe(0)
  expect(countChanged(shown, page({ 11: 1, 12: 2, 13: 1 }))).toBe(1)
  expect(countChanged(shown, page({ 11: 1, 13: 1 }))).toBe(2)
  expect(countChanged(page({ 11: 1 }), page({ 11: 1, 12: 1 }))).toBe(1)
})

test('a list that grew or shrank elsewhere is not as it was', () => {
  expect(countChanged(page({ 11: 1 }, 411), page({ 11: 1 }, 414))).toBe(3)
  expect(countChanged(page({ 11: 1 }, null), page({ 11: 1 }, null))).toBe(0)
})
