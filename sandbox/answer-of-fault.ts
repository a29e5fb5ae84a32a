import type { Fault } from './faults.ts'
import type { Answer } from './answer.ts'

/** The answer that a fault gives in place of the call; undefined where the call is carried out. */
export function answerOfFault(fault: Fault): Answer | undefined {
  switch (fault.kind) {
    case 'status':
      return {
        status: fault.status,
        ...(fault.body !== undefined && { body: JSON.stringify(fault.body) }),
        ...(fault.headers && { headers: fault.headers }),
      }
    case 'malformed':
      return { status: 200, body: '{"items": [{"id": 39605, "identifier": "q3Vb' }
    case 'wrongShape':
      return { status: 200, body: '[{"unexpected": true, "id": "not a number"}]' }
    case 'rateLimit':
      return {
        status: 429,
        ...(fault.retryAfter !== null && { headers: { 'Retry-After': String(fault.retryAfter) } }),
      }
    case 'expiredToken':
      return { status: 401 }
    default:
      return undefined
  }
}
