import { expect, test } from 'vitest'
import { beyondMost, type OperationState } from './operation.ts'

const operation = (id: string, who: string, day: number, state: OperationState = 'finished') => ({
  id,
  who,
  startedOn: `2026-11-${10 + day}T00:00:00Z`,
  state,
})

test('nobody’s operations push another person’s out', () => {
  const ofAnn = operation('a', 'ann', 0, 'interrupted')
  const ofBob = [1, 2, 3].map((day) => operation(`b${day}`, 'bob', day))
  expect(beyondMost([ofAnn, ...ofBob], 2)).toEqual(['b1'])
})

test('what has ended goes first, the oldest of it before the rest', () => {
  const kept = [
    operation('interrupted', 'ann', 0, 'running'),
    operation('stopped', 'ann', 1, 'stopped'),
    operation('paused', 'ann', 2, 'paused'),
    operation('finished', 'ann', 3),
  ]
  expect(beyondMost(kept, 3)).toEqual(['stopped'])
  expect(beyondMost(kept, 2)).toEqual(['finished', 'stopped'])
  expect(beyondMost(kept, 1)).toEqual(['interrupted', 'finished', 'stopped'])
})
