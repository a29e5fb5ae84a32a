import { beforeEach, expect, test, vi } from 'vitest'
import type { ItemOutcome } from '~/api/operation.ts'
import { carryOut } from '~/api/operation-for-test.ts'
import { writerFor } from '~/api/writer.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import type { CreatedRow } from './created-row.ts'
import { deleteRows } from './delete-rows.ts'

vi.mock('~/session/session.ts', () => ({
  accessToken: async () => 'token',
  getSession: () => ({ person: { sub: 'ann', name: 'Ann' } }),
}))
vi.mock('~/api/activity-log.ts', () => ({
  recordWrite: ({ title, sent }: Logged) => {
    const place = logged.push({ title, sent }) - 1
    return ({ outcome }: { outcome: string }, instead?: Logged) => {
      logged[place] = { title, sent, ...instead, outcome }
    }
  },
}))

interface Logged {
  readonly title: string
  readonly sent: unknown
  readonly outcome?: string
}
const logged: Logged[] = []
/** What happens to a deletion. */
type Mood = 'is answered' | 'is cut before' | 'is cut after' | 'is refused' | 'is met by another'
const hub = { targets: new Map<string, object>(), moods: [] as Mood[], deletions: [] as string[] }

function remove(id: string): Response {
  hub.deletions.push(id)
  const mood = hub.moods.shift() ?? 'is answered'
  if (mood === 'is cut before') return new Response(null, { status: 502 })
  if (mood === 'is refused') return Response.json({ Message: 'It is locked.' }, { status: 403 })
  hub.targets.delete(id)
  return new Response(null, {
    status: mood === 'is cut after' ? 504 : mood === 'is met by another' ? 404 : 204,
  })
}

const row = (id: string): CreatedRow => ({
  line: Number(id) + 1,
  identifier: `row-${id}`,
  text: JSON.stringify({ identifier: `row-${id}`, properties: { 'Target.Location': `shelf ${id}` } }),
  id,
})
const sentProperties = (id: string) => ({ 'Target.Location': `shelf ${id}`, 'Target.State': 'Completed' })

beforeEach(() => {
  const ids = ['1', '2', '3']
  const targets = ids.map((id): [string, object] => [
    id,
    { id: Number(id), identifier: `row-${id}`, properties: sentProperties(id) },
  ])
  Object.assign(hub, { targets: new Map(targets), moods: [], deletions: [] })
  logged.length = 0
  const oidc = { authority: 'https://login.example.com', client_id: 'console' }
  const contentHub = { url: 'https://hub.example.com', callsPerSecond: 100_000, entityByIdentifier: true }
  setConfig(consoleConfig.parse({ oidc, contentHub }))
  vi.stubGlobal('window', {})
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('fetch', async (address: string, { method = 'GET' }: RequestInit) => {
    const last = decodeURIComponent(new URL(address).pathname.split('/').at(-1) ?? '')
    if (method === 'DELETE') return remove(last)
    const found = hub.targets.get(last.replace('row-', ''))
    return found ? Response.json(found) : new Response(null, { status: 404 })
  })
})

async function undo(rows: readonly CreatedRow[], state: 'waiting' | 'sent' = 'waiting') {
  const writer = writerFor('delete')
  if (!writer) throw new Error('Nobody may delete.')
  return carryOut(deleteRows(writer), [{ items: rows, outcomes: rows.map((): ItemOutcome => ({ state })) }])
}

const done = (id: string, found = false) => ({ state: 'done', id, found })

test('what was created is deleted, also where the worker has been at it, and the log has it as one', async () => {
  expect((await undo([row('1'), { ...row('2'), id: null }])).outcomes).toEqual([done('1'), done('2')])
  expect([...hub.targets.keys()]).toEqual(['3'])
  expect(logged).toEqual([
    {
      title: 'Deleted 2 targets of job 7 one by one',
      path: '/api/jobs/7/targets, 2 times',
      method: 'DELETE',
      before: null,
      sent: [row('1'), { ...row('2'), id: null }],
      outcome: 'done',
    },
  ])
})

test('what somebody has changed since, or what took its place, is left', async () => {
  hub.targets.set('1', { id: 1, identifier: 'row-1', properties: { 'Target.Location': 'by hand' } })
  hub.targets.set('2', { id: 2, identifier: 'other', properties: sentProperties('2') })
  expect((await undo([row('1'), row('2')])).outcomes).toEqual([
    { state: 'failed', reason: 'Target 1 was changed since. It is left as it is.' },
    { state: 'failed', reason: 'Target 2 was changed since. It is left as it is.' },
  ])
  expect(hub.deletions).toEqual([])
})

test('a lost answer is looked for: what is gone is not deleted again', async () => {
  hub.moods = ['is cut after', 'is cut before', 'is answered', 'is met by another']
  const { outcomes, held } = await undo([row('1'), row('2'), row('3')], 'sent')
  expect(outcomes).toEqual([done('1', true), done('2'), done('3')])
  expect(hub.deletions).toEqual(['1', '2', '2', '3'])
  expect(held).toEqual([])
})

test('a refusal is the reason of its row; a server that is away pauses it', async () => {
  hub.moods = ['is refused', 'is cut before', 'is cut before', 'is cut before']
  const { outcomes, held } = await undo([row('1'), row('2')])
  expect(outcomes[0]).toMatchObject({ state: 'failed', reason: expect.stringContaining('It is locked.') })
  expect(outcomes[1]).toEqual(done('2'))
  expect(held).toHaveLength(1)
})
