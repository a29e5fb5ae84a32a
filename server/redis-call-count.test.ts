import { pino } from 'pino'
import { expect, test } from 'vitest'
import { rateOf } from './call-count.ts'
import { connectRedis, createRedisCallCount } from './redis-call-count.ts'
import { afterwards } from './test-gateway.ts'
import { hasRedis, redis } from './test-redis.ts'

const key = 'jobs-console:calls:x'
const logTo = (lines: string[]) => pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })

async function connected(url: URL, log = logTo([])) {
  const client = await connectRedis(url, log)
  afterwards(() => void (client.isOpen && client.destroy()))
  return client
}

async function counts(url: URL, callsPerSecond: number, lines: string[] = []) {
  const log = logTo(lines)
  return createRedisCallCount(await connected(url, log), key, rateOf(callsPerSecond), log)
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

test.skipIf(!hasRedis)('a Redis that hangs keeps nobody waiting, and is asked again later', async () => {
  const { url, hang, goOn } = await redis()
  const lines: string[] = []
  const one = await counts(url, 3, lines)
  const begun = performance.now()
  expect(await one.take()).not.toHaveProperty('waitMs')
  hang()
  // Never more than the limit, with what was counted before.
  for (const count of [1, 2]) expect(await one.take(), String(count)).not.toHaveProperty('waitMs')
  expect(await one.take()).toHaveProperty('waitMs')
  expect(performance.now() - begun).toBeLessThan(2000)
  expect(lines.filter((line) => line.includes('this gateway counts its own'))).toHaveLength(1)
  goOn()
  const server = await connected(url)
  await server.flushAll()
  const known = async () => (await one.take(), server.zCard(key))
  await expect.poll(known, { timeout: 30_000, interval: 100 }).toBeGreaterThan(0)
})

test.skipIf(!hasRedis)('a connection on which Redis is silent is given up', async () => {
  const { url, hang } = await redis()
  const lines: string[] = []
  await counts(url, 1, lines)
  hang()
  await expect.poll(() => lines.join(''), { timeout: 15_000 }).toContain('Redis is away')
})

test('a Redis that is not there keeps a gateway from starting, in one line', async () => {
  await expect(counts(new URL('redis://:pass-word@127.0.0.1:9'), 1)).rejects.toThrow(
    /^REDIS_URL: found 127\.0\.0\.1:9, where no Redis answers \(ECONNREFUSED\), expected a Redis server\.$/,
  )
})

test.skipIf(!hasRedis)('a Redis that refuses the password says so, without the password', async () => {
  const { url } = await redis('--requirepass', 'right-one')
  const [host, wrong] = [url.host, new URL(url)]
  wrong.password = 'wrong-one'
  const refused = (reason: string) =>
    `REDIS_URL: found ${host}, where Redis does not let us in (${reason}), expected a user and password that it takes.`
  await expect(counts(wrong, 1)).rejects.toThrow(refused('WRONGPASS'))
  await expect(counts(url, 1)).rejects.toThrow(refused('NOAUTH'))
})
