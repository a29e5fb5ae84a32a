import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { readBody } from './read-body.ts'
import { upstream } from './test-gateway.ts'

const limit = 1000
const never = new AbortController().signal

/** What becomes of a body of which this much was sent when the caller left before anybody read it. */
async function afterLeaving(sent: string, signal: AbortSignal): Promise<string> {
  let read: ((result: Promise<string>) => void) | undefined
  const result = new Promise<string>((resolve) => (read = resolve))
  const url = await upstream(async (call, response) => {
    client.destroy()
    await once(response, 'close')
    read?.(readBody(call, limit, signal).then(String, (error: unknown) => `failed: ${String(error)}`))
  })
  const client = connect(Number(new URL(url).port), '127.0.0.1')
  client.write(`PATCH / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n${sent}`)
  return result
}

test.each([
  ['', never],
  ['ab', never],
  ['abcd', AbortSignal.abort(new Error('gone'))],
])('a caller who left before the body %j was read ends the reading', async (sent, signal) => {
  expect(await afterLeaving(sent, signal)).toMatch(/^failed: /)
})
