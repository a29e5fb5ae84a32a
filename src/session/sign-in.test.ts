import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  clientId,
  discovery,
  issuer,
  json,
  MemoryStorage,
  signedToken,
  testKey,
  type TestKey,
} from './test-provider.ts'
import type { SessionRecord } from './session-record.ts'

const oidc = {
  authority: issuer,
  client_id: clientId,
  scope: 'openid profile offline_access',
  metadata: null as object | null,
  signingKeys: null,
  audience: null as string | null,
  tokenStorage: 'session',
}
vi.mock('~/lib/current-config.ts', () => ({
  config: () => ({ oidc }),
  appUrl: (path: string) => `https://console.example.com${path}`,
}))

type Answer = (request: { form: URLSearchParams; init: RequestInit }) => Response | Promise<Response>
let answers: Record<string, Answer>
let calls: string[]
let key: TestKey
let nonce: string | null

const now = () => Math.floor(Date.now() / 1000)
const idToken = (changes: object = {}) =>
  signedToken(key, {
    iss: issuer,
    sub: 'operator',
    aud: clientId,
    exp: now() + 600,
    iat: now(),
    nonce,
    name: 'Olga',
    ...changes,
  })
const tokens = async (changes: object = {}) =>
  json({
    access_token: 'at-1',
    refresh_token: 'rt-1',
    token_type: 'Bearer',
    expires_in: 600,
    id_token: await idToken(),
    ...changes,
  })

beforeAll(async () => {
  key = await testKey('ES256', 'k1')
})

beforeEach(() => {
  vi.resetModules()
  Object.assign(oidc, { metadata: null, audience: null, scope: 'openid profile offline_access' })
  nonce = null
  calls = []
  answers = {
    [`${issuer}/.well-known/openid-configuration`]: () => json(discovery),
    [discovery.jwks_uri]: () => json({ keys: [key.jwk] }),
    [discovery.token_endpoint]: () => tokens(),
  }
  vi.stubGlobal('sessionStorage', new MemoryStorage())
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push(url)
    const answer = answers[url]
    if (!answer) throw new TypeError('Failed to fetch')
    return answer({ form: init.body instanceof URLSearchParams ? init.body : new URLSearchParams(), init })
  })
})

/** Begins a sign-in and gives what came of the return with these parameters; null drops one. */
async function signIn(back: Record<string, string | null> = {}, returnTo = '/jobs/39596?x=1#y') {
  const { signInRequest } = await import('./oidc.ts')
  const { address, state } = await signInRequest(returnTo)
  nonce = new URL(address).searchParams.get('nonce')
  const given = Object.entries({ code: 'c-1', state, ...back }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value]],
  )
  const { answerCallback } = await import('./callback.ts')
  return { address: new URL(address), outcome: await answerCallback(new URLSearchParams(given)) }
}
const refused = (text: string) => ({ kind: 'refused', problem: { message: expect.stringContaining(text) } })

const person = async () => {
  const { outcome } = await signIn()
  return outcome.kind === 'signedIn' ? outcome.session.person : outcome
}

describe('the request', () => {
  it('asks for a code with PKCE, a nonce and nothing that tells where the person was', async () => {
    const { address } = await signIn()
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: clientId,
      redirect_uri: 'https://console.example.com/callback',
      response_type: 'code',
      scope: 'openid profile offline_access',
      nonce: expect.stringMatching(/^[0-9a-f-]{36}$/),
      state: expect.stringMatching(/^[0-9a-f]{32}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    })
    expect(address.origin + address.pathname).toBe(discovery.authorization_endpoint)
  })

  it('names the audience where the settings do', async () => {
    oidc.audience = 'https://api.example.com'
    expect((await signIn()).address.searchParams.get('audience')).toBe('https://api.example.com')
  })

  it.each([
    ['no openid', { scope: 'profile' }, 'oidc.scope'],
    ['another issuer', { metadata: { ...discovery, issuer: `${issuer}/` } }, 'calls itself'],
    [
      'script for an address',
      { metadata: { ...discovery, authorization_endpoint: 'javascript:alert(1)' } },
      'authorization_endpoint',
    ],
    [
      'script for a way out',
      { metadata: { ...discovery, end_session_endpoint: 'javascript:alert(1)' } },
      'end_session_endpoint',
    ],
    [
      'plain http',
      { metadata: { ...discovery, token_endpoint: 'http://id.example.com/token' } },
      'token_endpoint',
    ],
  ])('refuses %s', async (_, changes, text) => {
    Object.assign(oidc, changes)
    await expect(signIn()).rejects.toThrow(text)
  })

  it('refuses without https and without storage, in words', async () => {
    vi.stubGlobal('isSecureContext', false)
    await expect(signIn()).rejects.toThrow('https')
    vi.stubGlobal('isSecureContext', true)
    Object.defineProperty(globalThis, 'sessionStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
    await expect(signIn()).rejects.toThrow('forbids')
  })

  it('says so where the tab has no room left, which is no lost code', async () => {
    vi.spyOn(sessionStorage, 'setItem').mockImplementation(() => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    })
    await expect(signIn()).rejects.toThrow('This tab has no room left')
  })

  it.each([
    ['fails', () => json({}, 500), 'status 500'],
    ['is HTML', () => new Response('<html>'), 'cannot be read'],
    ['is empty', () => json({}), 'incomplete'],
    ['cannot be reached', () => Promise.reject(new TypeError('x')), 'cannot be reached'],
  ])('says so where discovery %s, and works at the next try', async (_, answer, text) => {
    const address = `${issuer}/.well-known/openid-configuration`
    const good = answers[address]
    answers[address] = answer
    await expect(signIn()).rejects.toThrow(text)
    if (good) answers[address] = good
    await expect(signIn()).resolves.toMatchObject({ outcome: { kind: 'signedIn' } })
  })
})

describe('the return', () => {
  it('exchanges the code once, with its verifier, and never follows elsewhere', async () => {
    const requests: { form: object; init: RequestInit }[] = []
    answers[discovery.token_endpoint] = ({ form, init }) => {
      requests.push({ form: Object.fromEntries(form), init })
      return tokens()
    }
    const { outcome } = await signIn()
    expect(outcome).toMatchObject({
      kind: 'signedIn',
      returnTo: '/jobs/39596?x=1#y',
      session: {
        accessToken: 'at-1',
        refreshToken: 'rt-1',
        lifetime: 600_000,
        person: { sub: 'operator', name: 'Olga' },
      },
    })
    expect(requests).toEqual([
      {
        form: {
          grant_type: 'authorization_code',
          code: 'c-1',
          code_verifier: expect.stringMatching(/^\w{40,}$/),
          redirect_uri: 'https://console.example.com/callback',
          client_id: clientId,
        },
        init: expect.objectContaining({ redirect: 'error', credentials: 'omit', method: 'POST' }),
      },
    ])
  })

  it('leads home where the return path is not ours', async () => {
    expect((await signIn({}, '//evil.example')).outcome).toMatchObject({ kind: 'signedIn', returnTo: '/' })
  })

  it('knows nothing of a state that this tab did not make, and spends one', async () => {
    const { address } = await signIn()
    const spent = address.searchParams.get('state')
    for (const state of [spent, 'other', '%E0%A4%A', `${spent};x`, null])
      expect((await signIn({ state })).outcome).toEqual({ kind: 'notOurs', state })
    expect(calls.filter((url) => url === discovery.token_endpoint)).toHaveLength(1)
  })

  it.each([
    [{ code: null }, 'without an answer'],
    [{ code: '' }, 'without an answer'],
    [{ code: null, error: 'access_denied' }, 'did not let you in'],
    [{ error: 'access_denied' }, 'did not let you in'],
    [{ error: 'access_denied', state: null }, 'did not let you in'],
    [{ error: 'temporarily_unavailable' }, 'Try again in a few minutes'],
    [{ error: 'constructor' }, '“constructor”'],
    [{ error: 'odd', error_description: `<b>${'long '.repeat(100)}` }, '“<b>long long'],
    [{ iss: 'https://evil.example' }, 'does not come from'],
  ])('with %o is refused', async (back, text) => {
    const { outcome } = await signIn(back)
    expect(outcome).toMatchObject(refused(text))
    expect(outcome.kind === 'refused' && outcome.problem.message.length).toBeLessThan(500)
    expect(calls).not.toContain(discovery.token_endpoint)
  })

  it('wants the issuer named where the provider promises it', async () => {
    oidc.metadata = { ...discovery, authorization_response_iss_parameter_supported: true }
    expect((await signIn()).outcome).toMatchObject(refused('does not come from'))
    expect((await signIn({ iss: issuer })).outcome).toMatchObject({ kind: 'signedIn' })
  })

  it('refuses two codes', async () => {
    const { answerCallback } = await import('./callback.ts')
    await expect(answerCallback(new URLSearchParams('code=1&code=2&state=s'))).resolves.toMatchObject(
      refused('contradictory'),
    )
  })

  it.each([
    ['an error', async () => json({ error: 'invalid_grant' }, 400), 'used up'],
    ['a bare 401', async () => new Response(null, { status: 401 }), 'status 401'],
    ['429', async () => json({}, 429), 'status 429'],
    ['500', async () => new Response('<h1>', { status: 500 }), 'status 500'],
    ['a cut connection', () => Promise.reject(new TypeError('x')), 'cannot be reached'],
    ['junk', async () => new Response('junk'), 'cannot be read'],
    ['no access token', () => tokens({ access_token: undefined }), 'cannot be read'],
    ['an empty access token', () => tokens({ access_token: '' }), 'cannot be read'],
    ['a header in the token', () => tokens({ access_token: 'a\r\nX: y' }), 'cannot be read'],
    ['another token type', () => tokens({ token_type: 'DPoP' }), 'cannot be read'],
    ['no id token', () => tokens({ id_token: undefined }), 'no id token'],
    ['a junk id token', () => tokens({ id_token: 'junk' }), 'cannot be read'],
    [
      'the identity of another application',
      async () => tokens({ id_token: await idToken({ aud: 'x' }) }),
      'another application',
    ],
    [
      'a wrong nonce',
      async () => tokens({ id_token: await idToken({ nonce: 'x' }) }),
      'does not answer the question',
    ],
    [
      'an old identity',
      async () => tokens({ id_token: await idToken({ exp: now() - 600 }) }),
      'date and time of this computer',
    ],
    [
      'an identity to come',
      async () => tokens({ id_token: await idToken({ iat: now() + 600 }) }),
      'date and time of this computer',
    ],
  ])('answered with %s is refused', async (_, answer, text) => {
    answers[discovery.token_endpoint] = answer
    expect((await signIn()).outcome).toMatchObject(refused(text))
  })

  it('is refused where the keys cannot be had', async () => {
    answers[discovery.jwks_uri] = () => json({}, 503)
    expect((await signIn()).outcome).toMatchObject(refused('status 503'))
  })

  it('is refused after fifteen seconds without an answer, or without the rest of one', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      for (const answer of [
        () => new Promise<Response>(() => {}),
        () => new Response(new ReadableStream()),
      ]) {
        const asked = Promise.withResolvers<void>()
        answers[discovery.token_endpoint] = () => {
          asked.resolve()
          return answer()
        }
        const result = signIn()
        await asked.promise
        await vi.advanceTimersByTimeAsync(15_000)
        expect((await result).outcome).toMatchObject(refused('did not answer in time'))
      }
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('the person', () => {
  const userinfo = `${issuer}/me`
  beforeEach(() => {
    oidc.metadata = { ...discovery, userinfo_endpoint: userinfo }
  })
  it('has the claims of userinfo too', async () => {
    answers[userinfo] = ({ init }) => {
      expect(init).toMatchObject({ headers: { authorization: 'Bearer at-1' }, redirect: 'error' })
      return json({ sub: 'operator', roles: ['lead'] })
    }
    expect(await person()).toEqual({
      sub: 'operator',
      name: 'Olga',
      claims: { sub: 'operator', name: 'Olga', roles: ['lead'] },
    })
  })

  it.each([
    ['401', () => json({}, 401)],
    ['junk', () => new Response('x')],
    ['nobody', () => json({ roles: ['lead'] })],
  ])('stays that of the id token where userinfo answers %s', async (_, answer) => {
    answers[userinfo] = answer
    expect(await person()).toEqual({
      sub: 'operator',
      name: 'Olga',
      claims: { sub: 'operator', name: 'Olga' },
    })
  })

  it('is not signed in where userinfo speaks of another', async () => {
    answers[userinfo] = () => json({ sub: 'lead', roles: ['lead'] })
    expect(await person()).toMatchObject(refused('answered for another person'))
  })

  it('is a plain record of short text, whatever the claims', async () => {
    answers[userinfo] = () =>
      new Response(
        `{"sub":"operator","__proto__":{"roles":["lead"]},"name":"\u202Egnp.exe\\n<b>${'x'.repeat(500)}"}`,
      )
    const found = await person()
    expect(found).toMatchObject({ name: expect.stringMatching(/^gnp\.exe <b>x+…$/) })
    expect('claims' in found && found.claims['roles']).toBeUndefined()
  })

  it('is called by the id where there is no name', async () => {
    answers[userinfo] = () => json({ sub: 'operator', name: '', preferred_username: 7 })
    expect(await person()).toMatchObject({ name: 'operator' })
  })
})

describe('renewTokens', () => {
  const session: SessionRecord = {
    accessToken: 'at-0',
    refreshToken: 'rt-0',
    idToken: 'x.e30.x',
    expiresAt: 0,
    lifetime: 1,
    tab: 't',
    person: { sub: 'operator', name: 'Olga', claims: { sub: 'operator', roles: ['old'] } },
  }
  const renew = async () => (await import('./renew.ts')).renewTokens(session)

  it('sends the refresh token once and takes over what is new', async () => {
    answers[discovery.token_endpoint] = async ({ form }) => {
      expect(Object.fromEntries(form)).toEqual({
        grant_type: 'refresh_token',
        refresh_token: 'rt-0',
        client_id: clientId,
      })
      return tokens({ id_token: await idToken({ nonce: undefined, roles: ['new'] }) })
    }
    const { renewed } = await renew()
    expect(renewed).toMatchObject({ accessToken: 'at-1', refreshToken: 'rt-1', lifetime: 600_000, tab: 't' })
    expect(renewed.person.claims['roles']).toEqual(['new'])
  })

  it('keeps the old refresh token, id token and person where none comes', async () => {
    answers[discovery.token_endpoint] = () => tokens({ id_token: undefined, refresh_token: undefined })
    expect((await renew()).renewed).toMatchObject({
      accessToken: 'at-1',
      refreshToken: 'rt-0',
      idToken: 'x.e30.x',
      person: session.person,
    })
  })

  it.each([400, 401, 403, 404])('ends the session at %i, with or without a body', async (status) => {
    answers[discovery.token_endpoint] = () => new Response(null, { status })
    await expect(renew()).rejects.toMatchObject({ name: 'SessionOver', pageMayStay: true })
    answers[discovery.token_endpoint] = () => json({ error: 'invalid_grant' }, status)
    await expect(renew()).rejects.toMatchObject({ name: 'SessionOver', pageMayStay: true })
  })

  it.each([408, 429, 500, 503])('may work later at %i', async (status) => {
    answers[discovery.token_endpoint] = () => json({ error: 'invalid_grant' }, status)
    await expect(renew()).rejects.toMatchObject({ name: 'Problem' })
  })

  it('may work later without a network, and keeps the refresh token unused while the keys cannot be had', async () => {
    delete answers[discovery.token_endpoint]
    await expect(renew()).rejects.toMatchObject({ name: 'Problem' })
    vi.resetModules()
    answers[discovery.jwks_uri] = () => json({}, 500)
    calls = []
    await expect(renew()).rejects.toMatchObject({ name: 'Problem' })
    expect(calls).not.toContain(discovery.token_endpoint)
  })

  it.each([{ sub: 'lead' }, { aud: 'x' }, { iss: 'https://evil.example' }, { exp: 1 }])(
    'lets nothing stay where the new identity has %o',
    async (changes) => {
      answers[discovery.token_endpoint] = async () => tokens({ id_token: await idToken(changes) })
      await expect(renew()).rejects.toMatchObject({ name: 'SessionOver', pageMayStay: false })
    },
  )
})

describe('lifetimeOf', () => {
  const jwt = `x.${btoa(JSON.stringify({ exp: 1060 }))}.x`.replaceAll('=', '')
  it.each([
    [600, 'opaque', 600],
    ['600', 'opaque', 600],
    [undefined, 'opaque', 300],
    [undefined, jwt, 60],
    [-5, jwt, 60],
    [0, 'opaque', 300],
    ['soon', 'opaque', 300],
    [null, 'opaque', 300],
    [[7], 'opaque', 300],
    [1e300, 'opaque', 2_592_000],
  ])('%j with %s is %i seconds', async (said, token, seconds) => {
    const { lifetimeOf } = await import('./token-request.ts')
    expect(lifetimeOf(said, token, 1_000_000)).toBe(seconds * 1000)
  })
})
