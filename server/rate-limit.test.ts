import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createCallCount, rateOf } from './call-count.ts'
import { createRateLimit } from './rate-limit.ts'

const { signal } = new AbortController()
beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const limitOf = (callsPerSecond: number) =>
  createRateLimit(callsPerSecond, createCallCount(rateOf(callsPerSecond)))
type Limit = ReturnType<typeof limitOf>

/** A call that is answered after so long. Tells when it started, null where it was sent away. */
async function call(limit: Limit, person: string, answeredAfterMs = 0) {
  const turn = await limit.turn(person, signal)
  if (!turn.granted) return null
  const start = Math.round(performance.now())
  if (answeredAfterMs === 0) turn.arrived()
  else setTimeout(turn.arrived, answeredAfterMs)
  return start
}

test('no second sees more calls than allowed, and all get their turn in order', async () => {
  const limit = limitOf(4)
  const begun = Math.round(performance.now())
  const calls = Array.from({ length: 10 }, () => call(limit, 'one'))
  await vi.runAllTimersAsync()
  const starts = (await Promise.all(calls)).map((start) => (start ?? 0) - begun)
  expect(starts).toEqual([0, 0, 0, 0, 1000, 1000, 1000, 1000, 2000, 2000])
})

test('the other side sees no more than allowed, even where calls are slow to arrive', async () => {
  const limit = limitOf(2)
  const begun = Math.round(performance.now())
  const calls = [300, 300, 0, 0, 5000, 0].map((ms) => call(limit, 'one', ms))
  await vi.runAllTimersAsync()
  const starts = (await Promise.all(calls)).map((start) => (start ?? 0) - begun)
  // The fifth takes long to answer: it is taken to have arrived after a second.
  expect(starts).toEqual([0, 0, 1300, 1300, 2300, 2300])
})

test('people take turns, however many calls one of them has waiting', async () => {
  const limit = limitOf(2)
  const greedy = Array.from({ length: 9 }, () => call(limit, 'greedy'))
  const modest = ['one', 'two'].map((person) => call(limit, person))
  await vi.advanceTimersByTimeAsync(2000)
  const begun = await greedy[0]
  expect((await Promise.all(modest)).map((start) => (start ?? 0) - (begun ?? 0))).toEqual([0, 1000])
  await vi.runAllTimersAsync()
  expect((await Promise.all(greedy)).every((start) => start !== null)).toBe(true)
})

test('a full line sends away whoever has most waiting, and says for how long', async () => {
  const limit = limitOf(2)
  for (const person of ['one', 'two']) await call(limit, person)
  const greedy = Array.from({ length: 20 }, () => limit.turn('greedy', signal))
  const modest = limit.turn('modest', signal)
  expect(await greedy[19]).toEqual({ granted: false, retryAfterSeconds: 10 })
  expect(await limit.turn('greedy', signal)).toEqual({ granted: false, retryAfterSeconds: 10 })
  await vi.runAllTimersAsync()
  const turns = await Promise.all([...greedy.slice(0, 19), modest])
  expect(turns.map(({ granted }) => granted)).toEqual(turns.map(() => true))
})

test('who leaves the line takes nobody’s turn', async () => {
  const limit = limitOf(1)
  await call(limit, 'one')
  const control = new AbortController()
  const leaving = limit.turn('one', control.signal)
  const staying = limit.turn('two', signal)
  control.abort(new Error('left'))
  await expect(leaving).rejects.toThrow('left')
  await vi.advanceTimersByTimeAsync(1000)
  expect(await staying).toMatchObject({ granted: true })
})
