import { randomUUID } from 'node:crypto'
import { createClient } from '@redis/client'
import type { Logger } from 'pino'
import { arrivalMs, createCallCount } from './call-count.ts'
import type { CallCount, Rate } from './call-count.ts'

/** Every gateway goes by the clock of the server. Gives -1 for leave, else the milliseconds to wait. */
const takeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local window = tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
if redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[1]) then
  redis.call('ZADD', KEYS[1], now + ARGV[4], ARGV[3])
  redis.call('PEXPIRE', KEYS[1], math.ceil(window + ARGV[4]))
  return -1
end
local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
return math.ceil(first[2] + window - now)`

const arrivedScript = `
local time = redis.call('TIME')
return redis.call('ZADD', KEYS[1], 'XX', 'LT', time[1] * 1000 + math.ceil(time[2] / 1000), ARGV[1])`

/** Another gateway's calls may arrive sooner than is known here, so it is asked again at least so often. */
const lookAgainMs = 200
const connectMs = 5000

export type RedisClient = Awaited<ReturnType<typeof connectRedis>>

/** A connection that mends itself. Throws where the server does not answer at the start. */
export async function connectRedis(url: URL, log: Logger) {
  let connected = false
  const client = createClient({
    url: url.href,
    disableOfflineQueue: true,
    commandOptions: { timeout: connectMs },
    socket: {
      connectTimeout: connectMs,
      reconnectStrategy: (tries) => (connected ? Math.min(2000, 100 * (tries + 1)) : false),
    },
  })
  client.on('error', (error: Error) => connected && log.warn({ reason: error.message }, 'Redis is away'))
  try {
    await client.connect()
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
    throw new Error(
      `REDIS_URL: found ${url.host}, where no Redis answers (${reason}), expected a Redis server.`,
      { cause: error },
    )
  }
  connected = true
  return client
}

/**
 * The calls of all gateways that name the same `key`, kept in Redis. While Redis is away each gateway counts its own: people
 * go on working, and the other side's own limit holds.
 */
export function createRedisCallCount(client: RedisClient, key: string, rate: Rate, log: Logger): CallCount {
  const own = createCallCount(rate)
  const { atOnce, windowMs } = rate
  return {
    async take() {
      const call = randomUUID()
      try {
        const asked = [atOnce, windowMs, call, arrivalMs].map(String)
        const waitMs = Number(await client.eval(takeScript, { keys: [key], arguments: asked }))
        if (waitMs >= 0) return { waitMs: Math.max(1, Math.min(waitMs, lookAgainMs)) }
        return {
          arrived: () => unheard(client.eval(arrivedScript, { keys: [key], arguments: [call] })),
          unused: () => unheard(client.zRem(key, call)),
        }
      } catch (error) {
        log.warn({ reason: String(error) }, 'Redis did not count a call; this gateway counts its own')
        return own.take()
      }
    },
  }
}

/** What is not told in time runs out by itself. */
const unheard = (told: Promise<unknown>) => void told.catch(() => {})
