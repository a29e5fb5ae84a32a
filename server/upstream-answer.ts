import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { compressed, encodingFor } from './compressed.ts'
import { problemAnswer } from './problem-answer.ts'

const headersKept = [
  'content-type',
  'content-encoding',
  'content-length',
  'location',
  'retry-after',
  'etag',
  'last-modified',
]
const compressFrom = 1024

/** The other side's answer with the headers that are passed on. A redirect is refused, JSON is compressed. */
export function upstreamAnswer(upstream: IncomingMessage, call: IncomingMessage, system: string): Response {
  const status = upstream.statusCode ?? 502
  if (status >= 300 && status < 400 && status !== 304) {
    upstream.destroy()
    return problemAnswer(502, 'Redirected', `${system} answered with a redirect, which is not followed.`)
  }
  const headers = new Headers({ 'Cache-Control': 'no-store' })
  for (const name of headersKept) {
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
