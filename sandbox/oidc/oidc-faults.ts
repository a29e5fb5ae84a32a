import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from '../faults.ts'

function answer(response: ServerResponse, status: number, headers: Record<string, string>, body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? {})
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers })
    .end(text)
}

/** Sends half of the body that the provider makes, then cuts. */
function cutHalf(request: IncomingMessage, response: ServerResponse) {
  response.end = (body?: unknown) => {
    const bytes = Buffer.from(typeof body === 'string' || Buffer.isBuffer(body) ? body : '')
    response.write(bytes.subarray(0, bytes.length / 2), () => request.socket.destroy())
    return response
  }
}

/** Carries out a fault; kinds that only Content Hub knows are passed over. True: the call has been answered or cut and must not be carried out. */
export async function carryOutFault(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  faultsCleared: () => Promise<void>,
): Promise<boolean> {
  switch (fault.kind) {
    case 'status':
      answer(response, fault.status, fault.headers ?? {}, fault.body)
      return true
    case 'malformed':
      answer(response, 200, {}, '{"access_token": ')
      return true
    case 'wrongShape':
      answer(response, 200, {}, { unexpected: true })
      return true
    case 'rateLimit':
      answer(response, 429, fault.retryAfter === null ? {} : { 'Retry-After': String(fault.retryAfter) }, {})
      return true
    case 'expiredToken':
      answer(response, 400, {}, { error: 'invalid_grant', error_description: 'grant request is invalid' })
      return true
    case 'cut':
      request.socket.destroy()
      return true
    case 'cutAfter':
      // The provider ends its answer only when the call has been carried out.
      response.end = () => {
        request.socket.destroy()
        return response
      }
      return false
    case 'cutBody':
      cutHalf(request, response)
      return false
    case 'delay':
      await wait(fault.delayMs)
      return false
    case 'hold':
      await faultsCleared()
      return false
    default:
      return false
  }
}
