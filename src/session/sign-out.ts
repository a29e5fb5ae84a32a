import { appUrl, config } from '~/lib/current-config.ts'
import { providerMetadata } from './metadata.ts'
import { askProvider } from './provider-request.ts'
import type { SessionRecord } from './session-record.ts'

const limitMs = 2000

/**
 * Ends at the provider what has ended here already: revokes the refresh token as well as can be, then leaves for the
 * provider's own sign-out, if it has one. False where it does not answer, so that the person stays here. Never rejects.
 */
export async function signOutAtProvider({ refreshToken, idToken }: SessionRecord): Promise<boolean> {
  const metadata = await providerMetadata().catch(() => null)
  if (metadata === null) return false
  const { revocation_endpoint: revocation, end_session_endpoint: endSession, token_endpoint } = metadata
  const { client_id } = config().oidc
  const [answers] = await Promise.all([
    doesAnswer(token_endpoint),
    // What it answers changes nothing: providers answer with text, with nothing, or want a secret.
    revocation && refreshToken !== null
      ? askProvider(revocation, {
          form: { token: refreshToken, token_type_hint: 'refresh_token', client_id },
          limitMs,
        }).catch(() => null)
      : null,
  ])
  if (answers && endSession) location.assign(endSessionAddress(endSession, client_id, idToken, appUrl('/')))
  return answers
}

/** Whether anything answers there, whatever it says: leaving for a service that is down would end on a blank page. */
const doesAnswer = (address: string): Promise<boolean> =>
  fetch(address, {
    method: 'HEAD',
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
