import { readFileSync } from 'node:fs'
import type { Logger } from 'pino'
import * as z from 'zod/mini'
import { Refusal } from './refusal.ts'

/** How the gateway itself signs in to the other side. The secret is read from its file each time, so it can be changed. */
export type Credentials = { tokenUrl: URL; clientId: string; clientSecretFile: string }

const limitMs = 10_000
const usualLifeSeconds = 300
const tokenAnswer = z.object({
  access_token: z.string().check(z.regex(/^[\x21-\x7e]+$/)),
  expires_in: z.optional(z.number().check(z.positive())),
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
  let kept: { token: string; usableUntil: number } | undefined
  let coming: Promise<string> | undefined

  const fetchToken = async () => {
    const asked = performance.now()
    try {
      const { access_token: token, expires_in: seconds = usualLifeSeconds } = await requestToken(credentials)
      const earlier = Math.min(60, seconds / 10)
      kept = { token, usableUntil: asked + (seconds - earlier) * 1000 }
      return token
    } catch (error) {
      // The message alone: what fetch throws may hold the request.
      log.error({ system, reason: error instanceof Error ? error.message : 'unknown' }, 'no token of our own')
      throw new Refusal(
        502,
        'Not reachable',
        `The gateway could not sign in to ${system}. Its log says more.`,
      )
    }
  }

  return {
    /** The token; those who ask at the same time share one request. Throws a Refusal. */
    async get(): Promise<string> {
      if (kept !== undefined && performance.now() < kept.usableUntil) return kept.token
      coming ??= fetchToken().finally(() => (coming = undefined))
      return coming
    },
    /** Says that the other side does not take a token (any longer). */
    refused(token: string): void {
      if (kept?.token === token) kept = undefined
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
  return read.data
}
