import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { Provider } from 'oidc-provider'
import * as z from 'zod/mini'
import type { TenantView } from '../tenants.ts'
import { accountOf } from './accounts.ts'
import { carryOutFault } from './oidc-faults.ts'
import { oidcKeys } from './oidc-keys.ts'
import { openOidcStore } from './oidc-store.ts'
import { messagePage, pagePolicy, sendPageFile, signInPage } from './pages.ts'
import { peekForm } from './peek-form.ts'
import { audience, providerConfiguration } from './provider-configuration.ts'

type OidcSettings = {
  host: string
  /** 0 takes any free one. */
  port: number
  dataDir: string
  appUrls: string[]
  tenantOf: (name: string) => TenantView | undefined
}

const tokenClaims = z.object({ sub: z.string(), roles: z.array(z.string()) })

/**
 * An OpenID provider on an origin of its own, for the public client `jobs-console` at the given addresses.
 * `verify` tells whom an access token speaks for; null where it is expired, forged or of a tenant that is gone.
 */
export async function startOidc({ host, port, dataDir, appUrls, tenantOf }: OidcSettings) {
  mkdirSync(dataDir, { recursive: true })
  const keys = oidcKeys(dataDir)
  const store = openOidcStore(join(dataDir, 'oidc.sqlite'))
  const apps = appUrls.map((url) => url.replace(/\/$/, ''))
  const appOrigins = apps.map((url) => new URL(url).origin)

  const find = (name: string | undefined) => {
    const person = name === undefined ? undefined : accountOf(name)
    return person !== undefined && tenantOf(person.tenant) !== undefined ? person : undefined
  }
  const tenantOfAccount = (name: string | undefined) => {
    const person = find(name)
    return person && tenantOf(person.tenant)
  }
  const lifetimes = (name: string | undefined) =>
    tenantOfAccount(name) ?? { accessTokenSeconds: 600, refreshTokenSeconds: 28_800 }

  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const issuer = `http://${host}:${typeof address === 'object' && address !== null ? address.port : port}`
  const provider = new Provider(
    issuer,
    providerConfiguration({ appUrls: apps, keys, store, find, lifetimes }),
  )
  provider.on('server_error', (_ctx, error) => console.error('sandbox oidc:', error))
  const handle = provider.callback()

  /** Whose call this is, from whatever it bears: a form's tokens, a hint, or the provider's own session. */
  const callerOf = (request: IncomingMessage, url: URL, form: URLSearchParams) => {
    const stored = (model: 'AuthorizationCode' | 'RefreshToken', field: string) => {
      const id = form.get(field)
      return id === null ? undefined : store.accountOf(model, id)
    }
    const session = /(?:^|; )_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
    return (
      stored('RefreshToken', 'refresh_token') ??
      stored('AuthorizationCode', 'code') ??
      stored('RefreshToken', 'token') ??
      form.get('user_name') ??
      subjectOf(url.searchParams.get('id_token_hint')) ??
      (session === undefined ? undefined : store.accountOf('Session', session))
    )
  }

  const sendPage = (response: ServerResponse, status: number, html: string) =>
    response
      .writeHead(status, {
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
        'Content-Security-Policy': pagePolicy(appOrigins),
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'same-origin',
      })
      .end(html)

  const signIn = async (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    form: URLSearchParams,
  ) => {
    try {
      await provider.interactionDetails(request, response)
    } catch {
      sendPage(
        response,
        400,
        messagePage('Sign in', 'This sign-in is too old. Go back to the console and sign in again.'),
      )
      return
    }
    if (request.method !== 'POST') {
      sendPage(response, 200, signInPage(path))
      return
    }
    const userName = (form.get('user_name') ?? '').trim()
    const person = find(userName)
    if (person === undefined || form.get('password') !== person.password) {
      const problem = 'The user name or the password is wrong. Check both and try again.'
      sendPage(response, 401, signInPage(path, userName, problem))
      return
    }
    const result = { login: { accountId: person.account } }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  }

  const onRequest = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', issuer)
    const method = request.method ?? 'GET'
    if (sendPageFile(url.pathname, response)) return
    const form = await peekForm(request)
    const tenant = method === 'OPTIONS' ? undefined : tenantOfAccount(callerOf(request, url, form))
    const fault = tenant?.takeFault({ system: 'oidc', method, path: url.pathname + url.search })
    if (tenant && fault) {
      const { origin } = request.headers
      if (origin !== undefined && appOrigins.includes(origin))
        response.setHeader('Access-Control-Allow-Origin', origin)
      if (await carryOutFault(fault, request, response, tenant.faultsCleared)) return
      response.removeHeader('Access-Control-Allow-Origin')
    }
    if (url.pathname.startsWith('/interaction/')) await signIn(request, response, url.pathname, form)
    else await handle(request, response)
  }
  server.on('request', (request, response) => {
    onRequest(request, response).catch((error: unknown) => {
      console.error('sandbox oidc:', error)
      request.socket.destroy()
    })
  })

  const { kty, kid, n, e } = keys.signing
  const publicKeys = createLocalJWKSet({ keys: [{ kty, kid, n, e, alg: 'RS256', use: 'sig' }] })

  return {
    issuer,
    async verify(token: string): Promise<{ sub: string; roles: string[] } | null> {
      const verified = await jwtVerify(token, publicKeys, { issuer, audience, typ: 'at+jwt' }).catch(
        () => null,
      )
      const claims = tokenClaims.safeParse(verified?.payload)
      return claims.success && find(claims.data.sub) !== undefined ? claims.data : null
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      store.close()
    },
  }
}

function subjectOf(idToken: string | null): string | undefined {
  try {
    return idToken === null ? undefined : decodeJwt(idToken).sub
  } catch {
    return undefined
  }
}
