import { beforeEach, expect, test, vi } from 'vitest'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { findByIdentifier, findTargetByIdentifier, findTargets } from './find-target.ts'

vi.mock('~/session/session.ts', () => ({ accessToken: async () => 'token' }))

const asked: string[] = []
let total: number | null

/** Job 7 has the targets 1 to `total`, called t1 and so on; `elsewhere` is a target of another job. */
function answer(path: string, skip: number): unknown {
  const named = /^\/api\/(?:entities\/identifier\/t|jobs\/7\/targets\/)(\d+)$/.exec(path)?.[1]
  if (path === '/api/entities/identifier/elsewhere') return { id: 900, identifier: 'elsewhere' }
  if (named && Number(named) <= (total ?? 3)) return { id: Number(named), identifier: `t${named}` }
  if (path !== '/api/jobs/7/targets') return undefined
  const ids = Array.from({ length: total ?? 3 }, (_, index) => index + 1).slice(skip, skip + 10)
  return { items: ids.map((id) => ({ id, identifier: `t${id}` })), total_items: total }
}

beforeEach(() => {
  asked.length = 0
  vi.stubGlobal('window', {})
  vi.stubGlobal('fetch', async (address: string) => {
    const { pathname, searchParams } = new URL(address)
    asked.push(searchParams.has('skip') ? `list from ${searchParams.get('skip')}` : pathname)
    const body = answer(pathname, Number(searchParams.get('skip') ?? 0))
    return body ? Response.json(body) : new Response(null, { status: 404 })
  })
})

function allowed(entityByIdentifier: boolean, size: number | null) {
  total = size
  const oidc = { authority: 'https://login.example.com', client_id: 'console' }
  const contentHub = { url: 'https://hub.example.com', callsPerSecond: 1000, takeMax: 10, entityByIdentifier }
  setConfig(consoleConfig.parse({ oidc, contentHub }))
}

test('by identifier where the settings allow it, and then whether it is of this job', async () => {
  allowed(true, 30)
  expect((await findTargetByIdentifier('7', 't12'))?.id).toBe('12')
  expect(asked).toEqual(['/api/entities/identifier/t12', '/api/jobs/7/targets/12'])
  expect(await findTargetByIdentifier('7', 't31')).toBeNull()
  expect(await findTargetByIdentifier('7', 'elsewhere')).toBeNull()
  expect((await findByIdentifier('7', 'elsewhere'))?.id).toBe('900')
})

test.each([
  [0, ['list from 0']],
  [10, ['list from 0']],
  [11, ['list from 0', 'list from 10']],
  [25, ['list from 0', 'list from 15', 'list from 10']],
  [95, ['list from 0', 'list from 85', 'list from 75', 'list from 65']],
])('else at both ends of the list: of %i targets %j', async (size, pages) => {
  allowed(false, size)
  expect(await findTargetByIdentifier('7', 'absent')).toBeNull()
  expect(asked).toEqual(pages)
  for (const id of [1, size].filter((one) => one > 0 && one <= size))
    expect((await findTargetByIdentifier('7', `t${id}`))?.id).toBe(String(id))
})

test('where nobody knows how many there are, nothing is said to be absent', async () => {
  allowed(false, null)
  await expect(findTargetByIdentifier('7', 'absent')).rejects.toThrow('could not be looked up')
})

test('a refusal is no absence', async () => {
  allowed(true, 3)
  vi.stubGlobal('fetch', async () => new Response(null, { status: 403 }))
  await expect(findTargetByIdentifier('7', 'absent')).rejects.toMatchObject({ status: 403 })
})

test('several at once: by the ends of the list, then each that is missing by itself', async () => {
  allowed(true, 95)
  const { found, isAll } = await findTargets('7', ['t3', 't50', 't94', 'absent'])
  expect([...found.keys()].toSorted()).toEqual(['t3', 't50', 't94'])
  expect(isAll).toBe(true)
  expect(asked.slice(0, 5)).toEqual([
    ...[0, 85, 75, 65].map((skip) => `list from ${skip}`),
    '/api/entities/identifier/t50',
  ])
  expect(asked).toHaveLength(7)
})

test.each([
  [25, true],
  [95, false],
])(
  'without the look-up by identifier nothing is said to be absent but where the whole list was read: %i',
  async (size, isAll) => {
    allowed(false, size)
    expect(await findTargets('7', ['t1', 'absent'])).toMatchObject({ isAll })
  },
)
