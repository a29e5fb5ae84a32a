import { config } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'
import { providerKeys, providerMetadata } from './metadata.ts'
import { personNow, personOf } from './person-of.ts'
import { ProviderFailure } from './provider-request.ts'
import { SessionOver } from './session-over.ts'
import { asSignInProblem } from './session-problem.ts'
import type { Person, SessionRecord } from './session-record.ts'
import { requestTokens, type Tokens } from './token-request.ts'
import { verifyIdToken } from './verify-id-token.ts'

const limitMs = 10_000

/**
 * The session with new tokens, and a promise of the person as the provider sees them now. Rejects with `SessionOver`
 * where the session cannot be renewed any more, with another `Problem` where it may work later.
 */
export async function renewTokens(
  session: SessionRecord,
): Promise<{ renewed: SessionRecord; person: Promise<Person> }> {
  const { userinfo_endpoint: hasUserinfo } = await beforehand()
  const { accessToken, idToken, refreshToken, expiresAt, lifetime } = await refreshedTokens(session)
  const renewed = {
    ...session,
    accessToken,
    refreshToken: refreshToken ?? session.refreshToken,
    expiresAt,
    lifetime,
  }
  if (idToken !== null) {
    const claims = await verified(idToken, accessToken, session.person.sub)
    renewed.idToken = idToken
    renewed.person = personOf({ ...(hasUserinfo ? session.person.claims : {}), ...claims })
  }
  // What userinfo says of somebody else is not used.
  return { renewed, person: personNow(renewed).catch(() => renewed.person) }
}

/** All that must be at hand before the refresh token is used up: what fails here costs nothing. */
async function beforehand() {
  try {
    await providerKeys(false)
    return await providerMetadata()
  } catch (error) {
    throw notRenewed(error)
  }
}

async function refreshedTokens({ refreshToken }: SessionRecord): Promise<Tokens> {
  if (refreshToken === null) throw new SessionOver()
  try {
    return await requestTokens({ grant_type: 'refresh_token', refresh_token: refreshToken }, limitMs)
  } catch (error) {
    if (error instanceof ProviderFailure && isFinal(error)) {
      throw new SessionOver('The sign-in service does not renew it any more.', { cause: error })
    }
    throw notRenewed(error)
  }
}

// Not every provider says invalid_grant: one sends a bare 400.
const isFinal = ({ status }: ProviderFailure) =>
  status >= 400 && status < 500 && status !== 408 && status !== 429

async function verified(idToken: string, accessToken: string, subject: string) {
  const { authority: issuer, client_id: clientId } = config().oidc
  const expected = { issuer, clientId, accessToken, nonce: null, subject, now: Date.now() }
  try {
    return await verifyIdToken(idToken, expected, providerKeys)
  } catch (error) {
    throw new SessionOver(asSignInProblem(error).why, { pageMayStay: false, cause: error })
  }
}

const notRenewed = (error: unknown) =>
  new Problem(
    'Your session could not be renewed.',
    asSignInProblem(error).why,
    'Check the connection and try again.',
    {
      cause: error,
    },
  )
