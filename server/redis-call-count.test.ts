import { pino } from 'pino'
import { expect, test } from 'vitest'
import { rateOf } from './call-count.ts'
import { connectRedis, createRedisCallCount } from './redis-call-count.ts'
import { afterwards } from './test-gateway.ts'
import { hasRedis, redis } from './test-redis.ts'

async function counts(url: URL, callsPerSecond: number, lines: string[] = []) {
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  const client = await connectRedis(url, log)
  afterwards(() => void (client.isOpen && client.destroy()))
  return createRedisCallCount(client, 'jobs-console:calls:x', rateOf(callsPerSecond), log)
}

test.skipIf(!hasRedis)('several gateways count together, and what was not used is given back', async () => {
  const { url } = await redis()
  const [one, two] = [await counts(url, 2), await counts(url, 2)]
  const first = await one.take()
  const second = await two.take()
  expect([first, second].map((leave) => 'waitMs' in leave)).toEqual([false, false])
  expect(await one.take()).toEqual({ waitMs: 200 })
  expect(await two.take()).toEqual({ waitMs: 200 })
  if ('unused' in second) second.unused()
  await expect.poll(async () => 'waitMs' in (await one.take())).toBe(false)
})

test.skipIf(!hasRedis)('without Redis a gateway goes on counting its own calls, and says so', async () => {
  const { url, stop } = await redis()
  const lines: string[] = []
  const count = await counts(url, 1, lines)
  await stop()
  expect(await count.take()).not.toHaveProperty('waitMs')
  expect(await count.take()).toHaveProperty('waitMs')
  expect(lines.join('')).toContain('this gateway counts its own')
})

test('a Redis that is not there keeps a gateway from starting, in one line', async () => {
  await expect(counts(new URL('redis://:pass-word@127.0.0.1:9'), 1)).rejects.toThrow(
    /^REDIS_URL: found 127\.0\.0\.1:9, where no Redis answers \(ECONNREFUSED\), expected a Redis server\.$/,
  )
})
