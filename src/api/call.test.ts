import { beforeEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { parseConfig } from '~/lib/config.ts'
import { setConfig } from '~/lib/current-config.ts'
import { attempt, get, mayBeCarriedOut } from './call.ts'

vi.mock('~/session/session.ts', () => ({ accessToken: async () => 'token' }))

const fetch = vi.fn<() => Promise<Response>>()

beforeEach(() => {
  fetch.mockReset()
  vi.stubGlobal('window', {})
  vi.stubGlobal('fetch', fetch)
  vi.stubGlobal('navigator', { onLine: true })
  const contentHub = { url: 'https://hub.example.com', callsPerSecond: 10_000 }
  setConfig(
    parseConfig({ oidc: { authority: 'https://login.example.com', client_id: 'console' }, contentHub }),
  )
})

const write = () => attempt({ method: 'POST', path: '/api/jobs/7/targets', body: {}, what: 'Not created.' })
const what = 'Not read.'

test.each([
  [500, true],
  [502, true],
  [503, true],
  [504, true],
  [501, false],
  [400, false],
  [403, false],
  [404, false],
])('after an answer %i to a write, that it may have been carried out is %s', async (status, isUnsure) => {
  fetch.mockResolvedValue(new Response(null, { status }))
  expect(mayBeCarriedOut(await write().catch((error: unknown) => error))).toBe(isUnsure)
  expect(fetch).toHaveBeenCalledTimes(1)
})

test('what the gateway has not sent was not carried out; a read of it is sent again', async () => {
  vi.useFakeTimers()
  fetch.mockImplementation(async () => new Response(null, { status: 503, headers: { 'Carried-Out': 'no' } }))
  expect(mayBeCarriedOut(await write().catch((error: unknown) => error))).toBe(false)
  expect(fetch).toHaveBeenCalledTimes(1)
  const reading = expect(get('/api/v2/jobs/7', z.unknown(), { what })).rejects.toThrow(what)
  await vi.runAllTimersAsync()
  await reading
  expect(fetch).toHaveBeenCalledTimes(5)
  vi.useRealTimers()
})

test.each([
  [500, 1],
  [501, 1],
  [503, 4],
])('a read that is answered %i is sent %i times', async (status, times) => {
  vi.useFakeTimers()
  fetch.mockImplementation(async () => new Response(null, { status }))
  const reading = expect(get('/api/v2/jobs/7', z.unknown(), { what })).rejects.toMatchObject({ status })
  await vi.runAllTimersAsync()
  await reading
  expect(fetch).toHaveBeenCalledTimes(times)
  vi.useRealTimers()
})
