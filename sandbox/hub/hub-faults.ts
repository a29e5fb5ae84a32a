import type { Fault } from '../faults.ts'
import type { Answer } from './answer.ts'

/** The answer that a fault gives in place of the call; undefined where the call is carried out. */
export function answerOfFault({ kind }: Fault): Answer | undefined {
  switch (kind.kind) {
    case 'status':
      return {
        status: kind.status,
        ...(kind.body !== undefined && { body: JSON.stringify(kind.body) }),
        ...(kind.headers && { headers: kind.headers }),
      }
    case 'malformed':
      return { status: 200, body: '{"items": [{"id": 39605, "identifier": "q3Vb' }
    case 'wrongShape':
      return { status: 200, body: '[{"unexpected": true, "id": "not a number"}]' }
    case 'rateLimit':
      return {
        status: 429,
        ...(kind.retryAfter !== null && { headers: { 'Retry-After': String(kind.retryAfter) } }),
      }
    case 'expiredToken':
      return { status: 401 }
    default:
      return undefined
  }
}
