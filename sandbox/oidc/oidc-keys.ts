import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const jwk = z.looseObject({ kty: z.string(), kid: z.string(), n: z.string(), e: z.string() })
const keysFile = z.object({ signing: jwk, cookies: z.array(z.string()) })
type OidcKeys = z.infer<typeof keysFile>

/** The provider's signing and cookie keys; made once and kept in the folder, so that a restart ends no session. */
export function oidcKeys(dataDir: string): OidcKeys {
  const file = join(dataDir, 'oidc-keys.json')
  if (existsSync(file)) return keysFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const signing = {
    ...privateKey.export({ format: 'jwk' }),
    kid: randomBytes(8).toString('hex'),
    use: 'sig',
    alg: 'RS256',
  }
  const keys = keysFile.parse({ signing, cookies: [randomBytes(32).toString('base64url')] })
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 })
  return keys
}
