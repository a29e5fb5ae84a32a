import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { parseConfig } from '~/lib/config.ts'
import type * as call from './call.ts'

vi.mock('~/session/session.ts', () => ({ accessToken: async () => 'token' }))

const fetch = vi.fn<(address: string) => Promise<Response>>()
const what = 'Not read.'
let get: typeof call.get

beforeEach(async () => {
  vi.resetModules()
  vi.useFakeTimers({ now: Date.parse('2026-11-22T09:00:00Z') })
  fetch.mockReset()
  fetch.mockImplementation(async () => new Response('{}'))
  vi.stubGlobal('window', {})
  vi.stubGlobal('fetch', fetch)
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('location', { origin: 'https://console.example.com' })
  const { setConfig } = await import('~/lib/current-config.ts')
  setConfig(
    parseConfig({
      oidc: { authority: 'https://login.example.com', client_id: 'console' },
      contentHub: { url: 'https://hub.example.com' },
      bigChange: { url: '/bigchange' },
    }),
  )
  ;({ get } = await import('./call.ts'))
  // Fetched with the first refusal: by then these timers are ahead of it.
  await import('./problem-of-answer.ts')
})
afterEach(() => vi.useRealTimers())

const read = (path = '/api/v2/jobs/7') => get(path, z.unknown(), { what })
const answersOnce = (status: number, retryAfter?: string) =>
  fetch.mockImplementationOnce(
    async () =>
      new Response(null, {
        status,
        ...(retryAfter !== undefined && { headers: { 'Retry-After': retryAfter } }),
      }),
  )
const asked = async (milliseconds: number) => {
  await vi.advanceTimersByTimeAsync(milliseconds)
  return fetch.mock.calls.length
}

test.each([
  ['whole seconds', 429, '7', 7],
  ['a date', 429, 'Sun, 22 Nov 2026 09:00:07 GMT', 7],
  ['nothing', 429, undefined, 30],
  ['an empty text', 429, '', 30],
  ['no number', 429, 'soon', 30],
  ['a date that is over', 429, 'Sun, 22 Nov 2026 08:00:00 GMT', 30],
  ['seconds, with another refusal', 503, '7', 7],
])('%s after %i: every call waits so long, then goes on', async (_, status, retryAfter, seconds) => {
  answersOnce(status, retryAfter)
  const first = read()
  expect(await asked(0)).toBe(1)
  const second = read()
  expect(await asked(seconds * 1000 - 100)).toBe(1)
  expect(await asked(200)).toBe(3)
  await expect(Promise.all([first, second])).resolves.toEqual([{}, {}])
})

test('a pause that is too long to wait for is told to all calls, and kept', async () => {
  answersOnce(429, '600')
  const refused = expect(read()).rejects.toMatchObject({
    status: 429,
    why: expect.stringMatching(/^The server asks to wait until .*10:00 [AP]M\.$/),
  })
  await asked(0)
  await refused
  const waits = { status: 429, why: expect.stringContaining('asks to wait until') }
  await expect(read()).rejects.toMatchObject(waits)
  expect(await asked(470_000)).toBe(1)
  await expect(read()).rejects.toMatchObject(waits)
  // What is left of it is now worth waiting for.
  await asked(20_000)
  const late = read()
  expect(await asked(100_000)).toBe(1)
  expect(await asked(10_001)).toBe(2)
  await expect(late).resolves.toEqual({})
})

test('the last refusal is kept, too', async () => {
  for (let refusal = 0; refusal < 4; refusal += 1) answersOnce(429, '5')
  const refused = expect(read()).rejects.toMatchObject({ status: 429, why: 'Too many calls were made.' })
  expect(await asked(15_100)).toBe(4)
  await refused
  const next = read()
  expect(await asked(4000)).toBe(4)
  expect(await asked(1000)).toBe(5)
  await next
})

test('one system’s pause and pace are nothing to the other', async () => {
  answersOnce(429, '600')
  const refused = expect(read('/v1/jobs/7')).rejects.toMatchObject({ status: 429 })
  await asked(0)
  await refused
  await expect(read()).resolves.toEqual({})
  expect(fetch.mock.calls.map(([address]) => address)).toEqual([
    'https://console.example.com/bigchange/v1/jobs/7',
    'https://hub.example.com/api/v2/jobs/7',
  ])
  void Promise.all(Array.from({ length: 20 }, () => read()))
  expect(await asked(0)).toBe(11)
})

test('what was compared just before is not sent after a longer pause: it is told instead', async () => {
  const { attempt } = await import('./call.ts')
  const write = (method: 'PATCH' | 'POST') =>
    attempt({ method, path: '/api/jobs/7/targets/1', body: {}, what: 'Not saved.' })
  answersOnce(429, '2')
  const saved = write('PATCH')
  expect(await asked(2100)).toBe(2)
  await saved

  answersOnce(429, '30')
  const refused = expect(write('PATCH')).rejects.toMatchObject({ status: 429, what: 'Not saved.' })
  await asked(0)
  await refused
  const waits = { status: 429, why: expect.stringContaining('asks to wait until') }
  await expect(write('PATCH')).rejects.toMatchObject(waits)
  // What rests on no look waits for its turn.
  const created = write('POST')
  expect(await asked(29_000)).toBe(3)
  expect(await asked(1100)).toBe(4)
  await created
})
