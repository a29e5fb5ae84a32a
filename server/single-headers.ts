import type { IncomingMessage } from 'node:http'
import { Refusal } from './refusal.ts'

const once = ['authorization', 'content-type', 'content-length', 'transfer-encoding', 'host']

/** Refuses a call whose meaning depends on who reads it: a header twice, or a read that bears a body. */
export function refuseAmbiguous(call: IncomingMessage): void {
  const twice = once.find((name) => (call.headersDistinct[name]?.length ?? 0) > 1)
  if (twice !== undefined) throw new Refusal(400, 'Bad request', `The header ${twice} came more than once.`)
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = call.headers
  if (call.method === 'GET' && (length !== '0' || encoding !== undefined))
    throw new Refusal(400, 'Bad request', 'A read has no body.')
}
