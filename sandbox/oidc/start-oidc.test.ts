import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFaults, faultSchema } from '../faults.ts'
import type { TenantView } from '../tenants.ts'
import { startOidc } from './start-oidc.ts'

const appUrl = 'http://127.0.0.1:4173'
// A connection kept open would be cut by the restart.
const oneCall = { Connection: 'close' }
const dataDir = mkdtempSync(join(tmpdir(), 'oidc-'))
const faults = createFaults()
const meet = (kind: object) =>
  faults.add(faultSchema.parse({ system: 'oidc', method: 'POST', path: '^/token', times: 1, ...kind }))
const tenants = new Map<string, TenantView>([
  [
    'default',
    {
      accessTokenSeconds: 600,
      refreshTokenSeconds: 28_800,
      takeFault: faults.take,
      faultsCleared: faults.cleared,
    },
  ],
  [
    'k3f9',
    {
      accessTokenSeconds: 7,
      refreshTokenSeconds: 60,
      takeFault: () => undefined,
      faultsCleared: faults.cleared,
    },
  ],
])
const start = (port: number) =>
  startOidc({
    host: '127.0.0.1',
    port,
    dataDir,
    appUrls: [`${appUrl}/`],
    tenantOf: (name) => tenants.get(name),
  })
let oidc: Awaited<ReturnType<typeof start>>

beforeAll(async () => {
  oidc = await start(0)
})
afterAll(async () => {
  await oidc.close()
  rmSync(dataDir, { recursive: true })
})

/** A browser as far as signing in needs one: keeps cookies, follows redirects within the provider. */
function browser() {
  const cookies = new Map<string, string>()
  return async function go(
    address: string,
    form?: Record<string, string>,
  ): Promise<{ response: Response; url: URL }> {
    const url = new URL(address, oidc.issuer)
    const response = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        Accept: 'text/html',
      },
      redirect: 'manual',
      ...(form && { body: new URLSearchParams(form) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) return { response, url }
    const next = new URL(location, url)
    return next.origin === new URL(oidc.issuer).origin ? go(next.href) : { response, url: next }
  }
}

const verifier = randomBytes(32).toString('base64url')
const authorization = (more: Record<string, string> = {}) =>
  `/auth?${new URLSearchParams({
    client_id: 'jobs-console',
    response_type: 'code',
    redirect_uri: `${appUrl}/callback`,
    scope: 'openid profile offline_access',
    state: 'st',
    nonce: 'no',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  })}`

const postToken = (form: Record<string, string>) =>
  fetch(`${oidc.issuer}/token`, {
    method: 'POST',
    headers: { Origin: appUrl, ...oneCall },
    body: new URLSearchParams({ client_id: 'jobs-console', ...form }),
  })

async function codeFor(userName: string, go = browser()) {
  const page = await go(authorization())
  const { url } = await go(page.url.pathname, { user_name: userName, password: userName.split('.')[0] ?? '' })
  expect(url.href).toContain(`${appUrl}/callback?`)
  return url.searchParams.get('code') ?? ''
}

const exchange = (code: string) =>
  postToken({
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: `${appUrl}/callback`,
  })
const refresh = (token: string) => postToken({ grant_type: 'refresh_token', refresh_token: token })

test('signing in by code and PKCE gives tokens with roles', async () => {
  const response = await exchange(await codeFor('operator'))
  expect(response.status).toBe(200)
  expect(response.headers.get('access-control-allow-origin')).toBe(appUrl)
  const tokens = await response.json()
  expect(tokens).toMatchObject({
    token_type: 'Bearer',
    expires_in: 600,
    scope: 'openid profile offline_access',
  })
  expect(decodeJwt(tokens.id_token)).toMatchObject({
    iss: oidc.issuer,
    aud: 'jobs-console',
    sub: 'operator',
    name: 'Operator',
    nonce: 'no',
    roles: ['viewer', 'operator'],
  })
  expect(decodeJwt(tokens.access_token)).toMatchObject({
    aud: ['https://hub.example.com', 'https://jobs.example.com'],
    sub: 'operator',
    scope: 'openid profile offline_access jobs:read jobs:write',
  })
  expect(await oidc.verify(tokens.access_token)).toEqual({ sub: 'operator', roles: ['viewer', 'operator'] })
  expect(await oidc.verify(`${tokens.access_token}x`)).toBeNull()
  expect(await oidc.verify(tokens.id_token)).toBeNull()
})

test('refresh tokens rotate, and using one twice ends the session', async () => {
  const first = await (await exchange(await codeFor('lead'))).json()
  const second = await (await refresh(first.refresh_token)).json()
  expect(second.refresh_token).not.toBe(first.refresh_token)
  expect(decodeJwt(second.id_token)).toMatchObject({ sub: 'lead', roles: ['viewer', 'operator', 'lead'] })
  expect(decodeJwt(second.access_token)).toMatchObject({
    aud: ['https://hub.example.com', 'https://jobs.example.com'],
    sub: 'lead',
  })
  const reused = await refresh(first.refresh_token)
  expect(reused.status).toBe(400)
  expect(await reused.json()).toMatchObject({ error: 'invalid_grant' })
  expect((await refresh(second.refresh_token)).status).toBe(400)
})

test('without offline_access there is no refresh token', async () => {
  const go = browser()
  const page = await go(authorization({ scope: 'openid' }))
  const { url } = await go(page.url.pathname, { user_name: 'viewer', password: 'viewer' })
  const tokens = await (await exchange(url.searchParams.get('code') ?? '')).json()
  expect(tokens).toHaveProperty('id_token')
  expect(tokens).not.toHaveProperty('refresh_token')
})

test('PKCE, the redirect address and the code itself are checked', async () => {
  const go = browser()
  const plain = await go(authorization({ code_challenge_method: 'plain' }))
  expect(plain.url.searchParams.get('error')).toBe('invalid_request')
  const missing = await go(authorization({ code_challenge: '', code_challenge_method: '' }))
  expect(missing.url.searchParams.get('error')).toBe('invalid_request')
  const elsewhere = await go(authorization({ redirect_uri: 'http://127.0.0.1:9/callback' }))
  expect(elsewhere.response.status).toBe(400)
  const code = await codeFor('operator')
  const wrong = { grant_type: 'authorization_code', code, redirect_uri: `${appUrl}/callback` }
  expect((await postToken({ ...wrong, code_verifier: 'x'.repeat(43) })).status).toBe(400)
})

test('a wrong password or an unknown tenant is said on the page', async () => {
  const go = browser()
  const { url } = await go(authorization())
  for (const [userName, password] of [
    ['operator', 'nope'],
    ['operator.gone', 'operator'],
    ['"><b>', 'x'],
  ] as const) {
    const { response } = await go(url.pathname, { user_name: userName, password })
    expect(response.status).toBe(401)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    const html = await response.text()
    expect(html).toContain('role="alert"')
    expect(html).not.toContain('"><b>')
  }
})

test('lifetimes are the tenant’s', async () => {
  const tokens = await (await exchange(await codeFor('viewer.k3f9'))).json()
  expect(tokens.expires_in).toBe(7)
  expect(decodeJwt(tokens.access_token)).toMatchObject({
    sub: 'viewer.k3f9',
    scope: 'openid profile offline_access jobs:read',
  })
})

test('a session survives a restart, signing out ends it', async () => {
  const go = browser()
  const tokens = await (await exchange(await codeFor('operator', go))).json()
  const { port } = new URL(oidc.issuer)
  await oidc.close()
  oidc = await start(Number(port))
  const again = await refresh(tokens.refresh_token)
  expect(again.status).toBe(200)
  const silent = await go(authorization({ prompt: 'none' }))
  expect(silent.url.searchParams.get('code')).not.toBeNull()

  const hint = new URLSearchParams({
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: `${appUrl}/signed-out`,
    state: 'bye',
  })
  const asked = await go(`/session/end?${hint}`)
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(await asked.response.text())?.[1] ?? ''
  const { url } = await go('/session/end/confirm', { xsrf, logout: 'yes' })
  expect(url.href).toBe(`${appUrl}/signed-out?state=bye`)
  const after = await go(authorization({ prompt: 'none' }))
  expect(after.url.searchParams.get('error')).toBe('login_required')
})

test('a revoked refresh token is dead', async () => {
  const tokens = await (await exchange(await codeFor('operator'))).json()
  const form = new URLSearchParams({ client_id: 'jobs-console', token: tokens.refresh_token })
  expect((await fetch(`${oidc.issuer}/token/revocation`, { method: 'POST', body: form })).status).toBe(200)
  expect((await refresh(tokens.refresh_token)).status).toBe(400)
})

test('faults of the tenant are carried out on its own tokens', async () => {
  const tokens = await (await exchange(await codeFor('operator'))).json()
  meet({ kind: 'status', status: 503, body: { error: 'temporarily_unavailable' } })
  const refused = await refresh(tokens.refresh_token)
  expect(refused.status).toBe(503)
  expect(refused.headers.get('access-control-allow-origin')).toBe(appUrl)
  meet({ kind: 'malformed' })
  await expect((await refresh(tokens.refresh_token)).json()).rejects.toThrow(SyntaxError)
  meet({ kind: 'rateLimit', retryAfter: 2 })
  expect((await refresh(tokens.refresh_token)).headers.get('retry-after')).toBe('2')
  meet({ kind: 'cut' })
  await expect(refresh(tokens.refresh_token)).rejects.toThrow('fetch failed')
  meet({ kind: 'delay', delayMs: 60 })
  const before = performance.now()
  const late = await refresh(tokens.refresh_token)
  expect(late.status).toBe(200)
  expect(performance.now() - before).toBeGreaterThan(55)
  const { refresh_token: next } = await late.json()
  const other = await (await exchange(await codeFor('lead'))).json()
  meet({ kind: 'cutBody' })
  const half = await refresh(other.refresh_token)
  await expect(half.text()).rejects.toThrow('terminated')
  meet({ kind: 'cutAfter' })
  await expect(refresh(next)).rejects.toThrow('fetch failed')
  expect((await refresh(next)).status).toBe(400)
})
