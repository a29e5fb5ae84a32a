import { appUrl, config } from '~/lib/current-config.ts'
import { providerMetadata } from './metadata.ts'
import { askProvider } from './provider-request.ts'
import type { SessionRecord } from './session-record.ts'

const revocationLimitMs = 2000

/**
 * Ends at the provider what has ended here already: revokes the refresh token as well as can be, then leaves for the
 * provider's own sign-out, if it has one. Never rejects.
 */
export async function signOutAtProvider({ refreshToken, idToken }: SessionRecord): Promise<void> {
  const metadata = await providerMetadata().catch(() => null)
  const { client_id } = config().oidc
  if (metadata?.revocation_endpoint && refreshToken !== null) {
    const form = { token: refreshToken, token_type_hint: 'refresh_token', client_id }
    // Its answer changes nothing: providers answer with text, with nothing, or want a secret.
    await askProvider(metadata.revocation_endpoint, { form, limitMs: revocationLimitMs }).catch(() => null)
  }
  if (metadata?.end_session_endpoint) {
    location.assign(endSessionAddress(metadata.end_session_endpoint, client_id, idToken, appUrl('/')))
  }
}

/** OpenID Connect RP-Initiated Logout 1.0, section 2; some providers do nothing without the hint. */
function endSessionAddress(endpoint: string, clientId: string, idToken: string, back: string): string {
  const address = new URL(endpoint)
  address.searchParams.set('id_token_hint', idToken)
  address.searchParams.set('client_id', clientId)
  address.searchParams.set('post_logout_redirect_uri', back)
  return address.href
}
