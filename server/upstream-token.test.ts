import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, expect, test, vi } from 'vitest'
import { Refusal } from './refusal.ts'
import { folder, upstream } from './test-gateway.ts'
import { createUpstreamToken } from './upstream-token.ts'

afterEach(() => vi.useRealTimers())

async function tokenServer(answer: (n: number) => { status: number; body: object }) {
  let asked = 0
  const url = await upstream((request, response) => {
    request.resume()
    const { status, body } = answer((asked += 1))
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  })
  const clientSecretFile = join(folder(), 'secret')
  writeFileSync(clientSecretFile, 'hush')
  const credentials = { tokenUrl: new URL(url), clientId: 'gateway', clientSecretFile }
  return {
    token: createUpstreamToken(credentials, 'BigChange', pino({ level: 'silent' })),
    asked: () => asked,
  }
}

test('a token that cannot be had is asked for ever more seldom', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const { token, asked } = await tokenServer(() => ({ status: 401, body: { error: 'invalid_client' } }))
  for (let call = 0; call < 200; call += 1) await expect(token.get()).rejects.toThrow('could not sign in')
  expect(asked()).toBe(1)
  const waits: number[] = []
  for (let failed = 2; failed < 9; failed += 1) {
    const refusal = await token.get().catch((error: unknown) => error)
    const wait = refusal instanceof Refusal ? Number(refusal.headers['Retry-After']) : Number.NaN
    waits.push(wait)
    vi.advanceTimersByTime(wait * 1000)
    await expect(token.get()).rejects.toThrow('could not sign in')
    expect(asked()).toBe(failed)
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30])
})

test('a token that can be had again is taken at once', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const { token } = await tokenServer((n) =>
    n === 1 ? { status: 500, body: {} } : { status: 200, body: { access_token: 'good' } },
  )
  await expect(token.get()).rejects.toThrow('could not sign in')
  vi.advanceTimersByTime(1000)
  expect(await token.get()).toBe('good')
})

test.each([
  ['3600', 3539],
  [3600, 3539],
  [0, 269],
  [null, 269],
  [undefined, 269],
  ['soon', 269],
])('a token whose expires_in is %j is used for %i seconds at least', async (expires, seconds) => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const { token, asked } = await tokenServer((n) => ({
    status: 200,
    body: { access_token: `token-${n}`, expires_in: expires },
  }))
  expect(await token.get()).toBe('token-1')
  vi.advanceTimersByTime(seconds * 1000)
  expect([await token.get(), asked()]).toEqual(['token-1', 1])
  vi.advanceTimersByTime(62_000)
  expect([await token.get(), asked()]).toEqual(['token-2', 2])
})

test('what cannot stand in a header is no token', async () => {
  const { token } = await tokenServer(() => ({ status: 200, body: { access_token: 'a\r\nX-Evil: 1' } }))
  await expect(token.get()).rejects.toThrow('could not sign in')
})
