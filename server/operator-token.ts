import { createLocalJWKSet, errors, jwtVerify } from 'jose'
import type { JWTPayload, JWTVerifyGetKey } from 'jose'
import type { Logger } from 'pino'
import * as z from 'zod/mini'
import { isLoopback } from '../src/lib/config.ts'
import type { ConsoleConfig } from '../src/lib/config.ts'
import { createProviderKeys } from './provider-keys.ts'
import { Refusal } from './refusal.ts'

/** Somebody whose access token is genuine. */
export type Operator = { sub: string; claims: JWTPayload }

type Settings = { oidc: ConsoleConfig['oidc']; audience: string; log: Logger }
type Provider = { issuer: string; keys: JWTVerifyGetKey }

/** Asymmetric ones alone: with a symmetric one the public key would be the secret. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]
const leewaySeconds = 30
const limitMs = 5000
const discoverAgainMs = 2000

const described = z.object({ issuer: z.string(), jwks_uri: z.string() })

/** jose's codes for what is the provider's fault, not the token's. */
const providerFaults = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'])

/**
 * Tells whose call it is from its `Authorization` header, by issuer, audience, signature and expiry. Throws a Refusal: 401
 * where the token is not to be believed, 503 where the provider's keys cannot be had.
 */
export function createOperatorCheck({ oidc, audience, log }: Settings) {
  let provider: Promise<Provider> | undefined
  const known = () => {
    provider ??= findProvider(oidc, log).catch((error: unknown) => {
      setTimeout(() => (provider = undefined), discoverAgainMs).unref()
      throw error
    })
    return provider
  }

  return async (authorization: string | undefined): Promise<Operator> => {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1]
    if (token === undefined) throw signInFirst('No access token came with the call.', 'Bearer')
    try {
      const { issuer, keys } = await known()
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms,
        clockTolerance: leewaySeconds,
        requiredClaims: ['exp', 'sub'],
      })
      if (typeof payload.sub !== 'string' || payload.sub === '') throw new errors.JWTInvalid('sub is empty')
      return { sub: payload.sub, claims: payload }
    } catch (error) {
      if (error instanceof errors.JOSEError && !providerFaults.has(error.code)) {
        log.info({ reason: error.code, claim: 'claim' in error ? error.claim : undefined }, 'token refused')
        throw signInFirst('The access token is not valid here, or no longer.', 'Bearer error="invalid_token"')
      }
      const told = { reason: String(error), authority: oidc.authority }
      if (error instanceof WrongProvider) {
        log.error(told, 'oidc.authority of CONFIG_FILE does not fit the OpenID provider')
        const detail = 'The gateway is not set up for the sign-in service that answers. Its log says more.'
        throw new Refusal(503, 'Sign-in service not as set', detail)
      }
      log.warn(told, 'the keys of the OpenID provider cannot be had')
      const detail = 'The sign-in service could not be asked whether the access token is genuine.'
      throw new Refusal(503, 'Sign-in service not reachable', detail, { 'Retry-After': '5' })
    }
  }
}

const signInFirst = (detail: string, challenge: string) =>
  new Refusal(401, 'Sign in', detail, { 'WWW-Authenticate': challenge })

/** A provider that answers, but that no setting fits. */
class WrongProvider extends Error {}

async function findProvider(
  { authority, metadata, signingKeys }: ConsoleConfig['oidc'],
  log: Logger,
): Promise<Provider> {
  const given = metadata ?? (signingKeys === null ? await discover(authority) : { issuer: authority })
  if (given.issuer !== authority)
    throw new WrongProvider(`The provider calls itself ${given.issuer}, not ${authority}.`)
  if (signingKeys !== null) return { issuer: authority, keys: createLocalJWKSet({ keys: signingKeys }) }
  const { jwks_uri: address } = described.parse(given)
  const url = new URL(address)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw new WrongProvider('The address of the keys is not https.')
  return { issuer: authority, keys: createProviderKeys(url, limitMs, log) }
}

async function discover(authority: string): Promise<z.infer<typeof described>> {
  const address = `${authority.replace(/\/$/, '')}/.well-known/openid-configuration`
  const response = await fetch(address, { signal: AbortSignal.timeout(limitMs), redirect: 'error' })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return described.parse(await response.json())
}
