import * as z from 'zod/mini'
import { config } from '~/lib/current-config.ts'
import { isLoopback } from '~/lib/is-loopback.ts'
import { askProvider } from './provider-request.ts'
import { plainText, setUpProblem } from './session-problem.ts'
import type { KeySource } from './verify-id-token.ts'

const endpoint = z.string().check(z.refine(isSafeAddress, 'not https'))
const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: z.optional(endpoint),
  userinfo_endpoint: z.optional(endpoint),
  end_session_endpoint: z.optional(endpoint),
  revocation_endpoint: z.optional(endpoint),
  authorization_response_iss_parameter_supported: z.optional(z.boolean()),
})
const keySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) })

/** What the provider says of itself, checked: only these members are ever used. */
export type ProviderMetadata = z.infer<typeof metadata>

const limitMs = 10_000
let found: ProviderMetadata | undefined
let keys: readonly Record<string, unknown>[] | undefined

/** https, or http on this machine; no credentials in it. */
function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  return !username && !password && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)))
}

/** OpenID Connect Discovery 1.0, section 4. */
export const discoveryAddress = (authority: string): string =>
  `${authority.replace(/\/$/, '')}/.well-known/openid-configuration`

/** The provider's metadata: from the settings, else its discovery document, asked for once per page load. */
export async function providerMetadata(): Promise<ProviderMetadata> {
  const { authority, metadata: given } = config().oidc
  found ??= checkMetadata(given ?? (await askProvider(discoveryAddress(authority), { limitMs })), authority)
  return found
}

/** The provider's metadata if it is the expected issuer's and every address in it may be used; else a `Problem`. */
function checkMetadata(value: unknown, authority: string): ProviderMetadata {
  const checked = metadata.safeParse(value)
  if (!checked.success) {
    const wrong = checked.error.issues[0]?.path.join('.') || 'all of it'
    throw setUpProblem(
      `The description of the sign-in service is incomplete or unsafe (${plainText(wrong, 60)}).`,
    )
  }
  if (checked.data.issuer !== authority) {
    const issuer = plainText(checked.data.issuer, 100)
    throw setUpProblem(
      `The sign-in service calls itself “${issuer}”, the settings call it “${authority}” (oidc.authority).`,
    )
  }
  return checked.data
}

/** The keys that sign id tokens: from the settings, else the provider's key address. */
export const providerKeys: KeySource = async (refetch) => {
  const { signingKeys } = config().oidc
  if (signingKeys) return signingKeys
  if (keys && !refetch) return keys
  const { jwks_uri: address } = await providerMetadata()
  if (!address)
    throw setUpProblem(
      'The sign-in service does not say where its keys are (jwks_uri, or setting oidc.signingKeys).',
    )
  const checked = keySet.safeParse(await askProvider(address, { limitMs }))
  if (!checked.success) throw setUpProblem('The keys of the sign-in service cannot be read.')
  keys = checked.data.keys
  return keys
}
