/** Plays an OpenID provider within a test: keys, id tokens, and answers to `fetch` by address. */
export const issuer = 'https://id.example.com'
export const clientId = 'jobs-console'

const encode = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
export const part = (value: unknown) =>
  encode(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)))

type SignAlgorithm = Algorithm & { hash?: string; saltLength?: number }
export type TestKey = {
  pair: CryptoKeyPair
  sign: SignAlgorithm
  alg: string
  jwk: Record<string, unknown>
}

/** A new key pair for an algorithm by its JOSE name. */
export async function testKey(alg: string, kid?: string): Promise<TestKey> {
  const hash = `SHA-${alg.slice(2)}`
  const rsa = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash }
  const namedCurve = { 256: 'P-256', 384: 'P-384', 512: 'P-521' }[alg.slice(2)] ?? ''
  const ways: Record<
    string,
    [make: RsaHashedKeyGenParams | EcKeyGenParams | Algorithm, sign: SignAlgorithm]
  > = {
    RS: [{ name: 'RSASSA-PKCS1-v1_5', ...rsa }, { name: 'RSASSA-PKCS1-v1_5' }],
    PS: [
      { name: 'RSA-PSS', ...rsa },
      { name: 'RSA-PSS', saltLength: Number(alg.slice(2)) / 8 },
    ],
    ES: [
      { name: 'ECDSA', namedCurve },
      { name: 'ECDSA', hash },
    ],
  }
  const [make, sign] = ways[alg.slice(0, 2)] ?? [{ name: 'Ed25519' }, { name: 'Ed25519' }]
  const pair = await crypto.subtle.generateKey(make, true, ['sign', 'verify'])
  if (!('publicKey' in pair)) throw new Error('expected a pair')
  return {
    pair,
    sign,
    alg,
    jwk: { ...(await crypto.subtle.exportKey('jwk', pair.publicKey)), alg, use: 'sig', ...(kid && { kid }) },
  }
}

/** A token signed with a key; the header names its `kid` where it has one. */
export async function signedToken(
  key: TestKey,
  claims: unknown,
  header: Record<string, unknown> = {},
): Promise<string> {
  const { kid } = key.jwk
  const signed = `${part({ alg: key.alg, ...(kid !== undefined && { kid }), ...header })}.${part(claims)}`
  return `${signed}.${encode(new Uint8Array(await crypto.subtle.sign(key.sign, key.pair.privateKey, new TextEncoder().encode(signed))))}`
}

export const json = (body: unknown, status = 200): Response => Response.json(body, { status })

export const discovery = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
}

/** The storage of one tab. */
export class MemoryStorage implements Storage {
  readonly #items = new Map<string, string>()
  get length() {
    return this.#items.size
  }
  key = (index: number) => [...this.#items.keys()][index] ?? null
  getItem = (key: string) => this.#items.get(key) ?? null
  setItem = (key: string, value: string) => void this.#items.set(key, value)
  removeItem = (key: string) => void this.#items.delete(key)
  clear = () => this.#items.clear()
}
