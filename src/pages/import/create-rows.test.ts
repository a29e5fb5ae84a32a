import * as fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ItemOutcome, OperationPart } from '~/api/operation.ts'
import { carryOut } from '~/api/operation-for-test.ts'
import { writerFor } from '~/api/writer.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { createRows } from './create-rows.ts'

vi.mock('~/session/session.ts', () => ({
  accessToken: async () => 'token',
  getSession: () => ({ person: { sub: 'ann', name: 'Ann' } }),
}))
vi.mock('~/api/activity-log.ts', () => ({
  recordWrite: ({ title, sent }: Logged) => {
    const place = logged.push({ title, sent }) - 1
    began.push(`${title} after ${hub.posts.length} writes`)
    return ({ outcome }: { outcome: string }, instead?: Logged) => {
      logged[place] = { title, sent, ...instead, outcome }
      return null
    }
  },
}))

/** What happens to a write. */
type Mood =
  | 'answers'
  | 'is cut before'
  | 'is cut after'
  | 'fails'
  | 'tells no ids'
  | 'lags'
  | 'is forbidden'
  | 'is late'
/** What a bulk creation does when some rows are refused; the contract does not say. */
type Bulk = 'all or nothing' | 'names the rows' | 'partly' | 'absent'

interface Logged {
  readonly title: string
  readonly sent: unknown
  readonly outcome?: string
}
const logged: Logged[] = []
/** What the entries were called when they were made, and when that was. */
const began: string[] = []
const hub = {
  targets: [] as {
    id: number
    identifier: string
    properties: Record<string, unknown>
    created_on: string
  }[],
  moods: [] as Mood[],
  bulk: 'all or nothing' as Bulk,
  posts: [] as number[],
  looks: 0,
  /** One look fewer than this shows nothing yet. */
  lag: 0,
}
let late = () => {}

const location = (row: string) => ({ 'Target.Location': row })
const isBad = (identifier: string) =>
  identifier.startsWith('bad') || hub.targets.some((target) => target.identifier === identifier)

function add(bodies: readonly { identifier: string; properties: Record<string, unknown> }[]): number[] {
  for (const { identifier, properties } of bodies)
    if (!isBad(identifier))
      hub.targets.push({
        id: hub.targets.length + 1,
        identifier,
        properties,
        created_on: '2026-11-22T09:00:01.0000000Z',
      })
  return bodies.map(({ identifier }) => hub.targets.find((one) => one.identifier === identifier)?.id ?? 0)
}

function create(path: string, text: string): Response {
  const single = !path.endsWith('/bulk')
  if (!single && hub.bulk === 'absent') return new Response(null, { status: 405 })
  const mood = hub.moods.shift() ?? 'answers'
  const body = JSON.parse(text)
  const bodies = single ? [body] : body
  hub.posts.push(bodies.length)
  if (mood === 'is forbidden') return new Response(null, { status: 403 })
  if (mood === 'is cut before') return new Response(null, { status: 502 })
  late()
  late = () => {}
  if (mood === 'is late') {
    late = () => void add(bodies)
    return new Response(null, { status: 504 })
  }
  const bad = bodies.map((one: { identifier: string }) => isBad(one.identifier))
  if (hub.bulk === 'partly' || !bad.includes(true)) {
    const ids = add(bodies)
    if (mood === 'is cut after') return new Response(null, { status: 504 })
    if (mood === 'fails') return new Response(null, { status: 500 })
    if (mood === 'lags' && !bad.includes(true)) hub.lag = 2
    const tellsNone = mood === 'tells no ids' || mood === 'lags'
    if (!bad.includes(true))
      return Response.json(single ? { id: ids[0] } : tellsNone ? ids.slice(1) : ids, { status: 201 })
  }
  const named = bad.flatMap((is: boolean, place: number) =>
    is ? [[`[${place}].identifier`, 'Refused.']] : [],
  )
  return Response.json(
    single
      ? { identifier: 'Refused.' }
      : hub.bulk === 'names the rows'
        ? Object.fromEntries(named)
        : { Message: 'No.' },
    { status: 400 },
  )
}

function read(path: string, query: URLSearchParams): Response {
  hub.looks += 1
  hub.lag = Math.max(0, hub.lag - 1)
  if (hub.lag > 0)
    return path.endsWith('/targets')
      ? Response.json({ items: [], total_items: 0 })
      : new Response(null, { status: 404 })
  const wanted = decodeURIComponent(path.split('/').at(-1) ?? '')
  const [skip, take] = [Number(query.get('skip')), Number(query.get('take'))]
  if (path.endsWith('/targets'))
    return Response.json({ items: hub.targets.slice(skip, skip + take), total_items: hub.targets.length })
  const found = hub.targets.find(({ id, identifier }) => identifier === wanted || String(id) === wanted)
  return found ? Response.json(found) : new Response(null, { status: 404 })
}

function settings(contentHub: object) {
  const oidc = { authority: 'https://login.example.com', client_id: 'console' }
  const all = { url: 'https://hub.example.com', callsPerSecond: 100_000, takeMax: 10, ...contentHub }
  setConfig(consoleConfig.parse({ oidc, contentHub: all }))
}

beforeEach(() => {
  Object.assign(hub, { targets: [], moods: [], bulk: 'all or nothing', posts: [], looks: 0, lag: 0 })
  logged.length = 0
  began.length = 0
  late = () => {}
  settings({})
  vi.stubGlobal('window', {})
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('fetch', async (address: string, { method, body }: RequestInit) => {
    const { pathname, searchParams } = new URL(address)
    return method === 'POST'
      ? create(pathname, typeof body === 'string' ? body : '')
      : read(pathname, searchParams)
  })
})

const partOf = (identifiers: readonly string[], state: 'waiting' | 'sent' = 'waiting', generated = true) => ({
  items: identifiers.map((identifier, row) => ({
    line: row + 2,
    source: [identifier],
    identifier,
    generated,
    text: JSON.stringify({ identifier, properties: location(identifier) }),
  })),
  outcomes: identifiers.map((): ItemOutcome => ({ state })),
})

/** Carries rows out to the end; a person resumes whatever was held. */
async function importRows(...given: OperationPart[]) {
  return importKeeping(() => true, given)
}

async function importKeeping(canKeep: () => boolean, given: readonly OperationPart[]) {
  const writer = writerFor('bulk')
  if (!writer) throw new Error('Nobody may create many.')
  return carryOut(createRows(writer), given, { canKeep })
}

const created = () => hub.targets.map(({ identifier }) => identifier).toSorted()
const done = (id: string, found = false) => ({ state: 'done', id, found })

test('a part is sent at once, and every row has its new id', async () => {
  const { outcomes } = await importRows(partOf(['a', 'b']), partOf(['c']))
  expect(hub.posts).toEqual([2, 1])
  expect(hub.looks).toBe(0)
  expect(outcomes).toEqual([done('1'), done('2'), done('3')])
})

test('a cut answer is looked up before anything is sent again', async () => {
  hub.moods = ['is cut after']
  expect((await importRows(partOf(['a', 'b']))).outcomes).toEqual([done('1', true), done('2', true)])
  expect(hub.posts).toEqual([2])
})

test.each(['all or nothing', 'names the rows'] as const)(
  'a file that was imported before creates nothing, and is not said to have: %s',
  async (bulk) => {
    hub.bulk = bulk
    await importRows(partOf(['a', 'b', 'c'], 'waiting', false))
    for (const target of hub.targets) target.created_on = '2026-11-20T09:00:00.1234567Z'
    const { outcomes } = await importRows(partOf(['a', 'b', 'c', 'd'], 'waiting', false))
    expect(outcomes).toEqual([
      ...['1', '2', '3'].map((id, row) => ({
        state: 'failed',
        reason: `Target ${id} has the identifier ${'abc'[row]} already.`,
      })),
      done('4'),
    ])
  },
)

test('what did not arrive is sent again; what arrives late is not created twice', async () => {
  hub.moods = ['is cut before']
  expect((await importRows(partOf(['a', 'b']))).outcomes).toEqual([done('1'), done('2')])
  hub.moods = ['is late']
  expect((await importRows(partOf(['c', 'd']))).outcomes).toEqual([done('3', true), done('4', true)])
  expect(created()).toEqual(['a', 'b', 'c', 'd'])
})

test.each(['all or nothing', 'names the rows', 'partly'] as const)(
  'one bad row does not keep the others back: %s',
  async (bulk) => {
    hub.bulk = bulk
    const rows = Array.from({ length: 30 }, (_, row) => (row === 17 ? 'bad' : `r${row}`))
    const { outcomes } = await importRows(partOf(rows))
    expect(outcomes[17]).toEqual({ state: 'failed', reason: expect.stringContaining('Refused.') })
    expect(outcomes.filter(({ state }) => state === 'done')).toHaveLength(29)
    expect(created()).toEqual(rows.filter((row) => row !== 'bad').toSorted())
    if (bulk === 'names the rows') expect(hub.posts).toEqual([30, 29])
  },
)

test.each([{ bulkCreateMax: 0 }, {}])(
  'one by one, and as one entry of the activity log: %j',
  async (setting) => {
    settings(setting)
    hub.bulk = 'absent'
    hub.moods = ['answers', 'is cut after']
    const { outcomes } = await importRows(partOf(['a', 'b', 'bad', 'd']))
    expect(outcomes).toEqual([
      done('1'),
      done('2', true),
      expect.objectContaining({ state: 'failed' }),
      done('3'),
    ])
    expect(hub.posts).toEqual([1, 1, 1, 1])
    const singles = logged.filter(({ title }) => title.includes('one by one'))
    expect(singles).toMatchObject([
      {
        title: 'Created 3 targets of job 7 one by one',
        outcome: 'done',
        sent: [{ identifier: 'a' }, { identifier: 'b' }, { identifier: 'd' }],
      },
      {
        title: 'Did not create 1 target of job 7 one by one',
        outcome: 'refused',
        sent: [{ identifier: 'bad' }],
      },
    ])
    expect(logged.filter(({ title }) => title.includes('Created a target'))).toEqual([])
    // A tab that is closed now leaves a trace of all that may have been sent.
    expect(began).toContain('Creating up to 4 targets of job 7 one by one after 0 writes')
  },
)

test('an answer that does not tell the ids: they are looked up', async () => {
  hub.moods = ['tells no ids']
  expect((await importRows(partOf(['a', 'b', 'c']))).outcomes).toEqual([
    done('1', true),
    done('2', true),
    done('3', true),
  ])
})

test('rows that were accepted, and are not found at once, are not failed: a person decides', async () => {
  hub.moods = ['lags']
  const { held, outcomes } = await importRows(partOf(['a', 'b', 'c']))
  expect(held).toMatchObject([{ why: '3 rows were not found by identifier afterwards.' }])
  expect(outcomes).toEqual([done('1', true), done('2', true), done('3', true)])
  expect(hub.posts).toEqual([3])
})

test('what is not allowed pauses everything, with the reason, and loses nothing', async () => {
  hub.moods = ['is forbidden']
  const { held, outcomes } = await importRows(partOf(['a', 'b']))
  expect(held).toMatchObject([{ status: 403 }])
  expect(outcomes).toEqual([done('1'), done('2')])
})

test('after a reload, rows that were on their way are looked for first', async () => {
  add([{ identifier: 'a', properties: location('a') }])
  hub.posts = []
  expect((await importRows(partOf(['a', 'b'], 'sent'))).outcomes).toEqual([done('1', true), done('2')])
  expect(hub.posts).toEqual([1])
})

test('nothing is sent that the browser could not keep as sent; a person decides when to go on', async () => {
  const room = [false, false, true]
  const sentWithout: number[][] = []
  const canKeep = () => {
    const can = room.shift() ?? true
    if (!can) sentWithout.push([...hub.posts])
    return can
  }
  const { held, outcomes } = await importKeeping(canKeep, [partOf(['a', 'b'])])
  expect(held).toHaveLength(2)
  expect(sentWithout).toEqual([[], []])
  expect(hub.posts).toEqual([2])
  expect(outcomes).toEqual([done('1'), done('2')])
})

test('where not every target can be looked at, a person decides before anything is sent again', async () => {
  add(Array.from({ length: 100 }, (_, row) => ({ identifier: `old${row}`, properties: {} })))
  hub.moods = ['is cut before']
  const { held, outcomes } = await importRows(partOf(['a', 'b']))
  expect(held[0]?.why).toContain('2 rows are not among the newest targets')
  expect(outcomes).toEqual([done('101'), done('102')])
})

test('an identifier of the file that something else has already is no success', async () => {
  add([
    { identifier: 'mine', properties: location('elsewhere') },
    { identifier: 'same', properties: location('same') },
  ])
  const { outcomes } = await importRows(partOf(['mine', 'same', 'new'], 'sent', false))
  expect(outcomes).toEqual([
    { state: 'failed', reason: 'Target 1 has the identifier mine already.' },
    done('2', true),
    done('3'),
  ])
})

test('whatever the answers do: nothing is created twice, and what is said is so', async () => {
  const moods = fc.array(
    fc.constantFrom<Mood>(
      'answers',
      'is cut before',
      'is cut after',
      'fails',
      'tells no ids',
      'lags',
      'is forbidden',
      'is late',
    ),
    { maxLength: 20 },
  )
  const rows = fc.uniqueArray(fc.stringMatching(/^(bad|r)[a-z0-9]{1,3}$/), { minLength: 1, maxLength: 30 })
  const bulk = fc.constantFrom<Bulk>('all or nothing', 'names the rows', 'partly', 'absent')
  await fc.assert(
    fc.asyncProperty(
      rows,
      moods,
      bulk,
      fc.boolean(),
      async (identifiers, moods, bulk, entityByIdentifier) => {
        Object.assign(hub, { targets: [], moods: [...moods], bulk, posts: [], lag: 0 })
        late = () => {}
        settings({ entityByIdentifier })
        const half = Math.ceil(identifiers.length / 2)
        const { outcomes } = await importRows(
          partOf(identifiers.slice(0, half)),
          partOf(identifiers.slice(half)),
        )
        late()
        const names = created()
        expect(new Set(names).size).toBe(names.length)
        for (const [place, identifier] of identifiers.entries())
          expect([identifier, outcomes[place]?.state]).toEqual([
            identifier,
            names.includes(identifier) ? 'done' : 'failed',
          ])
      },
    ),
    { numRuns: 100 },
  )
}, 60_000)
