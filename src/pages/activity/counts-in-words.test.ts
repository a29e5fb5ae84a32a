import { expect, test } from 'vitest'
import { countOutcomes, type ItemOutcome, type OperationState } from '~/api/operation.ts'
import { countsInWords } from './counts-in-words.ts'

const outcomes: ItemOutcome[] = [
  { state: 'done', id: '1', found: false },
  { state: 'failed', reason: 'Refused.' },
  { state: 'sent' },
  { state: 'sent' },
  { state: 'waiting' },
]
const words = (state: OperationState, outcomes: readonly ItemOutcome[], kind: 'import' | 'undo' = 'import') =>
  countsInWords({
    kind,
    state,
    total: outcomes.length,
    ...countOutcomes([{ items: outcomes.map(() => null), outcomes }]),
  })

test('what was sent is never told as not sent', () => {
  expect(words('stopped', outcomes)).toBe('1 created, 1 failed, 2 perhaps created, 1 not sent.')
  expect(words('running', outcomes)).toBe('1 created, 1 failed, 3 to go.')
  expect(words('interrupted', outcomes)).toBe('1 created, 1 failed, 3 to go.')
  expect(words('stopped', outcomes.slice(0, 2))).toBe('1 created, 1 failed.')
  expect(words('stopped', outcomes, 'undo')).toBe('1 deleted, 1 left, 2 perhaps deleted, 1 not sent.')
})
