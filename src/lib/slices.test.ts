import { afterEach, expect, test, vi } from 'vitest'
import { inSlices } from './slices.ts'

afterEach(() => vi.restoreAllMocks())

test('other work has its turn after some milliseconds, and can give it up', async () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 4))
  const done: number[] = []
  const seen: number[] = []
  const control = new AbortController()
  const watch = setInterval(() => {
    seen.push(done.length)
    if (done.length >= 6) control.abort(new Error('left'))
  })
  const work = inSlices(
    Array.from({ length: 100 }, (_, item) => item),
    (item) => done.push(item),
    control.signal,
  )
  await expect(work).rejects.toThrow('left')
  clearInterval(watch)
  expect(seen[0]).toBe(3)
  expect(done.length).toBeLessThan(20)
})
