import { Problem } from '~/lib/problem.ts'
import { ProviderFailure } from './provider-request.ts'
import { IdTokenRefused, type IdTokenFault } from './verify-id-token.ts'

const failed = 'Signing in failed.'
const again = 'Try again; if it happens again, report this message.'
const operator =
  'Report this message to whoever runs this console: its settings or the sign-in service must be put right.'

type Words = readonly [why: string, next: string]

/** RFC 6749 4.1.2.1 and 5.2, OpenID Connect Core 3.1.2.6. */
const byCode: Record<string, Words> = {
  access_denied: [
    'The sign-in service did not let you in, or the sign-in was cancelled there.',
    'Try again, or ask for access.',
  ],
  login_required: ['The sign-in service wants you to sign in there first.', 'Sign in again.'],
  interaction_required: ['The sign-in service needs an answer from you.', 'Sign in again.'],
  consent_required: ['The sign-in service needs your consent.', 'Sign in again and agree there.'],
  account_selection_required: [
    'The sign-in service needs to know which account you mean.',
    'Sign in again and choose one.',
  ],
  temporarily_unavailable: ['The sign-in service is busy or under repair.', 'Try again in a few minutes.'],
  server_error: ['The sign-in service met an error of its own.', 'Try again in a few minutes.'],
  invalid_grant: [
    'The sign-in service no longer accepts this sign-in: it is used up or too old.',
    'Sign in again.',
  ],
  invalid_scope: [
    'The sign-in service does not know the scope that this console asks for (setting oidc.scope).',
    operator,
  ],
  invalid_client: ['The sign-in service does not know this console (setting oidc.client_id).', operator],
  unauthorized_client: ['The sign-in service does not let this console sign people in this way.', operator],
  invalid_request: ['The sign-in service does not understand what this console asks.', operator],
  unsupported_response_type: [
    'The sign-in service does not offer sign-in with an authorization code.',
    operator,
  ],
}

const clock = 'Check the date and time of this computer, then try again.'
const byFault: Record<IdTokenFault, Words> = {
  malformed: ['The sign-in service sent an identity that cannot be read.', again],
  algorithm: ['The identity is signed in a way that this console does not trust.', operator],
  signature: ['The signature of the identity is wrong.', operator],
  unknownKey: ['The identity is signed with a key that the sign-in service does not publish.', again],
  issuer: [
    'The identity comes from another sign-in service than the one in the settings (oidc.authority).',
    operator,
  ],
  audience: ['The identity is meant for another application.', operator],
  expired: ['The identity has run out already, by the clock of this computer.', clock],
  future: ['The identity is from the future, by the clock of this computer.', clock],
  nonce: ['The identity does not answer the question that this browser asked.', again],
  accessTokenHash: ['The access and the identity that arrived do not belong together.', again],
  subject: ['The sign-in service answered for another person.', 'Sign in again.'],
}

/** Signing in failed, for that reason. */
export const signInProblem = (
  why: string,
  next: string = again,
  options?: { cause?: unknown; status?: number },
) => new Problem(failed, why, next, options)

/** The same where only who runs the console can help. */
export const setUpProblem = (why: string) => signInProblem(why, operator)

/** What an error code of the sign-in service means, with its own words, cut short and never taken for more than text. */
export function errorCodeProblem(code: string, description: string | null): Problem {
  const [why, next] = (Object.hasOwn(byCode, code) && byCode[code]) || [
    `The sign-in service answered with the error “${plainText(code, 60)}”.`,
    again,
  ]
  const said = plainText(description ?? '', 200)
  return signInProblem(said ? `${why} It says: “${said}”.` : why, next)
}

/** Whatever went wrong while signing in, in words for people. */
export function asSignInProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof IdTokenRefused) return signInProblem(...byFault[error.fault], { cause: error })
  if (error instanceof ProviderFailure) return providerProblem(error)
  return signInProblem(
    'A part of the console could not be loaded or did not work.',
    'Check the connection and try again.',
    {
      cause: error,
    },
  )
}

function providerProblem(failure: ProviderFailure): Problem {
  if (failure.code !== null) return errorCodeProblem(failure.code, failure.description)
  const why = {
    unreachable: 'The sign-in service cannot be reached from this browser.',
    late: 'The sign-in service did not answer in time.',
    malformed: 'The sign-in service sent an answer that cannot be read.',
    refused: `The sign-in service answered with the status ${failure.status}.`,
  }[failure.kind]
  return signInProblem(why, 'Check the connection and try again.', { cause: failure, status: failure.status })
}

/** Without control and direction characters, cut to so many characters. */
export function plainText(text: string, most: number): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ').trim()
  return plain.length > most ? `${plain.slice(0, most).trimEnd().toWellFormed()}…` : plain.toWellFormed()
}
