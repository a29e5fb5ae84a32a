import { QueryClient } from '@tanstack/react-query'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { descriptionQuery } from '~/api/descriptions.ts'
import { jobQuery } from '~/api/jobs.ts'
import { targetCountQuery, targetQuery, targetsQuery } from '~/api/targets.ts'
import { parseConfig } from '~/lib/config.ts'
import { setConfig } from '~/lib/current-config.ts'
import { seededJobs } from './data/jobs.ts'
import { startHubForTest } from './hub-for-test.ts'
import { createTenants } from './tenants.ts'

// The stand-in's tokens are accounts here.
const account = vi.hoisted(() => ({ token: '' }))
vi.mock('~/session/session.ts', () => ({
  accessToken: async () => account.token,
  renewAfterRefusal: async () => account.token,
}))
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

const tenants = createTenants()
const cultures = ['en-US', 'nl-NL']
// A million targets that are all alike take long to make.
const seeded = seededJobs.filter(({ id }) => id !== 41000n)
let hub: Awaited<ReturnType<typeof startHubForTest>>

beforeAll(async () => {
  vi.stubGlobal('window', {})
  hub = await startHubForTest(
    tenants,
    (id) => id !== 41000n,
    async (sub) => ({ sub, roles: ['viewer'] }),
  )
  account.token = `viewer.${tenants.create({ rateLimit: 0, liveJobs: false }).name}`
})
afterAll(async () => {
  await hub.close()
})

const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })
const settings = (contentHub: object = {}) =>
  setConfig(
    parseConfig({
      oidc: { authority: 'https://login.example.com', client_id: 'jobs-console' },
      contentHub: { url: hub.hubUrl, callsPerSecond: 10_000, ...contentHub },
    }),
  )

const jobs = seeded.map((job) => [job.id.toString(), job] as const)

test.each(jobs)('the app can read job %s, its description, its targets and their counts', async (id, job) => {
  settings()
  if (job.forbidden) {
    await expect(client().query(jobQuery(id, cultures))).rejects.toMatchObject({ status: 403 })
    return
  }
  expect((await client().query(jobQuery(id, cultures))).id).toBe(id)
  const description = await client().query(descriptionQuery(id, cultures))
  expect(description === null).toBe(job.description === null)
  const page = await client().query(targetsQuery(id, { skip: 0, take: 100, cultures }))
  expect(page.items).toHaveLength(Math.min(100, page.total_items ?? 0))
  expect(await client().query(targetCountQuery(id, {}))).toBe(page.total_items)

  // Jobs of thousands have targets that are all alike; of the others, each was made to be awkward.
  const some = (page.total_items ?? 0) > 100 ? (page.items ?? []).slice(0, 3) : (page.items ?? [])
  for (const target of some)
    expect((await client().query(targetQuery(id, target.id, cultures))).id).toBe(target.id)
  expect(new Set(page.items?.map((target) => target.id)).size).toBe(page.items?.length)
})

test.each(jobs)('and job %s as version 1 gives it', async (id, { forbidden }) => {
  settings({ jobPath: 'v1' })
  const read = client().query(jobQuery(id, cultures))
  if (forbidden) await expect(read).rejects.toMatchObject({ status: 403 })
  else expect((await read).id).toBe(id)
})

test('an id beyond what JavaScript counts exactly is asked for and read as it is', async () => {
  settings()
  const [first] =
    (await client().query(targetsQuery('9007199254740993', { skip: 0, take: 1, cultures }))).items ?? []
  expect(first?.id).toMatch(/^90071992547\d+$/)
  expect(Number.isSafeInteger(Number(first?.id))).toBe(false)
})
