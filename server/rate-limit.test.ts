import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRateLimit } from './rate-limit.ts'

const { signal } = new AbortController()
beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('no second sees more calls than allowed, and all get their turn in order', async () => {
  const limit = createRateLimit(4)
  const starts: number[] = []
  const begun = performance.now()
  const calls = Array.from({ length: 10 }, async () => {
    await limit.turn(signal)
    starts.push(Math.round(performance.now() - begun))
  })
  await vi.runAllTimersAsync()
  await Promise.all(calls)
  expect(starts).toEqual([0, 0, 0, 0, 1000, 1000, 1000, 1000, 2000, 2000])
})

test('a full line sends calls away and says for how long', async () => {
  const limit = createRateLimit(2)
  const waiting = Array.from({ length: 22 }, () => limit.turn(signal))
  expect(await limit.turn(signal)).toEqual({ granted: false, retryAfterSeconds: 10 })
  await vi.runAllTimersAsync()
  expect(await Promise.all(waiting)).toEqual(waiting.map(() => ({ granted: true })))
  const late = limit.turn(signal)
  await vi.runAllTimersAsync()
  expect(await late).toEqual({ granted: true })
})

test('who leaves the line takes nobody’s turn', async () => {
  const limit = createRateLimit(1)
  await limit.turn(signal)
  const control = new AbortController()
  const leaving = limit.turn(control.signal)
  const staying = limit.turn(signal)
  control.abort(new Error('left'))
  await expect(leaving).rejects.toThrow('left')
  await vi.advanceTimersByTimeAsync(1000)
  expect(await staying).toEqual({ granted: true })
})
