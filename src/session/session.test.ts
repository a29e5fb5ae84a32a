import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Problem } from '~/lib/problem.ts'
import type * as sessionOver from './session-over.ts'
import type { SessionRecord } from './session-record.ts'
import { clientId, issuer, MemoryStorage } from './test-provider.ts'

const { oidc, renewTokens, signOutAtProvider, endSignIn, signInWithWindow, signInRequest } = vi.hoisted(
  () => ({
    oidc: { authority: '', client_id: '', tokenStorage: 'session' },
    renewTokens:
      vi.fn<
        (
          session: SessionRecord,
        ) => Promise<{ renewed: SessionRecord; person: Promise<SessionRecord['person']> }>
      >(),
    signOutAtProvider: vi.fn<(session: SessionRecord) => Promise<boolean>>(),
    endSignIn: vi.fn<() => Promise<object>>(),
    signInWithWindow: vi.fn<(opened: object, signal: AbortSignal) => Promise<object>>(),
    signInRequest: vi.fn<(returnTo: string) => Promise<object>>(),
  }),
)
const home = 'https://console.example.com/'
vi.mock('~/lib/current-config.ts', () => ({
  config: () => ({ oidc }),
  appUrl: (path: string) => `https://console.example.com${path}`,
  appPath: (url: URL) => url.pathname + url.search,
}))
vi.mock('./renew.ts', () => ({ renewTokens }))
vi.mock('./sign-out.ts', () => ({ signOutAtProvider }))
vi.mock('./finish-sign-in.ts', () => ({ endSignIn }))
vi.mock('./sign-in-window.ts', () => ({ signInWithWindow }))
vi.mock('./oidc.ts', () => ({ signInRequest }))

const key = `jobs-console ${issuer} ${clientId}`
const start = Date.parse('2026-11-22T12:00:00Z')
const person = { sub: 'operator', name: 'Olga', claims: { sub: 'operator' } }
const kept: SessionRecord = {
  accessToken: 'at-0',
  refreshToken: 'rt-0',
  idToken: 'id-0',
  expiresAt: start + 600_000,
  lifetime: 600_000,
  tab: 'tab-0',
  person,
}
const fresh = (number: number, lifetime = 600_000) => ({
  ...kept,
  accessToken: `at-${number}`,
  refreshToken: `rt-${number}`,
  lifetime,
  expiresAt: Date.now() + lifetime,
})
const renewed = (session: SessionRecord) => ({ renewed: session, person: Promise.resolve(session.person) })

// Of the same module graph as the session that each test starts anew.
let SessionOver: typeof sessionOver.SessionOver
let transient: () => Problem
let storage: MemoryStorage
let window: EventTarget
let document: EventTarget & { visibilityState: string }
let channels: { name: string; heard: ((event: object) => void)[]; sent: unknown[] }[]
let lockIsFree: boolean
const location = {
  origin: 'https://console.example.com',
  pathname: '/jobs/1',
  search: '?a=b',
  hash: '',
  assign: vi.fn(),
  replace: vi.fn(),
  reload: vi.fn(),
}
const history = { replaceState: vi.fn() }
const open = vi.fn<() => object | null>()

const stored = () => JSON.parse(storage.getItem(key) ?? 'null') as SessionRecord | null // oxlint-disable-line typescript/no-unsafe-type-assertion -- what the test itself put there
const heard = (data: unknown, origin = location.origin) =>
  channels[0]?.heard.forEach((hear) => hear({ origin, data }))
const fire = (target: EventTarget, type: string, members: object = {}) =>
  target.dispatchEvent(Object.assign(new Event(type), members))

async function started(record: unknown = kept) {
  if (record !== null) storage.setItem(key, typeof record === 'string' ? record : JSON.stringify(record))
  const session = await import('./session.ts')
  session.startSession()
  await vi.advanceTimersByTimeAsync(0)
  return session
}

beforeEach(async () => {
  vi.resetModules()
  const { Problem } = await import('~/lib/problem.ts')
  ;({ SessionOver } = await import('./session-over.ts'))
  transient = () => new Problem('Your session could not be renewed.', 'The network is down.', 'Try again.')
  vi.resetAllMocks()
  signOutAtProvider.mockResolvedValue(true)
  vi.useFakeTimers({ now: start })
  Object.assign(oidc, { authority: issuer, client_id: clientId, tokenStorage: 'session' })
  storage = new MemoryStorage()
  window = new EventTarget()
  document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  channels = []
  lockIsFree = true
  vi.stubGlobal('sessionStorage', storage)
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('document', document)
  vi.stubGlobal('location', location)
  vi.stubGlobal('history', history)
  vi.stubGlobal('open', open)
  vi.stubGlobal('close', vi.fn())
  vi.stubGlobal('navigator', {
    locks: {
      request: async (_name: string, _options: object, hold: (lock: object | null) => unknown) =>
        hold(lockIsFree ? {} : null),
    },
  })
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      heard: ((event: object) => void)[] = []
      sent: unknown[] = []
      name: string
      constructor(name: string) {
        this.name = name
        channels.push(this)
      }
      addEventListener = (_type: string, hear: (event: object) => void) => this.heard.push(hear)
      postMessage = (data: unknown) => this.sent.push(data)
    },
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function expired() {
  const session = await started()
  renewTokens.mockRejectedValue(new SessionOver())
  await session.renewAfterRefusal('at-0').catch(() => null)
  return session
}

describe('startSession', () => {
  it('takes up what this tab kept, and needs nothing else for a token', async () => {
    const session = await started()
    expect(session.getSession()).toEqual({ status: 'signedIn', person })
    await expect(session.accessToken()).resolves.toBe('at-0')
    expect(renewTokens).not.toHaveBeenCalled()
  })

  it.each([
    'junk',
    '{}',
    'null',
    '[]',
    JSON.stringify({ ...kept, accessToken: '' }),
    JSON.stringify({ ...kept, expiresAt: 'x' }),
  ])('takes %s for signed out', async (record) => {
    const session = await started(record)
    expect(session.getSession()).toEqual({ status: 'signedOut', reason: 'new' })
    await expect(session.accessToken()).rejects.toMatchObject({ name: 'SessionOver' })
  })

  it('does not see the session of another provider or client', async () => {
    oidc.client_id = 'another'
    expect((await started()).getSession()).toMatchObject({ status: 'signedOut' })
  })

  it('reads and keeps nothing where tokens stay in memory', async () => {
    oidc.tokenStorage = 'memory'
    const session = await started()
    expect(session.getSession()).toMatchObject({ status: 'signedOut' })
    endSignIn.mockResolvedValue({ kind: 'signedIn', session: fresh(1), returnTo: '/' })
    await session.finishSignIn(new URL('/callback?code=c', home))
    await expect(session.accessToken()).resolves.toBe('at-1')
    expect(storage.getItem(key)).toBeNull()
  })

  it('works in memory where the browser forbids storage', async () => {
    Object.defineProperty(globalThis, 'sessionStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
    vi.stubGlobal('BroadcastChannel', () => {
      throw new DOMException('denied', 'SecurityError')
    })
    const session = await started(null)
    endSignIn.mockResolvedValue({ kind: 'signedIn', session: fresh(1), returnTo: '/' })
    await session.finishSignIn(new URL('/callback?code=c', home))
    await expect(session.accessToken()).resolves.toBe('at-1')
  })

  it('gives up the refresh token in a copied tab', async () => {
    lockIsFree = false
    const session = await started()
    expect(stored()).toMatchObject({ refreshToken: null, accessToken: 'at-0' })
    await expect(session.accessToken()).resolves.toBe('at-0')
    await vi.advanceTimersByTimeAsync(600_000)
    expect(session.getSession()).toEqual({ status: 'expired', person })
    expect(renewTokens).not.toHaveBeenCalled()
  })
})

describe('renewal', () => {
  it('comes by itself a minute before the end, and is kept', async () => {
    const session = await started()
    renewTokens.mockImplementation(async () => renewed(fresh(1)))
    await vi.advanceTimersByTimeAsync(539_000)
    expect(renewTokens).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(2000)
    await expect(session.accessToken()).resolves.toBe('at-1')
    expect(stored()).toMatchObject({ refreshToken: 'rt-1' })
    expect(renewTokens).toHaveBeenCalledTimes(1)
  })

  it('is one for all who meet a 401, and spares who comes late', async () => {
    const session = await started()
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof renewed>>()
    renewTokens.mockReturnValue(promise)
    const waiting = Promise.all(Array.from({ length: 5 }, () => session.renewAfterRefusal('at-0')))
    await vi.advanceTimersByTimeAsync(10)
    resolve(renewed(fresh(1)))
    await expect(waiting).resolves.toEqual(['at-1', 'at-1', 'at-1', 'at-1', 'at-1'])
    await expect(session.renewAfterRefusal('at-0')).resolves.toBe('at-1')
    expect(renewTokens).toHaveBeenCalledTimes(1)
  })

  it('does not answer the refusal of a new token with another renewal', async () => {
    const session = await started()
    renewTokens.mockImplementation(async () => renewed(fresh(1)))
    await session.renewAfterRefusal('at-0')
    await expect(session.renewAfterRefusal('at-1')).rejects.toMatchObject({ name: 'Problem', status: 401 })
    expect(session.getSession().status).toBe('signedIn')
    expect(renewTokens).toHaveBeenCalledTimes(1)
  })

  it('happens before the first request after a sleep', async () => {
    const session = await started()
    vi.setSystemTime(start + 3_600_000)
    renewTokens.mockImplementation(async () => renewed(fresh(1)))
    await expect(Promise.all([session.accessToken(), session.accessToken()])).resolves.toEqual([
      'at-1',
      'at-1',
    ])
    expect(renewTokens).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['online', () => window],
    ['visibilitychange', () => document],
  ])('happens at %s if it is due', async (type, target) => {
    await started()
    renewTokens.mockImplementation(async () => renewed(fresh(1)))
    fire(target(), type)
    await vi.advanceTimersByTimeAsync(0)
    expect(renewTokens).not.toHaveBeenCalled()
    vi.setSystemTime(start + 3_600_000)
    fire(target(), type)
    await vi.advanceTimersByTimeAsync(0)
    expect(renewTokens).toHaveBeenCalledTimes(1)
  })

  it('is tried again with growing pauses while the token lives, and ends no session', async () => {
    const session = await started()
    const times: number[] = []
    renewTokens.mockImplementation(() => {
      times.push((Date.now() - start) / 1000)
      return Promise.reject(transient())
    })
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(times).toEqual([540, 545, 555, 575])
    expect(session.getSession()).toEqual({ status: 'signedIn', person })
    await expect(session.accessToken()).rejects.toMatchObject({
      name: 'Problem',
      why: 'The network is down.',
    })
    await expect(session.accessToken()).rejects.toMatchObject({ name: 'Problem' })
    expect(times).toHaveLength(5)
    renewTokens.mockImplementation(async () => renewed(fresh(1)))
    fire(window, 'online')
    await vi.advanceTimersByTimeAsync(5000)
    await expect(session.accessToken()).resolves.toBe('at-1')
  })

  it.each([5, 30, 90])('of tokens of %i seconds makes no storm', async (seconds) => {
    const session = await started({ ...kept, lifetime: seconds * 1000, expiresAt: start + seconds * 1000 })
    const times: number[] = []
    renewTokens.mockImplementation(async () => {
      times.push(Date.now())
      return renewed(fresh(times.length, seconds * 1000))
    })
    await vi.advanceTimersByTimeAsync(300_000)
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5000)
    expect(times.length).toBeGreaterThan(3)
    expect(session.getSession().status).toBe('signedIn')
  })

  it('that is final leaves the page and its person, but no token', async () => {
    const session = await started()
    renewTokens.mockRejectedValue(new SessionOver())
    await expect(session.renewAfterRefusal('at-0')).rejects.toMatchObject({ name: 'SessionOver' })
    expect(session.getSession()).toEqual({ status: 'expired', person })
    expect(storage.length).toBe(0)
    await expect(session.accessToken()).rejects.toMatchObject({ name: 'SessionOver' })
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(renewTokens).toHaveBeenCalledTimes(1)
  })

  it('that brings another person lets nothing stay', async () => {
    const session = await started()
    renewTokens.mockRejectedValue(new SessionOver('Another person.', { pageMayStay: false }))
    await expect(session.renewAfterRefusal('at-0')).rejects.toMatchObject({ name: 'SessionOver' })
    expect(session.getSession()).toMatchObject({
      status: 'signedOut',
      reason: 'failed',
      problem: { why: 'Another person.' },
    })
  })

  it('tells those who watch only when the person changes', async () => {
    const session = await started()
    const listener = vi.fn()
    const stop = session.subscribe(listener)
    renewTokens.mockImplementation(async () => renewed(fresh(1)))
    await session.renewAfterRefusal('at-0')
    expect(listener).not.toHaveBeenCalled()
    const lead = { ...person, claims: { sub: 'operator', roles: ['lead'] } }
    renewTokens.mockImplementation(async () => ({ renewed: fresh(2), person: Promise.resolve(lead) }))
    await vi.advanceTimersByTimeAsync(6000)
    await session.renewAfterRefusal('at-1')
    await vi.advanceTimersByTimeAsync(0)
    expect(listener).toHaveBeenCalledTimes(1)
    expect(session.getSession()).toEqual({ status: 'signedIn', person: lead })
    stop()
    await session.signOut()
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('does not bring back who signed out meanwhile', async () => {
    const session = await started()
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof renewed>>()
    renewTokens.mockReturnValue(promise)
    const token = session.renewAfterRefusal('at-0')
    const refused = expect(token).rejects.toMatchObject({ name: 'SessionOver' })
    await vi.advanceTimersByTimeAsync(0)
    await session.signOut()
    resolve(renewed(fresh(1)))
    await refused
    expect(session.getSession()).toEqual({ status: 'signedOut', reason: 'signedOut' })
    expect(stored()).toBeNull()
  })
})

describe('finishSignIn', () => {
  const callback = new URL('/callback?code=c&state=s', home)

  it('is for the callback alone', async () => {
    const { hasCallbackParameters } = await import('./session.ts')
    expect(hasCallbackParameters(callback)).toBe(true)
    expect(hasCallbackParameters(new URL('/callback?error=access_denied', home))).toBe(true)
    expect(hasCallbackParameters(new URL('/jobs/1?code=c&state=s', home))).toBe(false)
    expect(hasCallbackParameters(new URL('/callbacks?code=c', home))).toBe(false)
  })

  it('cleans the address at once and puts the one in place that was asked for', async () => {
    const session = await import('./session.ts')
    endSignIn.mockResolvedValue({ kind: 'signedIn', session: fresh(1), returnTo: '/jobs/39596' })
    const finished = session.finishSignIn(callback)
    expect(history.replaceState.mock.calls).toEqual([[null, '', home]])
    await finished
    expect(endSignIn).toHaveBeenCalledWith('?code=c&state=s', home)
    expect(history.replaceState).toHaveBeenLastCalledWith(null, '', '/jobs/39596')
    expect(session.getSession()).toEqual({ status: 'signedIn', person })
    expect(stored()).toMatchObject({ accessToken: 'at-1', tab: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  })

  it('goes on where the session does', async () => {
    storage.setItem(key, JSON.stringify(kept))
    const session = await import('./session.ts')
    await session.finishSignIn(callback)
    expect(session.getSession()).toEqual({ status: 'signedIn', person })
    expect(endSignIn).not.toHaveBeenCalled()
  })

  it('shows what failed, and never leaves for the provider by itself', async () => {
    const session = await import('./session.ts')
    const problem = transient()
    endSignIn.mockResolvedValue({ kind: 'refused', problem, returnTo: '/jobs/1' })
    await session.finishSignIn(callback)
    expect(session.getSession()).toEqual({ status: 'signedOut', reason: 'failed', problem })
    expect(history.replaceState).toHaveBeenLastCalledWith(null, '', '/jobs/1')
    expect(location.assign).not.toHaveBeenCalled()
  })

  it('closes a window whose answer another tab took', async () => {
    const session = await import('./session.ts')
    endSignIn.mockResolvedValue({ kind: 'handedOver' })
    await session.finishSignIn(callback)
    expect(session.getSession()).toEqual({ status: 'signedOut', reason: 'windowDone' })
    expect(close).toHaveBeenCalledTimes(1)
  })
})

describe('signInAgain', () => {
  const opened = { close: vi.fn() }
  it('opens its window in the click, with no token in reach of it', async () => {
    const session = await expired()
    open.mockImplementation(() => {
      expect(storage.length).toBe(0)
      return opened
    })
    signInWithWindow.mockResolvedValue(fresh(1))
    const done = session.signInAgain()
    expect(open).toHaveBeenCalledTimes(1)
    await done
    expect(session.getSession()).toEqual({ status: 'signedIn', person })
    await expect(session.accessToken()).resolves.toBe('at-1')
  })

  it('leaves the page where no window opens', async () => {
    const session = await expired()
    open.mockReturnValue(null)
    signInRequest.mockResolvedValue({ address: `${issuer}/authorize` })
    await session.signInAgain()
    expect(signInRequest).toHaveBeenCalledWith('/jobs/1?a=b')
    expect(location.assign).toHaveBeenCalledWith(`${issuer}/authorize`)
  })

  it('lets nothing of the page stay for another person', async () => {
    const session = await expired()
    open.mockReturnValue(opened)
    signInWithWindow.mockResolvedValue({ ...fresh(1), person: { ...person, sub: 'lead' } })
    await session.signInAgain()
    expect(session.getSession()).toEqual({ status: 'starting' })
    expect(stored()).toMatchObject({ person: { sub: 'lead' } })
    expect(location.replace).toHaveBeenCalledWith(home)
    await expect(session.accessToken()).rejects.toMatchObject({ name: 'SessionOver' })
  })

  it('says what failed and can be tried again, the earlier try giving way', async () => {
    const session = await expired()
    open.mockReturnValue(opened)
    signInWithWindow.mockRejectedValueOnce(transient())
    await expect(session.signInAgain()).rejects.toMatchObject({ why: 'The network is down.' })
    signInWithWindow.mockImplementation(
      (_, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    )
    const earlier = session.signInAgain()
    await vi.advanceTimersByTimeAsync(0)
    signInWithWindow.mockResolvedValue(fresh(1))
    await Promise.all([earlier, session.signInAgain()])
    expect(session.getSession()).toEqual({ status: 'signedIn', person })
  })
})

describe('signing out', () => {
  it('ends it here first, tells the other tabs, and needs no provider', async () => {
    const session = await started()
    signOutAtProvider.mockImplementation(() => {
      expect(session.getSession()).toEqual({ status: 'signedOut', reason: 'signedOut' })
      expect(stored()).toBeNull()
      return Promise.reject(new Error('down'))
    })
    await session.signOut()
    expect(signOutAtProvider).toHaveBeenCalledTimes(1)
    expect(channels[0]?.sent).toEqual(['signed out operator'])
    await expect(session.accessToken()).rejects.toMatchObject({ name: 'SessionOver' })
  })

  it('is as whole where the session has ended before', async () => {
    const session = await expired()
    await session.signOut()
    expect(session.getSession()).toEqual({ status: 'signedOut', reason: 'signedOut' })
    expect(signOutAtProvider).toHaveBeenCalledExactlyOnceWith(kept)
    expect(channels[0]?.sent).toEqual(['signed out operator'])
  })

  it('in another tab ends a session too that waits to be signed in again', async () => {
    const session = await expired()
    heard('signed out operator')
    expect(session.getSession()).toEqual({ status: 'signedOut', reason: 'signedOutElsewhere' })
  })

  it.each([
    ['leaves no word behind where the provider was told', true, undefined],
    [
      'says so where the provider does not answer',
      false,
      { what: 'You are signed out here, but not at the sign-in service.' },
    ],
  ])('%s', async (_, told, problem) => {
    const session = await started()
    signOutAtProvider.mockResolvedValue(told)
    await session.signOut()
    expect(session.getSession()).toMatchObject({ status: 'signedOut', reason: 'signedOut' })
    const state = session.getSession()
    expect(state.status === 'signedOut' && state.problem).toEqual(problem && expect.objectContaining(problem))
  })

  it('is remembered over the way through the provider, once', async () => {
    await (await started()).signOut()
    vi.resetModules()
    expect((await started(null)).getSession()).toEqual({ status: 'signedOut', reason: 'signedOut' })
    vi.resetModules()
    expect((await started(null)).getSession()).toEqual({ status: 'signedOut', reason: 'new' })
  })

  it('in another tab ends it here, if it was the same person', async () => {
    const session = await started()
    heard('signed out lead')
    heard({ kind: 'signed out operator' })
    heard('signed out operator', 'https://evil.example')
    expect(session.getSession().status).toBe('signedIn')
    heard('signed out operator')
    expect(session.getSession()).toEqual({ status: 'signedOut', reason: 'signedOutElsewhere' })
    expect(storage.length).toBe(0)
  })

  it('is noticed by a page that Back brings whole', async () => {
    await started()
    fire(window, 'pageshow', { persisted: false })
    fire(window, 'pageshow', { persisted: true })
    expect(location.reload).not.toHaveBeenCalled()
    storage.clear()
    fire(window, 'pageshow', { persisted: true })
    expect(location.reload).toHaveBeenCalledTimes(1)
  })
})
