import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { APIRequestContext, Page } from '@playwright/test'
import { sessionKeyOf } from '../src/session/session-key.ts'
import { gatewayUrl, oidcUrl } from './ports.ts'

const client = { authority: oidcUrl, client_id: 'jobs-console' }
const redirect_uri = `${gatewayUrl}/callback`

/**
 * Signs a person in with the provider's requests instead of its pages, and leaves the session in the tab as the console
 * keeps it (src/session/session-record.ts), with the provider's own cookies: a page that is drawn to be left again costs
 * a second of work a story. The stories about signing in do it by hand.
 */
export async function bringSession(page: Page, account: string, password: string): Promise<void> {
  const record = await signIn(page.context().request, account, password)
  // Of the console's origin, and nothing runs in it.
  await page.goto('/robots.txt')
  await page.evaluate(([key, value]) => sessionStorage.setItem(key, value), [
    sessionKeyOf(client),
    JSON.stringify(record),
  ] as const)
}

async function signIn(request: APIRequestContext, account: string, password: string) {
  const verifier = randomBytes(32).toString('base64url')
  const page = await request.get(`${oidcUrl}/auth`, {
    params: {
      ...client,
      redirect_uri,
      response_type: 'code',
      scope: 'openid profile offline_access',
      state: randomUUID(),
      nonce: randomUUID(),
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    },
  })
  const back = await request.post(page.url(), { form: { user_name: account, password } })
  const answer = await request.post(`${oidcUrl}/token`, {
    headers: { Origin: gatewayUrl },
    form: {
      client_id: client.client_id,
      grant_type: 'authorization_code',
      code: new URL(back.url()).searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri,
    },
  })
  const tokens: Record<'access_token' | 'refresh_token' | 'id_token', string> & { expires_in: number } =
    await answer.json()
  const lifetime = tokens.expires_in * 1000
  const { sub, name, roles } = claimsOf(tokens.id_token)
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    idToken: tokens.id_token,
    expiresAt: Date.now() + lifetime,
    lifetime,
    tab: randomUUID(),
    person: { sub, name, claims: { sub, name, roles } },
  }
}

const claimsOf = (idToken: string): Record<'sub' | 'name' | 'roles', unknown> =>
  JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString())
