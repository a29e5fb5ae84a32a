import { appUrl, config } from '~/lib/current-config.ts'
import { discoveryAddress, providerMetadata } from './metadata.ts'
import { askProvider, ProviderFailure } from './provider-request.ts'
import type { SessionRecord } from './session-record.ts'

const limitMs = 2000

/**
 * Ends at the provider what has ended here already: revokes the refresh token as well as can be, then leaves for the
 * provider's own sign-out, if it has one. False where nothing answers there, so that the person stays here. Never rejects.
 */
export async function signOutAtProvider({ refreshToken, idToken }: SessionRecord): Promise<boolean> {
  const { authority, client_id } = config().oidc
  const metadata = await providerMetadata().catch(() => null)
  if (metadata === null) return false
  const { revocation_endpoint: revocation, end_session_endpoint: endSession } = metadata
  const isThere =
    (revocation && refreshToken !== null && (await revoke(revocation, refreshToken, client_id))) ||
    (await doesAnswer(discoveryAddress(authority)))
  if (isThere && endSession) location.assign(endSessionAddress(endSession, client_id, idToken, appUrl('/')))
  return isThere
}

/** Whether anything came back; what it was changes nothing: providers answer with text, with nothing, or want a secret. */
const revoke = (address: string, token: string, client_id: string): Promise<boolean> =>
  askProvider(address, { form: { token, token_type_hint: 'refresh_token', client_id }, limitMs }).then(
    () => true,
    (error: unknown) => error instanceof ProviderFailure && error.status > 0,
  )

/** Leaving for a service that is down would end on the browser's own page; one may also forbid revoking to browsers. */
const doesAnswer = (address: string): Promise<boolean> =>
  fetch(address, {
    mode: 'no-cors',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(limitMs),
  }).then(
    () => true,
    () => false,
  )

/** OpenID Connect RP-Initiated Logout 1.0, section 2; some providers do nothing without the hint. */
function endSessionAddress(endpoint: string, clientId: string, idToken: string, back: string): string {
  const address = new URL(endpoint)
  address.searchParams.set('id_token_hint', idToken)
  address.searchParams.set('client_id', clientId)
  address.searchParams.set('post_logout_redirect_uri', back)
  return address.href
}
