import { appUrl, config } from '~/lib/current-config.ts'
import type { Problem } from '~/lib/problem.ts'
import { providerKeys, providerMetadata } from './metadata.ts'
import { takeSignInState } from './oidc.ts'
import { personNow, personOf } from './person-of.ts'
import { safeReturnPath } from './return-path.ts'
import { asSignInProblem, errorCodeProblem, signInProblem } from './session-problem.ts'
import type { SessionRecord } from './session-record.ts'
import { requestTokens } from './token-request.ts'
import { verifyIdToken } from './verify-id-token.ts'

/** A session that has just begun; which tab it belongs to is decided where it is kept. */
export type NewSession = Omit<SessionRecord, 'tab'>

export type CallbackOutcome =
  | { kind: 'signedIn'; session: NewSession; returnTo: string }
  | { kind: 'refused'; problem: Problem; returnTo: string }
  /** This tab began no such sign-in: the link is used up, or another tab waits for it. */
  | { kind: 'notOurs'; state: string | null }

const exchangeLimitMs = 15_000

/** What came of a return from the sign-in service with these parameters. Never rejects. */
export async function answerCallback(query: URLSearchParams): Promise<CallbackOutcome> {
  let returnTo = safeReturnPath(null, appUrl('/'))
  try {
    const { code, state, error, iss, error_description: description } = callbackParameters(query)
    if (error !== null && state === null) throw errorCodeProblem(error, description)
    const begun = state === null ? null : await takeSignInState(state)
    if (!begun) return { kind: 'notOurs', state }
    returnTo = safeReturnPath(begun.returnTo, appUrl('/'))
    await checkIssuer(iss)
    if (error !== null) throw errorCodeProblem(error, description)
    if (code === null) throw signInProblem('The sign-in service sent you back without an answer.')
    return { kind: 'signedIn', session: await exchange(code, begun), returnTo }
  } catch (error) {
    return { kind: 'refused', problem: asSignInProblem(error), returnTo }
  }
}

const names = ['code', 'state', 'error', 'error_description', 'iss'] as const

function callbackParameters(query: URLSearchParams): Record<(typeof names)[number], string | null> {
  if (names.some((name) => query.getAll(name).length > 1)) {
    throw signInProblem('The sign-in service sent you back with a contradictory answer.')
  }
  const [code, state, error, description, iss] = names.map((name) => query.get(name) || null)
  return {
    code: code ?? null,
    state: state ?? null,
    error: error ?? null,
    error_description: description ?? null,
    iss: iss ?? null,
  }
}

/** RFC 9207 2.4. */
async function checkIssuer(iss: string | null): Promise<void> {
  const { issuer, authorization_response_iss_parameter_supported: mustSay } = await providerMetadata()
  if (iss === null ? mustSay : iss !== issuer) {
    throw signInProblem('The answer does not come from the sign-in service that was asked.')
  }
}

type Begun = { verifier: string; redirectUri: string; nonce: string }

async function exchange(code: string, { verifier, redirectUri, nonce }: Begun): Promise<NewSession> {
  const { authority: issuer, client_id: clientId } = config().oidc
  const form = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri }
  const { idToken, ...tokens } = await requestTokens(form, exchangeLimitMs)
  if (idToken === null) throw signInProblem('The sign-in service did not say who you are (no id token).')
  const expected = { issuer, clientId, accessToken: tokens.accessToken, nonce, now: Date.now() }
  const session = {
    ...tokens,
    idToken,
    person: personOf(await verifyIdToken(idToken, expected, providerKeys)),
  }
  return { ...session, person: await personNow(session) }
}
