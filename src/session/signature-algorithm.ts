import { fromBase64Url } from './base64-url.ts'

export type SignatureAlgorithm = {
  keyType: 'RSA' | 'EC' | 'OKP'
  curve: string | null
  import: Algorithm & { hash?: string; namedCurve?: string }
  verify: Algorithm & { hash?: string; saltLength?: number }
  hash: string
  names: readonly string[]
}

const sizes = [256, 384, 512]
const curves: Record<number, string> = { 256: 'P-256', 384: 'P-384', 512: 'P-521' }
const ed25519 = { name: 'Ed25519' }
/** What may sign an id token: asymmetric algorithms alone, whatever the provider's metadata lists (RFC 7518 3.1, 8037). */
const allowed: readonly SignatureAlgorithm[] = [
  ...sizes.flatMap((size): SignatureAlgorithm[] => {
    const hash = `SHA-${size}`
    const rsa = { keyType: 'RSA', curve: null, hash } as const
    const [pkcs1, pss, ecdsa] = ['RSASSA-PKCS1-v1_5', 'RSA-PSS', 'ECDSA'] as const
    const curve = curves[size] ?? null
    return [
      { ...rsa, names: [`RS${size}`], import: { name: pkcs1, hash }, verify: { name: pkcs1 } },
      {
        ...rsa,
        names: [`PS${size}`],
        import: { name: pss, hash },
        verify: { name: pss, saltLength: size / 8 },
      },
      {
        keyType: 'EC',
        curve,
        hash,
        names: [`ES${size}`],
        import: { name: ecdsa, ...(curve && { namedCurve: curve }) },
        verify: { name: ecdsa, hash },
      },
    ]
  }),
  {
    keyType: 'OKP',
    curve: 'Ed25519',
    hash: 'SHA-512',
    names: ['EdDSA', 'Ed25519'],
    import: ed25519,
    verify: ed25519,
  },
]

/** The algorithm of that name (`RS256` …), if it is one that we believe. */
export const signatureAlgorithm = (name: string): SignatureAlgorithm | null =>
  allowed.find(({ names }) => names.includes(name)) ?? null

/** A key of the provider's key set, ready to verify with; null where it is not made for this algorithm. */
export async function importVerifyKey(
  algorithm: SignatureAlgorithm,
  jwk: Record<string, unknown>,
): Promise<CryptoKey | null> {
  const member = (name: string) => (typeof jwk[name] === 'string' ? jwk[name] : undefined)
  const { kty, use, alg, crv } = {
    kty: member('kty'),
    use: member('use'),
    alg: member('alg'),
    crv: member('crv'),
  }
  if (kty !== algorithm.keyType || (use ?? 'sig') !== 'sig') return null
  if (alg !== undefined && !algorithm.names.includes(alg)) return null
  if (algorithm.curve !== null && crv !== algorithm.curve) return null
  if (kty === 'RSA' && (fromBase64Url(member('n') ?? '')?.length ?? 0) < 256) return null
  const publicPart = Object.fromEntries(
    ['kty', 'crv', 'n', 'e', 'x', 'y'].flatMap((name) =>
      member(name) === undefined ? [] : [[name, member(name)]],
    ),
  )
  try {
    return await crypto.subtle.importKey('jwk', publicPart, algorithm.import, false, ['verify'])
  } catch {
    return null
  }
}
