import { useSyncExternalStore } from 'react'
import { appPath, appUrl } from '~/lib/current-config.ts'
import { openChannel } from '~/lib/open-channel.ts'
import { asProblem, Problem } from '~/lib/problem.ts'
import type { NewSession } from './callback.ts'
import { mayTryAgain, renewalTime } from './renewal-time.ts'
import { SessionOver } from './session-over.ts'
import {
  forgetDrafts,
  markSignedOut,
  readRecord,
  removeRecord,
  sessionKey,
  takeSignedOutMark,
  writeRecord,
  type Person,
  type SessionRecord,
} from './session-record.ts'

/**
 * Why nobody is signed in: nobody was yet; the person signed out here, or in another tab; signing in or staying
 * signed in failed (with its problem); or this is a window whose sign-in went to the tab that opened it.
 */
export type SignedOutReason = 'new' | 'signedOut' | 'signedOutElsewhere' | 'failed' | 'windowDone'

export type SessionState =
  | { status: 'starting'; person?: undefined }
  | { status: 'signedOut'; reason: SignedOutReason; problem?: Problem; person?: undefined }
  | { status: 'signedIn'; person: Person }
  /** The session ended under the person's hands: what is on screen stays, but nothing can be asked or saved. */
  | { status: 'expired'; person: Person }

const hour = 3_600_000
const preloadAfter = 10_000
const listeners = new Set<() => void>()
let state: SessionState = { status: 'starting' }
let record: SessionRecord | null = null
/** The session that ended under the person's hands, so that they can still sign out of it at the provider. */
let expired: SessionRecord | null = null
let isStarted = false
let channel: BroadcastChannel | undefined
/** Settles once it is known whether the refresh token is this tab's own. */
let tabChecked: Promise<unknown> = Promise.resolve()
let renewal: Promise<string> | undefined
let attempts: { last: number; failures: number; problem?: Problem } = { last: 0, failures: 0 }
let timer: ReturnType<typeof setTimeout> | undefined
let windowSignIn: AbortController | undefined

export const getSession = (): SessionState => state

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSession = (): SessionState => useSyncExternalStore(subscribe, getSession)

/** Takes up the session that this tab kept. Once per page load, before anything is rendered. */
export function startSession(): void {
  if (isStarted) return
  isStarted = true
  channel = openChannel(sessionKey())
  channel?.addEventListener('message', ({ origin, data }) => {
    if (origin === location.origin && state.person && data === signedOutMessage(state.person)) {
      end({ status: 'signedOut', reason: 'signedOutElsewhere' })
    }
  })
  addEventListener('online', onWake)
  addEventListener('pageshow', onPageShow)
  document.addEventListener('visibilitychange', onWake)
  const kept = readRecord()
  if (kept) takeUp(kept)
  else publish({ status: 'signedOut', reason: takeSignedOutMark() ? 'signedOut' : 'new' })
}

/** Whether the page was opened by the provider, at the end of a sign-in: then `finishSignIn` comes before rendering. */
export const hasCallbackParameters = (url: URL): boolean =>
  /^\/callback\/?(\?|$)/.test(appPath(url) ?? '') && url.search + url.hash !== ''

/** Ends a sign-in and puts the address that was asked for in place of the callback's. Never rejects. */
export async function finishSignIn(url: URL): Promise<void> {
  const home = appUrl('/')
  history.replaceState(null, '', home)
  startSession()
  // The callback again, by Back, reload or bookmark, while the session goes on.
  if (record) return
  publish({ status: 'starting' })
  const ended = await import('./finish-sign-in.ts').then(
    ({ endSignIn }) => endSignIn(url.search, home),
    (error: unknown) => ({ kind: 'refused' as const, problem: asProblem(error), returnTo: home }),
  )
  if (ended.kind === 'handedOver') {
    publish({ status: 'signedOut', reason: 'windowDone' })
    close()
    return
  }
  history.replaceState(null, '', ended.returnTo)
  if (ended.kind === 'signedIn') begin(ended.session)
  else publish({ status: 'signedOut', reason: 'failed', problem: ended.problem })
}

/** Leaves for the provider. `returnTo` is a path of this origin, base path included. Rejects where it cannot be asked. */
export async function signIn(returnTo = location.pathname + location.search + location.hash): Promise<void> {
  const { signInRequest } = await import('./oidc.ts')
  location.assign((await signInRequest(returnTo)).address)
}

/**
 * Signs in again in a window of its own, or by leaving the page where the browser allows no window. Call it in the
 * click itself. Resolves when signed in, or when a later call takes over; rejects where it failed.
 */
export async function signInAgain(): Promise<void> {
  windowSignIn?.abort()
  windowSignIn = new AbortController()
  const { signal } = windowSignIn
  const opened = open('about:blank', '_blank', 'popup,width=520,height=720')
  if (!opened) return signIn()
  try {
    const { signInWithWindow } = await import('./sign-in-window.ts')
    begin(await signInWithWindow(opened, signal))
  } catch (error) {
    opened.close()
    if (!signal.aborted) throw error
  }
}

/** Signs out: here at once and in this person's other tabs, then at the provider. Never rejects. */
export async function signOut(): Promise<void> {
  const ended = record ?? expired
  windowSignIn?.abort()
  if (state.person) {
    forgetDrafts(state.person)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of this origin alone
    channel?.postMessage(signedOutMessage(state.person))
  }
  markSignedOut()
  end({ status: 'signedOut', reason: 'signedOut' })
  if (!ended) return
  const told = await import('./sign-out.ts')
    .then(({ signOutAtProvider }) => signOutAtProvider(ended))
    .catch(() => false)
  if (told || record) return
  const problem = new Problem(
    'You are signed out here, but not at the sign-in service.',
    'It cannot be reached from this browser.',
    'If others use this computer, close the browser.',
  )
  publish({ status: 'signedOut', reason: 'signedOut', problem })
}

/**
 * An access token that is still good, after the one shared renewal if need be. Rejects with `SessionOver`, or with
 * another `Problem` where the renewal may work later. For the API layer alone.
 */
export async function accessToken(): Promise<string> {
  if (!record) throw new SessionOver()
  return Date.now() < record.expiresAt - 1000 ? record.accessToken : renew()
}

/** A token to repeat a call with that was answered 401: a newer one if there is one, else the renewal's. Rejects alike. */
export async function renewAfterRefusal(refused: string): Promise<string> {
  if (record?.accessToken !== refused) return accessToken()
  if (attempts.failures === 0 && !mayTryAgain(attempts.last) && Date.now() < record.expiresAt) {
    throw new Problem(
      'The server does not accept your sign-in.',
      'It refused a token that was renewed a moment ago.',
      'Try again in a few seconds; if it happens again, report this message.',
      { status: 401 },
    )
  }
  return renew()
}

function renew(): Promise<string> {
  renewal ??= renewOnce().finally(() => {
    renewal = undefined
    schedule()
  })
  return renewal
}

async function renewOnce(): Promise<string> {
  await tabChecked
  const before = record
  if (!before) throw new SessionOver()
  if (attempts.problem && !mayTryAgain(attempts.last)) throw attempts.problem
  attempts = { last: Date.now(), failures: attempts.failures + 1 }
  try {
    if (before.refreshToken === null) throw new SessionOver()
    const { renewTokens } = await import('./renew.ts')
    const { renewed, person } = await renewTokens(before)
    if (record !== before) throw new SessionOver()
    attempts = { last: attempts.last, failures: 0 }
    keep(renewed)
    void person.then((now) => record === renewed && keep({ ...renewed, person: now }))
    return renewed.accessToken
  } catch (error) {
    const problem = asProblem(error, 'Your session could not be renewed.')
    if (record !== before) throw error instanceof SessionOver ? error : new SessionOver()
    if (!(problem instanceof SessionOver)) attempts.problem = problem
    else if (problem.pageMayStay) end({ status: 'expired', person: before.person })
    else end({ status: 'signedOut', reason: 'failed', problem })
    throw problem
  }
}

function begin(session: NewSession): void {
  const next = { ...session, tab: crypto.randomUUID() }
  attempts = { last: 0, failures: 0 }
  if (state.status === 'expired' && state.person.sub !== next.person.sub) {
    // Somebody else: nothing of the page's may stay, in memory neither.
    writeRecord(next)
    publish({ status: 'starting' })
    location.replace(appUrl('/'))
  } else {
    takeUp(next)
  }
}

function takeUp(taken: SessionRecord): void {
  keep(taken)
  tabChecked = checkTab(taken.tab)
  // So that a renewal needs nothing of the network but the provider.
  setTimeout(() => void import('./renew.ts').catch(() => null), preloadAfter)
}

function keep(kept: SessionRecord): void {
  record = kept
  writeRecord(kept)
  schedule()
  const next: SessionState = { status: 'signedIn', person: kept.person }
  if (JSON.stringify(next) !== JSON.stringify(state)) publish(next)
}

function end(next: SessionState): void {
  expired = next.status === 'expired' ? record : null
  record = null
  removeRecord()
  schedule()
  publish(next)
}

function publish(next: SessionState): void {
  state = next
  for (const listener of listeners) listener()
}

/** A copied tab has a copied refresh token, and the second use of one ends the session of both: the copy gives it up. */
async function checkTab(tab: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const hold = (lock: Lock | null) => {
    resolve(lock !== null)
    return lock && new Promise(() => {})
  }
  navigator.locks.request(`${sessionKey()} ${tab}`, { ifAvailable: true }, hold).catch(() => resolve(true))
  if (!(await promise) && record?.tab === tab)
    keep({ ...record, refreshToken: null, tab: crypto.randomUUID() })
}

function schedule(): void {
  clearTimeout(timer)
  const due = record && (record.refreshToken === null ? record.expiresAt : renewalTime(record, attempts))
  if (due === null) return
  const wait = Math.max(0, due - Date.now())
  timer = setTimeout(wait > hour ? schedule : () => void renew().catch(() => null), Math.min(wait, hour))
}

function onWake(): void {
  if (document.visibilityState === 'hidden') return
  attempts.failures = 0
  schedule()
}

/** Back to a page that the browser kept whole: the session may have moved on, or ended, without it. */
function onPageShow({ persisted }: PageTransitionEvent): void {
  if (persisted && readRecord()?.accessToken !== record?.accessToken) location.reload()
}

const signedOutMessage = ({ sub }: Person) => `signed out ${sub}`
