import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { createApplication } from '../sandbox/bigchange/application.ts'
import { createBigChangeApp } from '../sandbox/bigchange/bigchange-app.ts'
import { createWorlds } from '../sandbox/bigchange/world.ts'
import { listen } from '../sandbox/listen.ts'
import { createTenants } from '../sandbox/tenants.ts'
import { afterwards, gateway } from '../server/test-gateway.ts'
import { audience, operators } from '../server/test-operators.ts'
import { hasRedis, redis } from '../server/test-redis.ts'

const callsPerSecond = 40
const people = 50
const greedyCalls = 100
const greedyJob = 214503377

/** BigChange's stand-in with a note of when each call came. */
async function bigChange() {
  const dataDir = mkdtempSync(join(tmpdir(), 'fifty-'))
  const application = createApplication(dataDir)
  const app = createBigChangeApp({ tenants: createTenants(), worlds: createWorlds(), application })
  const calls: { at: number; method: string; path: string }[] = []
  const server = await listen(
    (request: Request, env: Parameters<typeof app.fetch>[1]) => {
      calls.push({ at: performance.now(), method: request.method, path: new URL(request.url).pathname })
      return app.fetch(request, env)
    },
    '127.0.0.1',
    0,
  )
  afterwards(async () => {
    await server.close()
    rmSync(dataDir, { recursive: true })
  })
  const system = {
    origin: new URL(server.url),
    callsPerSecond,
    customerId: application.customerId,
    credentials: {
      tokenUrl: new URL(`${server.url}/auth/tokens`),
      clientId: application.clientId,
      clientSecretFile: application.secretFile,
    },
  }
  return { calls, system }
}

/** Each person reads a job and saves it, spread over the gateways, while the first one asks for much at once. */
async function fiftyAtOnce(gateways: string[], provider: Awaited<ReturnType<typeof operators>>) {
  const tokens = await Promise.all(
    Array.from({ length: people }, (_, n) => provider.bearer({ sub: `person-${n}` })),
  )
  const ask = async (n: number, job: number, method = 'GET') => {
    const response = await fetch(`${gateways[n % gateways.length]}bigchange/v1/jobs/${job}`, {
      method,
      headers: { Authorization: tokens[n] ?? '', 'Content-Type': 'application/json' },
      ...(method === 'PATCH' && { body: JSON.stringify({ plannedDuration: 60 + n }) }),
    })
    await response.arrayBuffer()
    return response.status
  }
  const greedy = Array.from({ length: greedyCalls }, () => ask(0, greedyJob))
  const modest = Array.from({ length: people - 1 }, async (_, n) => [
    await ask(n + 1, 214510001 + n),
    await ask(n + 1, 214510001 + n, 'PATCH'),
  ])
  return (await Promise.all([Promise.all(greedy), ...modest])).flat()
}

function expectAllCarriedOut(statuses: number[]): void {
  const [reads, writes] = [200, 204].map((status) => statuses.filter((one) => one === status).length)
  expect([reads, writes, statuses.length]).toEqual([
    greedyCalls + people - 1,
    people - 1,
    greedyCalls + 2 * (people - 1),
  ])
}

/**
 * The most calls that any second has seen. A time is noted late by as long as this process stood still, at most: calls that
 * came within a second are noted within so much less.
 */
function busiestSecond(times: number[], stoodStillMs: number): number {
  const within = 1000 - stoodStillMs
  return Math.max(
    ...times.map((start) => times.filter((time) => time >= start && time < start + within).length),
  )
}

/** Gives how long the event loop stood still at most since then, ms. */
function watchStandstill(): () => number {
  const delays = monitorEventLoopDelay({ resolution: 5 })
  delays.enable()
  return () => delays.max / 1e6
}

test('50 operators at once: one token, never over the limit, none starved', { timeout: 60_000 }, async () => {
  const provider = await operators()
  const { calls, system } = await bigChange()
  const { url } = await gateway({ config: provider.config, audience, bigChange: system })
  const stoodStillMs = watchStandstill()
  const statuses = await fiftyAtOnce([url], provider)
  expectAllCarriedOut(statuses)
  expect(calls.filter(({ path }) => path === '/auth/tokens')).toHaveLength(1)
  const arrived = calls.filter(({ path }) => path !== '/auth/tokens')
  expect(
    busiestSecond(
      arrived.map(({ at }) => at),
      stoodStillMs(),
    ),
  ).toBeLessThanOrEqual(callsPerSecond)
  // Whoever asked for much did not keep the others waiting: when the last of them had its turn, it still had calls in line.
  // Their first calls alone: how soon a person asks a second time is not the gateway's doing.
  const ofGreedy = arrived
    .filter(({ method }) => method === 'GET')
    .map(({ path }) => path.endsWith(`/${greedyJob}`))
  expect(ofGreedy.slice(ofGreedy.lastIndexOf(false)).filter(Boolean).length).toBeGreaterThan(0)
})

test.skipIf(!hasRedis)('two gateways share the limit through Redis', { timeout: 60_000 }, async () => {
  const provider = await operators()
  const { calls, system } = await bigChange()
  const { url: redisUrl } = await redis()
  const settings = { config: provider.config, audience, bigChange: system, redisUrl }
  const gateways = [await gateway(settings), await gateway(settings)]
  const stoodStillMs = watchStandstill()
  const statuses = await fiftyAtOnce(
    gateways.map(({ url }) => url),
    provider,
  )
  expectAllCarriedOut(statuses)
  expect(calls.filter(({ path }) => path === '/auth/tokens')).toHaveLength(2)
  const arrived = calls.filter(({ path }) => path !== '/auth/tokens')
  expect(
    busiestSecond(
      arrived.map(({ at }) => at),
      stoodStillMs(),
    ),
  ).toBeLessThanOrEqual(callsPerSecond)
})
