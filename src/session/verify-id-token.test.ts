import { createHash, createHmac } from 'node:crypto'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { clientId, issuer, part, signedToken, testKey, type TestKey } from './test-provider.ts'
import { verifyIdToken, type Expected, type KeySource } from './verify-id-token.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const seconds = now / 1000
const claims = { iss: issuer, sub: 'operator', aud: clientId, exp: seconds + 600, iat: seconds, nonce: 'n-1' }
const expected: Expected = { issuer, clientId, accessToken: 'at-1', nonce: 'n-1', now }

let key: TestKey
let other: TestKey
let keys: KeySource

beforeAll(async () => {
  key = await testKey('RS256', 'k1')
  other = await testKey('RS256', 'k1')
  keys = async () => [key.jwk]
})

const verify = async (changes: object, more: Partial<Expected> = {}, source = keys) =>
  verifyIdToken(await signedToken(key, { ...claims, ...changes }), { ...expected, ...more }, source)
const refusal = (fault: string) => expect.objectContaining({ name: 'IdTokenRefused', fault })

describe('verifyIdToken', () => {
  it('gives the claims of a good token', async () => {
    await expect(verify({ roles: ['lead'] })).resolves.toMatchObject({ sub: 'operator', roles: ['lead'] })
  })

  it.each(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'])(
    'believes %s, and not when a bit of it is changed',
    async (alg) => {
      const own = await testKey(alg, 'k2')
      // A provider names the algorithm EdDSA, WebCrypto the curve.
      const jwk = { ...own.jwk, alg }
      const token = await signedToken(own, claims)
      await expect(verifyIdToken(token, expected, async () => [key.jwk, jwk])).resolves.toMatchObject({
        sub: 'operator',
      })
      const [head, , signature] = token.split('.')
      const forged = `${head}.${part({ ...claims, sub: 'lead' })}.${signature}`
      await expect(verifyIdToken(forged, expected, async () => [key.jwk, jwk])).rejects.toEqual(
        refusal('signature'),
      )
    },
  )

  it('refuses alg none, with and without a signature', async () => {
    const unsigned = `${part({ alg: 'none' })}.${part(claims)}`
    await expect(verifyIdToken(`${unsigned}.`, expected, keys)).rejects.toEqual(refusal('malformed'))
    await expect(verifyIdToken(`${unsigned}.AAAA`, expected, keys)).rejects.toEqual(refusal('algorithm'))
  })

  it('refuses HS256 with the public key as the secret', async () => {
    const signed = `${part({ alg: 'HS256', kid: 'k1' })}.${part(claims)}`
    const hmac = createHmac('sha256', JSON.stringify(key.jwk)).update(signed).digest('base64url')
    await expect(verifyIdToken(`${signed}.${hmac}`, expected, keys)).rejects.toEqual(refusal('algorithm'))
    const symmetric = { kty: 'oct', k: part('secret'), kid: 'k1', alg: 'HS256' }
    await expect(verifyIdToken(`${signed}.${hmac}`, expected, async () => [symmetric])).rejects.toEqual(
      refusal('algorithm'),
    )
  })

  it('refuses a token of another key under the same id', async () => {
    const token = await signedToken(other, claims)
    await expect(verifyIdToken(token, expected, keys)).rejects.toEqual(refusal('signature'))
  })

  it('refuses a header that demands what it does not know', async () => {
    const token = await signedToken(key, claims, { crit: ['exp'] })
    await expect(verifyIdToken(token, expected, keys)).rejects.toEqual(refusal('algorithm'))
  })

  it('looks once more for an unknown key, and believes it if it is there then', async () => {
    const source = vi.fn<KeySource>(async (refetch) => [refetch ? key.jwk : { ...other.jwk, kid: 'k0' }])
    await expect(verify({}, {}, source)).resolves.toMatchObject({ sub: 'operator' })
    expect(source.mock.calls).toEqual([[false], [true]])
  })

  it('refuses a key that is unknown at the second look too', async () => {
    const source = vi.fn<KeySource>(async () => [{ ...other.jwk, kid: 'k0' }])
    await expect(verify({}, {}, source)).rejects.toEqual(refusal('unknownKey'))
    expect(source).toHaveBeenCalledTimes(2)
  })

  it.each([{ use: 'enc' }, { alg: 'RS512' }, { kty: 'EC' }, { n: 'AQAB' }])(
    'does not use a key with %o',
    async (changes) => {
      await expect(verify({}, {}, async () => [{ ...key.jwk, ...changes }])).rejects.toEqual(
        refusal('unknownKey'),
      )
    },
  )

  it('passes on that the keys could not be had', async () => {
    await expect(verify({}, {}, () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  })

  it('tries every fitting key where neither side names one', async () => {
    const [first, second] = [await testKey('ES256'), await testKey('ES256')]
    const token = await signedToken(second, claims)
    await expect(verifyIdToken(token, expected, async () => [first.jwk, second.jwk])).resolves.toMatchObject({
      iss: issuer,
    })
  })

  it.each([
    ['issuer', { iss: 'https://evil.example' }],
    ['issuer', { iss: `${issuer}/` }],
    ['audience', { aud: 'another' }],
    ['audience', { aud: [] }],
    ['audience', { aud: ['another'] }],
    ['audience', { azp: 'another' }],
    ['audience', { aud: [clientId, 'another'] }],
    ['audience', { aud: [clientId, 'another'], azp: 'another' }],
    ['expired', { exp: seconds - 301 }],
    ['future', { iat: seconds + 301 }],
    ['future', { nbf: seconds + 301 }],
    ['nonce', { nonce: 'n-2' }],
    ['nonce', { nonce: undefined }],
    ['accessTokenHash', { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['malformed', { at_hash: 7 }],
    ['malformed', { sub: undefined }],
    ['malformed', { sub: '' }],
    ['malformed', { sub: 7 }],
    ['malformed', { exp: undefined }],
    ['malformed', { exp: '9999999999' }],
    ['malformed', { iat: undefined }],
    ['malformed', { aud: undefined }],
    ['malformed', { iss: undefined }],
  ])('refuses for its %s: %o', async (fault, changes) => {
    await expect(verify(changes)).rejects.toEqual(refusal(fault))
  })

  it.each([
    { aud: [clientId] },
    { aud: [clientId, 'another'], azp: clientId },
    { exp: seconds - 299 },
    { iat: seconds + 299, nbf: seconds + 299 },
    { iat: seconds - 120 },
  ])('accepts %o', async (changes) => {
    await expect(verify(changes)).resolves.toMatchObject({ sub: 'operator' })
  })

  it('accepts the right hash of the access token', async () => {
    const half = createHash('sha256').update('at-1').digest().subarray(0, 16).toString('base64url')
    await expect(verify({ at_hash: half })).resolves.toMatchObject({ sub: 'operator' })
    await expect(verify({ at_hash: half }, { accessToken: 'at-2' })).rejects.toEqual(
      refusal('accessTokenHash'),
    )
  })

  it('wants the same person after a refresh, and no nonce', async () => {
    const refresh = { nonce: null, subject: 'operator' }
    await expect(verify({ nonce: undefined }, refresh)).resolves.toMatchObject({ sub: 'operator' })
    await expect(verify({ sub: 'lead' }, refresh)).rejects.toEqual(refusal('subject'))
  })

  it.each(['', 'junk', 'a.b', '..', 'a.b.c', 'a.b.c.d.e', '💥.💥.💥', `${'x'.repeat(100_000)}.y.z`])(
    'refuses junk %#',
    async (token) => {
      await expect(verifyIdToken(token, expected, keys)).rejects.toEqual(refusal('malformed'))
    },
  )

  it.each(['[]', 'null', '"text"', '{', '\u0000'])('refuses claims that are %j', async (body) => {
    await expect(verifyIdToken(await signedToken(key, body), expected, keys)).rejects.toEqual(
      refusal('malformed'),
    )
  })

  it('keeps the token out of its error', async () => {
    const token = await signedToken(key, { ...claims, aud: 'another' })
    const error: unknown = await verifyIdToken(token, expected, keys).catch((thrown: unknown) => thrown)
    expect(JSON.stringify(error) + String(error)).not.toContain(token.slice(0, 20))
  })
})
