import { randomUUID } from 'node:crypto'
import { createClient, ErrorReply } from '@redis/client'
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

/** An answer that takes longer is not waited for, and no other is asked for a while: everybody stands in line behind it. */
const answerMs = 400
const aloneMs = 5000
/** A connection on which nothing is heard any more is given up, and made anew: within `aloneMs`, in which nothing is sent. */
const pingMs = 1000
const silentMs = 3000

/** A connection that mends itself. Throws where the server does not answer at the start. */
export async function connectRedis(url: URL, log: Logger) {
  let connected = false
  const client = createClient({
    url: url.href,
    disableOfflineQueue: true,
    pingInterval: pingMs,
    socket: {
      connectTimeout: connectMs,
      socketTimeout: silentMs,
      reconnectStrategy: (tries) => (connected ? Math.min(2000, 100 * (tries + 1)) : false),
    },
  })
  client.on('error', (error: Error) => connected && log.warn({ reason: error.message }, 'Redis is away'))
  try {
    await client.connect()
  } catch (error) {
    throw new Error(`REDIS_URL: found ${url.host}, ${whyNotConnected(error)}.`, { cause: error })
  }
  connected = true
  return client
}

function whyNotConnected(error: unknown): string {
  const refusal = error instanceof ErrorReply && /^(WRONGPASS|NOAUTH|NOPERM)\b/.exec(error.message)?.[0]
  if (refusal)
    return `where Redis does not let us in (${refusal}), expected a user and password that it takes`
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
  return `where no Redis answers (${reason}), expected a Redis server`
}

/**
 * The calls of all gateways that name the same `key`, kept in Redis. Each gateway counts its own as well, and while Redis is
 * away, silent or not, by those alone: people go on working, and the other side's own limit holds.
 */
export function createRedisCallCount(client: RedisClient, key: string, rate: Rate, log: Logger): CallCount {
  const own = createCallCount(rate)
  const { atOnce, windowMs } = rate
  let aloneUntil = 0
  return {
    async take() {
      const leave = await own.take()
      if ('waitMs' in leave || performance.now() < aloneUntil) return leave
      const call = randomUUID()
      try {
        const asked = [atOnce, windowMs, call, arrivalMs].map(String)
        const waitMs = Number(await soon(client.eval(takeScript, { keys: [key], arguments: asked })))
        if (waitMs < 0)
          return {
            arrived() {
              leave.arrived()
              unheard(client.eval(arrivedScript, { keys: [key], arguments: [call] }))
            },
            unused() {
              leave.unused()
              unheard(client.zRem(key, call))
            },
          }
        leave.unused()
        return { waitMs: Math.max(1, Math.min(waitMs, lookAgainMs)) }
      } catch (error) {
        aloneUntil = performance.now() + aloneMs
        log.warn({ reason: String(error) }, 'Redis did not count a call; this gateway counts its own')
        return leave
      }
    },
  }
}

/** The client's own time limit ends as soon as a command is written. */
async function soon<Answer>(asked: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const giveUp = () => reject(new Error(`no answer within ${answerMs} ms`))
    // What has come meanwhile is read first: this process may have been the slow one.
    timer = setTimeout(() => setImmediate(giveUp), answerMs)
  })
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}

/** What is not told in time runs out by itself. */
const unheard = (told: Promise<unknown>) => void told.catch(() => {})
