import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import type { Leave } from './call-count.ts'
import { inTime, tooLong } from './in-time.ts'
import type { RateLimit } from './rate-limit.ts'
import { Refusal } from './refusal.ts'
import { upstreamAnswer } from './upstream-answer.ts'
import { connectUpstream } from './upstream-connection.ts'

/** Answers calls with what another origin says to them. */
export type Relay = {
  /** `path` with its query, as the other side is asked for it; `gone` is aborted when the caller has left. */
  relay(call: IncomingMessage, path: string, gone: AbortSignal): Promise<Response>
  close(): void
}

export type RelaySettings = {
  /** What people call the other side. */
  system: string
  origin: URL
  limit: RateLimit
  /** Names of the request headers that are forwarded beside those that every call may bear. */
  headers: string[]
  timeLimitMs?: number
  bodyLimit?: number
  log: Logger
}

const everyCalls = ['content-type', 'accept', 'accept-language']
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])
// Never forwarded, even if a configuration names them.
const neverForwarded = new Set([
  'authorization',
  'cookie',
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'keep-alive',
])

/** The request headers that go on: those that every call may bear and those of the settings, in small letters. */
export function forwardedHeaders(call: IncomingMessage, more: string[]): Record<string, string> {
  const names = [...everyCalls, ...more.map((name) => name.toLowerCase())]
  const kept: Record<string, string> = {}
  for (const name of names) {
    const value = neverForwarded.has(name) ? undefined : call.headers[name]
    if (value !== undefined) kept[name] = String(value)
  }
  return kept
}

/** Waits until a call may start. Throws a Refusal where too many wait. */
export async function awaitTurn(
  { limit, system }: Pick<RelaySettings, 'limit' | 'system'>,
  person: string,
  signal: AbortSignal,
): Promise<Leave> {
  const turn = await limit.turn(person, signal)
  if (turn.granted) return turn
  const detail = `Too many calls are waiting for ${system}. Try again in a moment.`
  throw new Refusal(429, 'Too many calls', detail, { 'Retry-After': String(turn.retryAfterSeconds) })
}

/**
 * Passes calls on with the caller's own token, streaming both ways. Answers 405, 413, 429, 502 and 504 of its own are
 * problem documents.
 */
export function createRelay(settings: RelaySettings): Relay {
  const { system, origin, timeLimitMs = 140_000, bodyLimit = 10 * 1024 * 1024, log } = settings
  const upstream = connectUpstream(origin, bodyLimit)

  return {
    relay: (call, path, gone) =>
      inTime({ gone, timeLimitMs, bodyLimit, system, log }, async (signal, progress) => {
        const { method = '' } = call
        if (!methods.has(method)) {
          throw new Refusal(405, 'Method not allowed', 'This method is not forwarded.', {
            Allow: [...methods].join(', '),
          })
        }
        if (Number(call.headers['content-length'] ?? 0) > bodyLimit) throw tooLong(bodyLimit)
        const { authorization, 'content-length': length } = call.headers
        const headers = {
          ...forwardedHeaders(call, settings.headers),
          ...(authorization !== undefined && { authorization }),
          ...(length !== undefined && { 'content-length': length }),
        }
        // Whose call it is only the other side can tell; one person's calls bear one token for a while.
        const leave = await awaitTurn(settings, authorization ?? '', signal)
        progress.sent = true
        try {
          return upstreamAnswer(
            await upstream.ask({ method, path, headers, body: call }, signal),
            call,
            system,
          )
        } finally {
          leave.arrived()
        }
      }),
    close() {
      settings.limit.close()
      upstream.close()
    },
  }
}
