import { pino } from 'pino'
import { expect, test } from 'vitest'
import { inTime } from './in-time.ts'
import { Refusal } from './refusal.ts'

const never = (signal: AbortSignal) =>
  new Promise<Response>((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

function answered(carryOut: (signal: AbortSignal) => Promise<Response>, gone = new AbortController().signal) {
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => void lines.push(line) })
  const bounds = { gone, timeLimitMs: 40, bodyLimit: 1024 * 1024, system: 'BigChange', log }
  return inTime(bounds, carryOut).then(async (answer) => ({
    status: answer.status,
    detail: (await answer.json()).detail,
    lines,
  }))
}

test('a call that takes too long is ended and is a 504', async () => {
  expect(await answered(never)).toEqual({
    status: 504,
    detail: 'BigChange did not answer within 0 seconds.',
    lines: [],
  })
})

test('a caller that leaves ends the call, which is nobody’s fault', async () => {
  expect(await answered(never, AbortSignal.abort())).toMatchObject({ status: 502, lines: [] })
})

test('a refusal is answered as it says; anything else is logged and a 502', async () => {
  expect(await answered(() => Promise.reject(new Refusal(403, 'No', 'Not you.')))).toEqual({
    status: 403,
    detail: 'Not you.',
    lines: [],
  })
  const { status, lines } = await answered(() => Promise.reject(new Error('cut')))
  expect([status, lines.length]).toEqual([502, 1])
})
