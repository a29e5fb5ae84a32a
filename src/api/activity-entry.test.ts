import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ActivityEntry, beyondBounds, seenEntries } from './activity-entry.ts'

const entry = (id: number, more: Partial<ActivityEntry> = {}): ActivityEntry => ({
  id: String(id),
  at: new Date(Date.UTC(2026, 10, 22) + id * 1000).toISOString(),
  who: { sub: 'ann', name: 'Ann' },
  title: `Write ${id}`,
  method: 'PATCH',
  path: '/api/jobs/1/targets/2',
  outcome: 'done',
  status: 204,
  location: null,
  problem: null,
  existed: true,
  undoOf: null,
  page: 'open',
  size: 1,
  ...more,
})
const open = new Set(['open'])

test('the oldest go when there are too many', () => {
  const entries = [entry(2), entry(1), entry(4), entry(3)]
  expect(beyondBounds(entries, { entries: 4, characters: 4 })).toEqual([])
  expect(beyondBounds(entries, { entries: 3, characters: 4 })).toEqual(['1'])
  expect(beyondBounds(entries, { entries: 4, characters: 2 })).toEqual(['2', '1'])
})

test('the newest stays, however large it is', () => {
  expect(beyondBounds([entry(1), entry(2, { size: 99 })], { entries: 4, characters: 10 })).toEqual(['1'])
})

test('1,000 entries and 20 million characters are kept', () => {
  const many = Array.from({ length: 1001 }, (_, id) => entry(id, { size: 20_000 }))
  expect(beyondBounds(many.slice(1))).toEqual([])
  expect(beyondBounds(many)).toEqual(['0'])
  expect(beyondBounds(many.slice(1).map((one) => ({ ...one, size: 20_001 })))).toEqual(['1'])
})

test('whatever is there, what stays fits, and nothing older than what went stays', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 40 }), (sizes) => {
      const entries = sizes.map((size, id) => entry(id, { size }))
      const gone = new Set(beyondBounds(entries, { entries: 10, characters: 100 }))
      const stay = entries.filter(({ id }) => !gone.has(id))
      const newest = entries.length - 1
      expect(stay.map(({ id }) => Number(id))).toEqual(
        stay.map((_, place) => newest - stay.length + 1 + place),
      )
      expect(stay.length).toBeGreaterThan(0)
      expect(stay.length).toBeLessThanOrEqual(10)
      if (stay.length > 1) expect(stay.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(100)
    }),
  )
})

test('a person sees their own writes, newest first', () => {
  const other = entry(2, { who: { sub: 'bob', name: 'Ann' } })
  expect(seenEntries([entry(1), other, entry(3)], 'ann', open).map(({ id }) => id)).toEqual(['3', '1'])
})

test('a write is running while its page is open; then nobody knows', () => {
  const entries = [entry(1, { outcome: 'running' }), entry(2, { outcome: 'running', page: 'gone' })]
  const [lost, running] = seenEntries(entries, 'ann', open)
  expect(running).toMatchObject({ outcome: 'running', problem: null })
  expect(lost).toMatchObject({
    outcome: 'unknown',
    problem: { why: expect.stringContaining('tab was closed') },
  })
})

test('an answer that arrived is told after its page is gone', () => {
  expect(seenEntries([entry(1, { page: 'gone' })], 'ann', open)).toMatchObject([{ outcome: 'done' }])
})

test('only an undo that was carried out undoes', () => {
  const undoneBy = (...undos: ActivityEntry[]) =>
    seenEntries([entry(1), ...undos], 'ann', open).find(({ id }) => id === '1')?.undoneBy
  expect(undoneBy()).toBeNull()
  expect(undoneBy(entry(2, { undoOf: '1' }))).toBe('2')
  for (const outcome of ['running', 'refused', 'unknown'] as const)
    expect(undoneBy(entry(2, { undoOf: '1', outcome }))).toBeNull()
})

const undone = (entries: ActivityEntry[]) =>
  Object.fromEntries(seenEntries(entries, 'ann', open).map(({ id, undoneBy }) => [id, undoneBy]))

test('what is undone, done again and undone again', () => {
  const chain = [entry(1), entry(2, { undoOf: '1' }), entry(3, { undoOf: '2' })]
  expect(undone(chain)).toEqual({ 1: null, 2: '3', 3: null })
  expect(undone([...chain, entry(4, { undoOf: '1' })])).toEqual({ 1: '4', 2: '3', 3: null, 4: null })
})
