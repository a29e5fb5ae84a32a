import { beforeEach, expect, test, vi } from 'vitest'
import type { ItemOutcome } from '~/api/operation.ts'
import { carryOut } from '~/api/operation-for-test.ts'
import { writerFor } from '~/api/writer.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { retryTargets } from './retry-targets.ts'

vi.mock('~/session/session.ts', () => ({
  accessToken: async () => 'token',
  getSession: () => ({ person: { sub: 'ann', name: 'Ann' } }),
}))
vi.mock('~/api/activity-log.ts', () => ({
  recordWrite: ({ title }: { title: string }) => {
    const place = logged.push(title) - 1
    return (_end: unknown, instead?: { title: string }) => {
      logged[place] = instead?.title ?? title
    }
  },
}))

const logged: string[] = []
/** What happens to a retry; `ran and failed again`: its answer is lost, and the worker was quick. */
type Mood =
  | 'is slowed, and somebody edits it'
  | 'is answered'
  | 'is cut before'
  | 'is cut after'
  | 'ran and failed again'
  | 'is refused'
  | 'is gone'
type Target = { id: number; version: number; properties: Record<string, unknown> }
const hub = { targets: new Map<string, Target>(), moods: [] as Mood[], sent: [] as string[] }

const pending = { 'Target.State': { identifier: 'Pending' }, 'Target.Condition': { identifier: 'Pending' } }
const failed = { 'Target.State': { identifier: 'Completed' }, 'Target.Condition': { identifier: 'Failure' } }
const left = (reason: string) => ({ state: 'failed', reason })
const done = (id: string, found = false) => ({ state: 'done', id, found })

function patch(id: string, target: Target): Response {
  hub.sent.push(id)
  const mood = hub.moods.shift() ?? 'is answered'
  if (mood === 'is cut before') return new Response(null, { status: 502 })
  if (mood === 'is refused') return Response.json({ Message: 'It is locked.' }, { status: 403 })
  if (mood === 'is slowed, and somebody edits it') {
    hub.targets.set(id, { ...target, version: target.version + 1 })
    return new Response(null, { status: 429, headers: { 'Retry-After': '0' } })
  }
  if (mood === 'is gone') return new Response(null, { status: 404 })
  const properties = mood === 'ran and failed again' ? failed : pending
  hub.targets.set(id, { ...target, version: target.version + 1, properties })
  return new Response(null, { status: mood === 'is answered' ? 204 : 504 })
}

beforeEach(() => {
  const ids = ['1', '2', '3']
  const targets = ids.map((id): [string, Target] => [id, { id: Number(id), version: 4, properties: failed }])
  Object.assign(hub, { targets: new Map(targets), moods: [], sent: [] })
  logged.length = 0
  const oidc = { authority: 'https://login.example.com', client_id: 'console' }
  const contentHub = { url: 'https://hub.example.com', callsPerSecond: 100_000 }
  setConfig(consoleConfig.parse({ oidc, contentHub }))
  vi.stubGlobal('window', {})
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('fetch', async (address: string, { method = 'GET' }: RequestInit) => {
    const id = new URL(address).pathname.split('/').at(-1) ?? ''
    const found = hub.targets.get(id)
    if (!found) return new Response(null, { status: 404 })
    return method === 'PATCH' ? patch(id, found) : Response.json(found)
  })
})

async function retry(ids: readonly string[], state: 'waiting' | 'sent' = 'waiting') {
  const writer = writerFor('retry')
  if (!writer) throw new Error('Nobody may retry.')
  const part = { items: ids.map((id) => ({ id })), outcomes: ids.map((): ItemOutcome => ({ state })) }
  return carryOut(retryTargets(writer), [part], { plan: { properties: pending } })
}

test('each failed target is run again, and the log has it as one', async () => {
  expect((await retry(['1', '2', '3'])).outcomes).toEqual([done('1'), done('2'), done('3')])
  expect([...hub.targets.values()].map(({ properties }) => properties)).toEqual([pending, pending, pending])
  expect(logged).toEqual(['Retried 3 targets of job 7 one by one'])
})

test('what is under way, has succeeded or is gone by now is left', async () => {
  hub.targets.set('1', { id: 1, version: 5, properties: pending })
  hub.targets.set('2', {
    id: 2,
    version: 6,
    properties: { ...failed, 'Target.Condition': { identifier: 'Success' } },
  })
  hub.targets.delete('3')
  expect((await retry(['1', '2', '3'])).outcomes).toEqual([
    left('Target 1 is under way already.'),
    left('Target 2 is no longer failed.'),
    left('Target 3 is gone.'),
  ])
  expect(hub.sent).toEqual([])
})

test('a lost answer is looked for: what was run again is not run a third time', async () => {
  hub.moods = ['is cut after', 'ran and failed again', 'is cut before', 'is answered']
  expect((await retry(['1', '2', '3'])).outcomes).toEqual([done('1', true), done('2', true), done('3')])
  expect(hub.sent).toEqual(['1', '2', '3', '3'])
})

test('resumed after its tab was closed: what is under way was sent by it', async () => {
  hub.targets.set('1', { id: 1, version: 5, properties: pending })
  expect((await retry(['1', '2'], 'sent')).outcomes).toEqual([done('1', true), done('2')])
  expect(hub.sent).toEqual(['2'])
})

test('a refusal is the reason of its target; a server that is away pauses it', async () => {
  hub.moods = ['is refused', 'is gone', 'is cut before', 'is cut before', 'is cut before']
  const { outcomes, held } = await retry(['1', '2', '3'])
  expect(outcomes).toEqual([
    { state: 'failed', reason: expect.stringContaining('It is locked.') },
    { state: 'failed', reason: 'Target 2 is gone.' },
    done('3'),
  ])
  expect(held).toHaveLength(1)
})

test('what was certainly not sent is sent, also where somebody has edited it meanwhile', async () => {
  hub.moods = Array.from({ length: 4 }, () => 'is slowed, and somebody edits it' as const)
  expect((await retry(['1'])).outcomes).toEqual([done('1')])
  expect(hub.targets.get('1')?.properties).toEqual(pending)
})

test('a target that cannot be run again keeps none of the others back', async () => {
  hub.moods = ['is cut before', 'is cut before', 'is cut before']
  expect((await retry(['1', '2', '3'])).held).toHaveLength(1)
  expect(hub.sent).toEqual(['1', '1', '1', '2', '3', '1'])
})
