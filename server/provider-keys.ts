import { createRemoteJWKSet } from 'jose'
import type { JWTVerifyGetKey } from 'jose'
import type { Logger } from 'pino'

const freshMs = 600_000
/** While the provider is away the keys that were last had are good for so long. */
const lastMs = 24 * 3_600_000
const tryAgainMs = 30_000
/** A key that is not known has the keys fetched anew, but no more often than this. */
const unknownMs = 5000

/** The provider's signing keys, fetched anew every ten minutes. Throws where they cannot be had and none are held. */
export function createProviderKeys(url: URL, limitMs: number, log: Logger): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: limitMs,
    cooldownDuration: unknownMs,
    cacheMaxAge: lastMs,
  })
  let refreshAt = Number.POSITIVE_INFINITY
  const refresh = async () => {
    refreshAt = Date.now() + tryAgainMs
    try {
      await keys.reload()
      refreshAt = Date.now() + freshMs
    } catch (error) {
      log.warn(
        { reason: String(error) },
        'the keys of the OpenID provider cannot be had; the last ones are used',
      )
    }
  }

  return async (header, token) => {
    if (Date.now() >= refreshAt) await refresh()
    const key = await keys(header, token)
    refreshAt = Math.min(refreshAt, Date.now() + freshMs)
    return key
  }
}
