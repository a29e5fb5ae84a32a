import { readFileSync } from 'node:fs'
import type { Logger } from 'pino'
import * as z from 'zod/mini'
import { Refusal } from './refusal.ts'

/** How the gateway itself signs in to the other side. The secret is read from its file each time, so it can be changed. */
export type Credentials = { tokenUrl: URL; clientId: string; clientSecretFile: string }

const limitMs = 10_000
const usualLifeSeconds = 300
/** After a request that failed the next one waits so long, and twice as long after each more. */
const [pauseMs, longestPauseMs] = [1000, 30_000]
/** A token that came for a refused one and is refused too is not replaced: it is not the token's fault. */
const replacedAgainMs = 10_000

const tokenAnswer = z.object({
  access_token: z.string().check(z.regex(/^[\x21-\x7e]+$/)),
  expires_in: z.optional(z.unknown()),
})
const tokenProblem = z.object({ error: z.string().check(z.regex(/^\w{1,40}$/)) })

/** The secret of the file, without the line break at its end. Throws where it cannot be read or is empty. */
export function readSecret(file: string): string {
  const secret = readFileSync(file, 'utf8').trimEnd()
  if (secret === '') throw new Error('empty')
  return secret
}

/** The gateway's own token of one system (RFC 6749, section 4.4): one for everybody, kept until shortly before its end. */
export function createUpstreamToken(credentials: Credentials, system: string, log: Logger) {
  let held: { token: string; usableUntil: number } | undefined
  let coming: Promise<string> | undefined
  let failure = { times: 0, until: 0 }
  let replacedAt = Number.NEGATIVE_INFINITY

  const kept = () => (held !== undefined && performance.now() < held.usableUntil ? held.token : undefined)
  const notSignedIn = () => {
    const seconds = Math.max(1, Math.ceil((failure.until - performance.now()) / 1000))
    const detail = `The gateway could not sign in to ${system}. Its log says more.`
    return new Refusal(502, 'Not reachable', detail, { 'Retry-After': String(seconds) })
  }

  const fetchToken = async () => {
    const asked = performance.now()
    try {
      const { token, seconds } = await requestToken(credentials)
      const earlier = Math.min(60, seconds / 10)
      held = { token, usableUntil: asked + (seconds - earlier) * 1000 }
      failure = { times: 0, until: 0 }
      return token
    } catch (error) {
      // The message alone: what fetch throws may hold the request.
      log.error({ system, reason: error instanceof Error ? error.message : 'unknown' }, 'no token of our own')
      const pause = Math.min(longestPauseMs, pauseMs * 2 ** failure.times)
      failure = { times: failure.times + 1, until: performance.now() + pause }
      throw notSignedIn()
    }
  }

  return {
    /** The token as far as it is there. */
    kept,
    /** The token; those who ask at the same time share one request. Throws a Refusal. */
    async get(): Promise<string> {
      const token = kept()
      if (token !== undefined) return token
      if (performance.now() < failure.until) throw notSignedIn()
      coming ??= fetchToken().finally(() => (coming = undefined))
      return coming
    },
    /** Says that the other side does not take a token (any longer). True where another one is worth a try. */
    refused(token: string): boolean {
      if (held?.token !== token) return true
      if (performance.now() < replacedAt + replacedAgainMs) return false
      replacedAt = performance.now()
      held = undefined
      return true
    },
  }
}

async function requestToken({ tokenUrl, clientId, clientSecretFile }: Credentials) {
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: readSecret(clientSecretFile),
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(limitMs),
  })
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) {
    const problem = tokenProblem.safeParse(answer)
    throw new Error(`status ${response.status}${problem.success ? ` ${problem.data.error}` : ''}`)
  }
  const read = tokenAnswer.safeParse(answer)
  if (!read.success) throw new Error('the answer holds no access_token')
  // Some servers write it as a text, or leave it open.
  const seconds = Number(read.data.expires_in)
  return { token: read.data.access_token, seconds: seconds > 0 ? seconds : usualLifeSeconds }
}
