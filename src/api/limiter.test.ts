import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLimiter } from './limiter.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const never = new AbortController().signal
const now = () => false
const ahead = () => true

async function startedAfter(limiter: ReturnType<typeof createLimiter>, calls: number, milliseconds: number) {
  let started = 0
  for (let call = 0; call < calls; call += 1)
    void limiter.turn(now, never).then(() => {
      started += 1
    })
  await vi.advanceTimersByTimeAsync(milliseconds)
  return started
}

test('no second sees more calls than allowed, as many may start at once', async () => {
  expect(await startedAfter(createLimiter(10, Date.now), 30, 0)).toBe(10)
  expect(await startedAfter(createLimiter(10, Date.now), 30, 999)).toBe(10)
  expect(await startedAfter(createLimiter(10, Date.now), 30, 1000)).toBe(20)
  expect(await startedAfter(createLimiter(0.5, Date.now), 3, 1999)).toBe(1)
})

test('what a person waits for goes first', async () => {
  const limiter = createLimiter(1, Date.now)
  const order: string[] = []
  await limiter.turn(now, never)
  void limiter.turn(ahead, never).then(() => order.push('ahead'))
  void limiter.turn(now, never).then(() => order.push('now'))
  await vi.advanceTimersByTimeAsync(2100)
  expect(order).toEqual(['now', 'ahead'])
})

test('what was ahead of need goes first once a person waits for it', async () => {
  const limiter = createLimiter(1, Date.now)
  const order: string[] = []
  let nobodyWaits = true
  await limiter.turn(now, never)
  void limiter.turn(() => nobodyWaits, never).then(() => order.push('was ahead'))
  void limiter.turn(now, never).then(() => order.push('now'))
  nobodyWaits = false
  await vi.advanceTimersByTimeAsync(2100)
  expect(order).toEqual(['was ahead', 'now'])
})

test('a pause holds everything back', async () => {
  const limiter = createLimiter(10, Date.now)
  limiter.pause(5000)
  expect(await startedAfter(limiter, 3, 4900)).toBe(0)
  await vi.advanceTimersByTimeAsync(300)
  expect(await startedAfter(limiter, 0, 1000)).toBe(0)
})

test('a pause that is too long to wait for is told, also to those who wait already', async () => {
  const limiter = createLimiter(1, Date.now)
  await expect(limiter.turn(now, never)).resolves.toBe(0)
  const waiting = limiter.turn(now, never)
  limiter.pause(600_000)
  await expect(waiting).resolves.toBe(600_000)
  await vi.advanceTimersByTimeAsync(100_000)
  await expect(limiter.turn(now, never)).resolves.toBe(500_000)
  await vi.advanceTimersByTimeAsync(400_000)
  expect(await startedAfter(limiter, 1, 100_000)).toBe(1)
})

test('a call given up while waiting takes no turn', async () => {
  const limiter = createLimiter(1, Date.now)
  await limiter.turn(now, never)
  const control = new AbortController()
  const given = limiter.turn(now, control.signal)
  control.abort(new Error('gone'))
  await expect(given).rejects.toThrow('gone')
  expect(await startedAfter(limiter, 1, 1100)).toBe(1)
})
