import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { Readable } from 'node:stream'
import type { Logger } from 'pino'
import { compressed, encodingFor } from './compressed.ts'
import { problemAnswer } from './problem-answer.ts'
import { createRateLimit } from './rate-limit.ts'

export type RelaySettings = {
  origin: URL
  /** Calls a second, all operators together. */
  callsPerSecond: number
  /** Names of the request headers that are forwarded beside those that every call may bear. */
  headers: string[]
  timeLimitMs?: number
  bodyLimit?: number
  log: Logger
}

const requestHeaders = ['authorization', 'content-type', 'content-length', 'accept', 'accept-language']
const answerHeaders = [
  'content-type',
  'content-encoding',
  'content-length',
  'location',
  'retry-after',
  'etag',
  'last-modified',
]
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])
const compressFrom = 1024
// Never forwarded, even if a configuration names them.
const neverForwarded = new Set([
  'cookie',
  'host',
  'connection',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'keep-alive',
])

class BodyTooLong extends Error {}
class StaleConnection extends Error {}

/**
 * Passes calls on to another origin, streaming both ways, with no more than the named headers. The path goes out letter by letter;
 * method and body are the caller's. Answers 405, 413, 429, 502 and 504 of its own are problem documents.
 */
export function createRelay(settings: RelaySettings) {
  const { origin, callsPerSecond, timeLimitMs = 140_000, bodyLimit = 10 * 1024 * 1024, log } = settings
  const secure = origin.protocol === 'https:'
  const Agent = secure ? HttpsAgent : HttpAgent
  const kept = new Agent({ keepAlive: true })
  const fresh = new Agent()
  const request = secure ? httpsRequest : httpRequest
  const limit = createRateLimit(callsPerSecond)
  const forwarded = new Set([...requestHeaders, ...settings.headers.map((name) => name.toLowerCase())])
  for (const name of neverForwarded) forwarded.delete(name)

  /** A kept connection may be closed by the other side just as it is used: a read goes again, a write never takes one. */
  const ask = async (call: IncomingMessage, path: string, signal: AbortSignal): Promise<IncomingMessage> => {
    const isRead = call.method === 'GET' || call.method === 'HEAD'
    try {
      return await send(call, path, signal, isRead ? kept : fresh)
    } catch (error) {
      if (isRead && error instanceof StaleConnection) return send(call, path, signal, fresh)
      throw error
    }
  }

  const send = (call: IncomingMessage, path: string, signal: AbortSignal, agent: HttpAgent) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const headers: OutgoingHttpHeaders = {}
      for (const name of forwarded) if (call.headers[name] !== undefined) headers[name] = call.headers[name]
      const upstream = request(origin, { method: call.method, path, headers, agent, signal }, resolve)
      upstream.on('error', (error) => {
        const isStale = upstream.reusedSocket && 'code' in error && error.code === 'ECONNRESET'
        reject(isStale ? new StaleConnection('The kept connection was closed.', { cause: error }) : error)
      })
      let received = 0
      call.on('data', (chunk: Buffer) => {
        received += chunk.length
        if (received > bodyLimit) upstream.destroy(new BodyTooLong())
      })
      call.pipe(upstream)
    })

  return {
    async relay(call: IncomingMessage, path: string, gone: AbortSignal): Promise<Response> {
      if (!methods.has(call.method ?? '')) {
        return problemAnswer(405, 'Method not allowed', 'This method is not forwarded.', {
          Allow: [...methods].join(', '),
        })
      }
      if (Number(call.headers['content-length'] ?? 0) > bodyLimit) return tooLong(bodyLimit)
      const late = AbortSignal.timeout(timeLimitMs)
      const signal = AbortSignal.any([gone, late])
      try {
        const turn = await limit.turn(signal)
        if (!turn.granted) {
          return problemAnswer(
            429,
            'Too many calls',
            'Too many calls are waiting for Content Hub. Try again in a moment.',
            {
              'Retry-After': String(turn.retryAfterSeconds),
            },
          )
        }
        return answerOf(await ask(call, path, signal), call)
      } catch (error) {
        if (error instanceof BodyTooLong) return tooLong(bodyLimit)
        if (late.aborted) {
          const seconds = Math.round(timeLimitMs / 1000)
          return problemAnswer(
            504,
            'No answer in time',
            `Content Hub did not answer within ${seconds} seconds.`,
          )
        }
        if (!gone.aborted) log.warn({ err: error }, 'no answer from upstream')
        return problemAnswer(502, 'Not reachable', 'Content Hub could not be reached or cut the connection.')
      }
    },
    close() {
      kept.destroy()
      fresh.destroy()
    },
  }
}

const tooLong = (limit: number) =>
  problemAnswer(413, 'Too long', `The body of a call may have ${limit / 1024 / 1024} MiB at most.`, {
    Connection: 'close',
  })

function answerOf(upstream: IncomingMessage, call: IncomingMessage): Response {
  const status = upstream.statusCode ?? 502
  if (status >= 300 && status < 400 && status !== 304) {
    upstream.destroy()
    return problemAnswer(502, 'Redirected', 'Content Hub answered with a redirect, which is not followed.')
  }
  const headers = new Headers({ 'Cache-Control': 'no-store' })
  for (const name of answerHeaders) {
    const value = upstream.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  if (call.method === 'HEAD' || status === 204 || status === 205 || status === 304) {
    upstream.resume()
    return new Response(null, { status, headers })
  }
  const encoding = encodingFor(call.headers['accept-encoding'])
  const isJson = /^application\/([\w.-]+\+)?json\b/.test(headers.get('content-type') ?? '')
  const isLong = Number(headers.get('content-length') ?? Infinity) >= compressFrom
  let body: Readable = upstream
  if (isJson && isLong && encoding !== 'identity' && !headers.has('content-encoding')) {
    body = compressed(upstream, encoding)
    headers.set('Content-Encoding', encoding)
    headers.delete('content-length')
  }
  headers.set('Vary', 'Accept-Encoding')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node's and the DOM's ReadableStream are one class with two types
  return new Response(Readable.toWeb(body) as ReadableStream, { status, headers })
}
