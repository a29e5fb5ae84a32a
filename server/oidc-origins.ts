import * as z from 'zod/mini'
import { isLoopback } from '../src/lib/config.ts'
import type { ConsoleConfig } from '../src/lib/config.ts'

const endpoints = z.object({
  token_endpoint: z.optional(z.string()),
  userinfo_endpoint: z.optional(z.string()),
  jwks_uri: z.optional(z.string()),
  revocation_endpoint: z.optional(z.string()),
})

/** The origins that configured metadata or a discovery document makes browsers ask; only https or this machine. */
function originsIn(metadata: unknown): string[] {
  return Object.values(endpoints.parse(metadata)).flatMap((address) => {
    const url = address === undefined ? null : URL.parse(address)
    const allowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
    return url !== null && allowed ? [url.origin] : []
  })
}

/** The origins of the OpenID provider that are known from the configuration alone. */
export const configuredOrigins = ({ oidc }: ConsoleConfig): string[] => [
  new URL(oidc.authority).origin,
  ...(oidc.metadata === null ? [] : originsIn(oidc.metadata)),
]

/** The origins that the provider's discovery document names. Throws where it does not answer within the time. */
export async function discoveredOrigins({ oidc }: ConsoleConfig, limitMs = 3000): Promise<string[]> {
  if (oidc.metadata !== null) return []
  const address = `${oidc.authority.replace(/\/$/, '')}/.well-known/openid-configuration`
  const response = await fetch(address, { signal: AbortSignal.timeout(limitMs) })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return originsIn(await response.json())
}
