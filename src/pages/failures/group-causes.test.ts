import { expect, test } from 'vitest'
import { type FailedTarget, groupCauses } from './group-causes.ts'

const target = (id: string, pattern: string, completedOn: string | null = null): FailedTarget => ({
  id,
  pattern,
  completedOn,
  message: pattern,
  location: null,
})

test('the cause of the most targets comes first, whatever page they came with', () => {
  const causes = groupCauses([
    [
      target('1', 'rare', '2026-11-21T09:00:00.0000000Z'),
      target('2', 'often', '2026-11-21T10:00:00.0000000Z'),
    ],
    [target('3', 'often', '2026-11-21T09:30:00.0000000Z'), target('4', '')],
  ])
  expect(
    causes.map(({ pattern, targets, lastOn }) => [pattern, targets.map(({ id }) => id), lastOn]),
  ).toEqual([
    ['often', ['2', '3'], '2026-11-21T10:00:00.0000000Z'],
    ['rare', ['1'], '2026-11-21T09:00:00.0000000Z'],
    ['', ['4'], null],
  ])
})

test('a target that moved between two pages counts once', () => {
  const pages = [
    [target('1', 'a'), target('2', 'a')],
    [target('2', 'a'), target('3', 'a')],
  ]
  expect(groupCauses(pages)[0]?.targets).toHaveLength(3)
})
