import type { IncomingMessage } from 'node:http'
import { BodyTooLong } from './upstream-connection.ts'

/** The whole body of a call. Throws BodyTooLong over the limit, and the signal's reason when it is or was aborted. */
export async function readBody(call: IncomingMessage, limit: number, signal: AbortSignal): Promise<Buffer> {
  signal.throwIfAborted()
  if (Number(call.headers['content-length'] ?? 0) > limit) throw new BodyTooLong()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let received = 0
    const stop = (error: unknown) => {
      call.off('data', take)
      reject(error)
    }
    const take = (chunk: Buffer) => {
      received += chunk.length
      if (received > limit) stop(new BodyTooLong())
      else chunks.push(chunk)
    }
    const left = () => stop(new Error('The caller left in the middle of the body.'))
    if (call.destroyed && !call.readableEnded) left()
    call.on('data', take)
    call.once('end', () => resolve(Buffer.concat(chunks)))
    call.once('error', stop)
    call.once('close', left)
    signal.addEventListener('abort', () => stop(signal.reason), { once: true })
  })
}
