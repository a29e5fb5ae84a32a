import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { jwtVerify, SignJWT } from 'jose'
import * as z from 'zod/mini'
import type { Answer } from '../answer.ts'
import { problem } from './problems.ts'

const scopes = ['jobs:read', 'jobs:write', 'contacts:persons:read']
const lifeSeconds = 600
const issuer = 'bigchange'
const claims = z.object({ scope: z.string() })

/** The one application that BigChange knows, with its secret in a file of the folder; made once and kept. */
export function createApplication(dataDir: string) {
  const clientId = 'jobs-console-gateway'
  mkdirSync(dataDir, { recursive: true })
  const secretFile = resolve(join(dataDir, 'bigchange-client-secret'))
  if (!existsSync(secretFile))
    writeFileSync(secretFile, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  const secret = readFileSync(secretFile, 'utf8').trim()
  const key = randomBytes(32)

  return {
    clientId,
    secretFile,
    customerId: '10001',
    /** The answer to a form that was posted to the token address. */
    async token(form: URLSearchParams): Promise<Answer> {
      if (form.get('grant_type') !== 'client_credentials')
        return problem(400, 'The grant type is not supported.')
      if (form.get('client_id') !== clientId || form.get('client_secret') !== secret)
        return problem(400, 'The client is not known or its secret is wrong.')
      const token = await new SignJWT({ scope: scopes.join(' ') })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(issuer)
        .setJti(randomBytes(8).toString('hex'))
        .setExpirationTime(`${lifeSeconds} s`)
        .sign(key)
      return {
        status: 200,
        body: JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: lifeSeconds }),
      }
    },
    /** The scopes of an access token; null where it is not (any longer) valid. */
    async scopesOf(token: string): Promise<string[] | null> {
      const verified = await jwtVerify(token, key, { issuer, algorithms: ['HS256'] }).catch(() => null)
      const read = claims.safeParse(verified?.payload)
      return read.success ? read.data.scope.split(' ') : null
    },
  }
}
