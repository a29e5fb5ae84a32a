import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { upstream } from './test-gateway.ts'

/** The audience that the tests' gateways ask for. */
export const audience = 'https://jobs.example.com'

/** An OpenID provider that gives out any access token that is asked for. */
export async function operators() {
  const keys = { alg: 'RS256', kid: 'first', ...(await generateKeyPair('RS256', { extractable: true })) }
  let asked = 0
  let isDown = false
  const issuer: string = await upstream(async (request, response) => {
    if (isDown) {
      request.socket.destroy()
      return
    }
    if (request.url === '/keys') asked += 1
    const { kid, alg, publicKey } = keys
    const answer =
      request.url === '/keys'
        ? { keys: [{ ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }] }
        : { issuer, jwks_uri: `${issuer}/keys`, token_endpoint: `${issuer}/token` }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer))
  })
  return {
    issuer,
    keys,
    config: { oidc: { authority: issuer, client_id: 'jobs-console', metadata: null } },
    /** How often the keys were asked for. */
    keysAsked: () => asked,
    goDown: () => void (isDown = true),
    /** Signs with another key from now on, which the key address then tells. */
    async rotate() {
      Object.assign(keys, { kid: 'second', ...(await generateKeyPair('RS256', { extractable: true })) })
    },
    /** An `Authorization` header. A claim that is undefined is left out. */
    async bearer(claims: Record<string, unknown> = {}, header: { kid?: string } = {}): Promise<string> {
      const now = Math.floor(Date.now() / 1000)
      const usual = {
        iss: issuer,
        aud: audience,
        sub: 'operator',
        scope: 'openid jobs:read jobs:write',
        exp: now + 60,
      }
      const token = new SignJWT({ ...usual, ...claims })
      token.setProtectedHeader({ alg: keys.alg, kid: keys.kid, typ: 'at+jwt', ...header })
      return `Bearer ${await token.sign(keys.privateKey)}`
    },
  }
}
