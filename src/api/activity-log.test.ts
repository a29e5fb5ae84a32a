import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ActivityEntry } from './activity-entry.ts'
import { recordWrite, type WriteEnd } from './activity-log.ts'
import { unkeptWrites } from './unkept-writes.ts'

const store = vi.hoisted(() => ({ kept: [] as unknown[], keep: async () => {} }))
vi.mock('~/session/session.ts', () => ({ getSession: () => ({ person: { sub: 'ann', name: 'Ann' } }) }))
vi.mock('./activity-store.ts', () => ({
  holdPageOpen: () => {},
  keepActivity: async (entry: ActivityEntry) => {
    await store.keep()
    store.kept.push(entry.outcome)
  },
}))

beforeEach(() => {
  vi.useFakeTimers()
  store.kept.length = 0
  store.keep = async () => {}
})
afterEach(() => vi.useRealTimers())

const write = {
  title: 'Edited',
  method: 'PATCH',
  path: '/api/jobs/1/targets/2',
  before: {},
  sent: {},
} as const
const done: WriteEnd = {
  outcome: 'done',
  answer: { status: 204, body: null, location: null, allow: null, text: '' },
}

/** Whether a promise is done with, once everything that can happen now has happened. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false
  void promise.finally(() => (settled = true))
  await vi.advanceTimersByTimeAsync(0)
  return settled
}

test('a write goes out when it is in the log, and is said to be done when its end is', async () => {
  let gate = Promise.withResolvers<void>()
  store.keep = () => gate.promise
  const begun = recordWrite(write)
  expect(await isSettled(begun)).toBe(false)
  gate.resolve()
  const finish = await begun
  expect(store.kept).toEqual(['running'])

  gate = Promise.withResolvers()
  const ended = finish(done)
  expect(await isSettled(ended)).toBe(false)
  gate.resolve()
  expect(await ended).toEqual(expect.any(String))
  expect(store.kept).toEqual(['running', 'done'])
})

test('a browser that keeps nothing, or not soon, holds up no write', async () => {
  store.keep = () => new Promise(() => {})
  const begun = recordWrite(write)
  await vi.advanceTimersByTimeAsync(1_900)
  expect(await isSettled(begun)).toBe(false)
  await vi.advanceTimersByTimeAsync(200)
  expect(await isSettled(begun)).toBe(true)

  store.keep = () => Promise.reject(new Error('Full.'))
  const before = unkeptWrites()
  const finish = await recordWrite(write)
  expect(await finish(done)).toBeNull()
  expect(unkeptWrites()).toBe(before + 1)
})
