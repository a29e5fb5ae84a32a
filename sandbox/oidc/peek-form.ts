import type { IncomingMessage } from 'node:http'

const limit = 64 * 1024

/**
 * The fields of a form that was posted, with the request still unread for whoever handles it.
 * Empty where the request is no form, is too long, or does not say how long it is.
 */
export async function peekForm(request: IncomingMessage): Promise<URLSearchParams> {
  const length = Number(request.headers['content-length'] ?? 0)
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false
  if (!isForm || length === 0 || length > limit) return new URLSearchParams()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let received = 0
    const onReadable = () => {
      for (let chunk = request.read(); chunk !== null; chunk = request.read()) {
        chunks.push(chunk)
        received += chunk.length
      }
      if (received < length) return
      request.off('readable', onReadable)
      const body = Buffer.concat(chunks)
      // In the same tick as the last read, so before the stream tells its end.
      request.unshift(body)
      resolve(new URLSearchParams(body.toString('utf8')))
    }
    request.on('readable', onReadable)
    request.once('error', reject)
  })
}
