import * as z from 'zod/mini'
import { fromBase64Url, jsonOfPart } from './base64-url.ts'
import { importVerifyKey, signatureAlgorithm, type SignatureAlgorithm } from './signature-algorithm.ts'

/** Why an id token was not believed. */
export type IdTokenFault =
  | 'malformed'
  | 'algorithm'
  | 'signature'
  | 'unknownKey'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'future'
  | 'nonce'
  | 'accessTokenHash'
  | 'subject'

/** The id token was not believed. The token itself is not kept. */
export class IdTokenRefused extends Error {
  override readonly name = 'IdTokenRefused'
  readonly fault: IdTokenFault

  constructor(fault: IdTokenFault) {
    super(`id token refused: ${fault}`)
    this.fault = fault
  }
}

/** Gives the provider's keys; with `refetch` asks the provider for them anew. */
export type KeySource = (refetch: boolean) => Promise<readonly Record<string, unknown>[]>

export type Expected = {
  issuer: string
  clientId: string
  accessToken: string
  /** What the request sent; null after a refresh, which sends none. */
  nonce: string | null
  /** Who must still be the one, after a refresh. */
  subject?: string
  /** Milliseconds since 1970. */
  now: number
}

const leewaySeconds = 5 * 60
const header = z.looseObject({ alg: z.string(), kid: z.optional(z.string()) })
const idTokenClaims = z.looseObject({
  iss: z.string(),
  sub: z.string().check(z.minLength(1)),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  iat: z.number(),
  nbf: z.optional(z.number()),
  azp: z.optional(z.string()),
  nonce: z.optional(z.string()),
  at_hash: z.optional(z.string()),
})
export type IdTokenClaims = z.infer<typeof idTokenClaims>

/**
 * The claims of an id token, after every check of OpenID Connect Core 3.1.3.7 and its signature; else rejects with
 * `IdTokenRefused`. Clocks may differ by five minutes. A key that is not known is looked for once more at its source.
 */
export async function verifyIdToken(
  token: string,
  expected: Expected,
  keys: KeySource,
): Promise<IdTokenClaims> {
  const [headerPart = '', claimsPart = '', signaturePart = '', ...more] = token.split('.')
  const head = header.safeParse(jsonOfPart(headerPart))
  const signature = fromBase64Url(signaturePart)
  if (more.length > 0 || !head.success || !signature) throw new IdTokenRefused('malformed')
  const algorithm = signatureAlgorithm(head.data.alg)
  if (!algorithm || 'crit' in head.data) throw new IdTokenRefused('algorithm')

  const signed = new TextEncoder().encode(`${headerPart}.${claimsPart}`)
  await checkSignature(algorithm, signed, signature, await fittingKeys(algorithm, head.data.kid, keys))

  const claims = idTokenClaims.safeParse(jsonOfPart(claimsPart))
  if (!claims.success) throw new IdTokenRefused('malformed')
  checkClaims(claims.data, expected)
  if (
    claims.data.at_hash !== undefined &&
    claims.data.at_hash !== (await halfHash(algorithm, expected.accessToken))
  )
    throw new IdTokenRefused('accessTokenHash')
  return claims.data
}

/** The claims of an id token that was verified before; empty where it is none. */
export const claimsOfVerified = (token: string): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).safeParse(jsonOfPart(token.split('.')[1] ?? '')).data ?? {}

async function fittingKeys(algorithm: SignatureAlgorithm, kid: string | undefined, keys: KeySource) {
  for (const refetch of [false, true]) {
    // The second look is only for a key that the first did not find.
    const known = await keys(refetch)
    const imported = await Promise.all(
      known
        .filter((key) => kid === undefined || key['kid'] === kid)
        .map((key) => importVerifyKey(algorithm, key)),
    )
    const usable = imported.filter((key) => key !== null)
    if (usable.length > 0) return usable
  }
  throw new IdTokenRefused('unknownKey')
}

async function checkSignature(
  algorithm: SignatureAlgorithm,
  signed: BufferSource,
  signature: BufferSource,
  keys: CryptoKey[],
): Promise<void> {
  const verdicts = await Promise.all(
    keys.map((key) => crypto.subtle.verify(algorithm.verify, key, signature, signed)),
  )
  if (!verdicts.includes(true)) throw new IdTokenRefused('signature')
}

function checkClaims(claims: IdTokenClaims, expected: Expected): void {
  const now = expected.now / 1000
  const audiences = [claims.aud].flat()
  refuseIf(claims.iss !== expected.issuer, 'issuer')
  refuseIf(!audiences.includes(expected.clientId), 'audience')
  refuseIf(audiences.length > 1 && claims.azp === undefined, 'audience')
  refuseIf(claims.azp !== undefined && claims.azp !== expected.clientId, 'audience')
  refuseIf(claims.exp + leewaySeconds <= now, 'expired')
  refuseIf(Math.max(claims.iat, claims.nbf ?? claims.iat) - leewaySeconds > now, 'future')
  refuseIf(expected.nonce !== null && claims.nonce !== expected.nonce, 'nonce')
  refuseIf(expected.subject !== undefined && claims.sub !== expected.subject, 'subject')
}

function refuseIf(wrong: boolean, fault: IdTokenFault): void {
  if (wrong) throw new IdTokenRefused(fault)
}

/** OpenID Connect Core 3.1.3.6: the left half of the access token's hash. */
async function halfHash({ hash }: SignatureAlgorithm, accessToken: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(accessToken)))
  const half = String.fromCharCode(...digest.subarray(0, digest.length / 2))
  return btoa(half).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
