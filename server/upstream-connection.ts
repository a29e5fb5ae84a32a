import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { Readable } from 'node:stream'

/** A request as it goes out: the path letter by letter, no header but these. */
export type UpstreamRequest = {
  method: string
  path: string
  headers: OutgoingHttpHeaders
  /** A stream is read once, so its request cannot be sent again. */
  body: Readable | Buffer
}

export class BodyTooLong extends Error {}
class StaleConnection extends Error {}

/** Connections to one origin. */
export function connectUpstream(origin: URL, bodyLimit: number) {
  const secure = origin.protocol === 'https:'
  const Agent = secure ? HttpsAgent : HttpAgent
  const kept = new Agent({ keepAlive: true })
  const fresh = new Agent()
  const request = secure ? httpsRequest : httpRequest

  const send = ({ body, ...rest }: UpstreamRequest, signal: AbortSignal, agent: HttpAgent) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const upstream = request(origin, { ...rest, agent, signal }, resolve)
      upstream.on('error', (error) => {
        const isStale = upstream.reusedSocket && 'code' in error && error.code === 'ECONNRESET'
        reject(isStale ? new StaleConnection('The kept connection was closed.', { cause: error }) : error)
      })
      if (!(body instanceof Readable)) {
        upstream.end(body)
        return
      }
      let received = 0
      body.on('data', (chunk: Buffer) => {
        received += chunk.length
        if (received > bodyLimit) upstream.destroy(new BodyTooLong())
      })
      body.pipe(upstream)
    })

  return {
    /** A kept connection may be closed by the other side just as it is used: a read goes again, a write never takes one. */
    async ask(call: UpstreamRequest, signal: AbortSignal): Promise<IncomingMessage> {
      const isRead = call.method === 'GET' || call.method === 'HEAD'
      try {
        return await send(call, signal, isRead ? kept : fresh)
      } catch (error) {
        if (isRead && error instanceof StaleConnection) return send(call, signal, fresh)
        throw error
      }
    },
    close() {
      kept.destroy()
      fresh.destroy()
    },
  }
}
