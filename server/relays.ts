import type { Logger } from 'pino'
import { createCallCount, rateOf } from './call-count.ts'
import { createCredentialsRelay } from './credentials-relay.ts'
import type { Relays } from './gateway-app.ts'
import { bigChangePaths, contentHubPaths } from './operations.ts'
import { createOperatorCheck } from './operator-token.ts'
import { createRateLimit } from './rate-limit.ts'
import { connectRedis, createRedisCallCount } from './redis-call-count.ts'
import { createRelay } from './relay.ts'
import type { Relay } from './relay.ts'
import type { GatewaySettings, UpstreamSettings } from './settings.ts'

/** What passes calls on to the remote systems of the settings. Throws where REDIS_URL is given and Redis does not answer. */
export async function createRelays(
  { config, contentHub, bigChange, audience, redisUrl }: GatewaySettings,
  log: Logger,
): Promise<Relays & { close: () => Promise<void> }> {
  const redis = redisUrl && (await connectRedis(redisUrl, log))
  const { oidc, actionsByClaim } = config
  const checkOperator = audience === undefined ? undefined : createOperatorCheck({ oidc, audience, log })
  const limitOf = ({ origin, callsPerSecond }: UpstreamSettings) => {
    const rate = rateOf(callsPerSecond)
    const key = `jobs-console:calls:${origin.origin}`
    const count = redis ? createRedisCallCount(redis, key, rate, log) : createCallCount(rate)
    return createRateLimit(callsPerSecond, count)
  }
  const hubRelay = (system: UpstreamSettings): Relay => {
    const { origin, credentials } = system
    const headers = Object.keys(config.contentHub.headers)
    const forward = { system: 'Content Hub', origin, limit: limitOf(system), headers, log }
    if (credentials === undefined || checkOperator === undefined) return createRelay(forward)
    return createCredentialsRelay({
      ...forward,
      timeLimitMs: 140_000,
      bodyLimit: 10 * 1024 * 1024,
      credentials,
      allowed: contentHubPaths(config.contentHub.retry),
      checkOperator,
      actionsByClaim,
    })
  }
  const relays: Relays = {
    contentHub: contentHub && hubRelay(contentHub),
    bigChange:
      bigChange &&
      checkOperator &&
      createCredentialsRelay({
        system: 'BigChange',
        origin: bigChange.origin,
        limit: limitOf(bigChange),
        headers: [],
        credentials: bigChange.credentials,
        allowed: bigChangePaths,
        checkOperator,
        actionsByClaim,
        ownHeaders: { 'Customer-Id': bigChange.customerId },
        log,
      }),
  }
  return {
    ...relays,
    async close() {
      relays.contentHub?.close()
      relays.bigChange?.close()
      if (redis?.isOpen) redis.destroy()
    },
  }
}
