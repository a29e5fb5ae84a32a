import { pino } from 'pino'
import { expect, test } from 'vitest'
import { inTime } from './in-time.ts'
import type { Progress } from './in-time.ts'
import { Refusal } from './refusal.ts'

const never = (signal: AbortSignal) =>
  new Promise<Response>((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

const sent = (signal: AbortSignal, progress: Progress) => {
  progress.sent = true
  return never(signal)
}
const failing = (error: Error) => (_signal: AbortSignal, progress: Progress) => {
  progress.sent = true
  return Promise.reject(error)
}

function answered(
  carryOut: (signal: AbortSignal, progress: Progress) => Promise<Response>,
  gone = new AbortController().signal,
) {
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => void lines.push(line) })
  const bounds = { gone, timeLimitMs: 40, bodyLimit: 1024 * 1024, system: 'BigChange', log }
  return inTime(bounds, carryOut).then(async (answer) => ({
    status: answer.status,
    detail: (await answer.json()).detail,
    carriedOut: answer.headers.get('Carried-Out'),
    lines,
  }))
}

test('a call that takes too long is ended and is a 504', async () => {
  expect(await answered(sent)).toEqual({
    status: 504,
    detail: 'BigChange did not answer within 0 seconds.',
    carriedOut: null,
    lines: [],
  })
})

test('a call whose turn does not come says that it was not carried out', async () => {
  expect(await answered(never)).toEqual({
    status: 503,
    detail: 'BigChange was not asked: the turn of this call did not come within 0 seconds.',
    carriedOut: 'no',
    lines: [],
  })
})

test('where no connection came about nothing was carried out; where it was cut nobody knows', async () => {
  const refused = Object.assign(new Error('no'), { syscall: 'connect' })
  const cut = Object.assign(new Error('cut'), { syscall: 'read' })
  expect(await answered(failing(refused))).toMatchObject({ status: 502, carriedOut: 'no' })
  const both = new AggregateError([refused, refused])
  expect(await answered(failing(both))).toMatchObject({ status: 502, carriedOut: 'no' })
  expect(await answered(failing(cut))).toMatchObject({ status: 502, carriedOut: null })
})

test('a caller that leaves ends the call, which is nobody’s fault', async () => {
  expect(await answered(never, AbortSignal.abort())).toMatchObject({ status: 502, lines: [] })
})

test('a refusal is answered as it says; anything else is logged and a 502', async () => {
  expect(await answered(() => Promise.reject(new Refusal(403, 'No', 'Not you.')))).toEqual({
    status: 403,
    detail: 'Not you.',
    carriedOut: 'no',
    lines: [],
  })
  const { status, lines } = await answered(() => Promise.reject(new Error('cut')))
  expect([status, lines.length]).toEqual([502, 1])
})
