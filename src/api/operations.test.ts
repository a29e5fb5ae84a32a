import { beforeEach, expect, test, vi } from 'vitest'
import { type ItemOutcome, type OperationPart, waiting } from './operation.ts'
import { type OperationRun, partsOf, startOperation } from './operations.ts'

const store = vi.hoisted(() => ({
  keepNewOperation: vi.fn(),
  keepOperation: vi.fn(),
  keepOutcomes: vi.fn(),
  takeOperation: vi.fn(),
}))
vi.mock('./operation-store.ts', () => store)
vi.mock('./query-client.ts', () => ({ queryClient: { invalidateQueries: async () => {} } }))
vi.mock('~/session/session.ts', () => ({
  getSession: () => ({ person: { sub: 'ann' } }),
  useSession: vi.fn(),
}))
vi.mock('~/ui/announce.ts', () => ({ announce: vi.fn() }))

beforeEach(() => {
  for (const each of Object.values(store)) each.mockReset().mockResolvedValue(null)
  vi.stubGlobal('addEventListener', vi.fn())
  vi.stubGlobal('removeEventListener', vi.fn())
})

const sent: ItemOutcome = { state: 'sent' }
const done: ItemOutcome = { state: 'done', id: '1', found: false }
const part: OperationPart = { items: ['a', 'b'], outcomes: [waiting, waiting] }
const about = { kind: 'import' as const, title: 'Import', jobId: '7', plan: null }

/** What an operation's work sees, as soon as it begins, until `end` is called. */
async function begun(): Promise<{ run: OperationRun; id: string; end: () => void }> {
  const begins = Promise.withResolvers<OperationRun>()
  const ends = Promise.withResolvers<void>()
  const id = await startOperation(about, [part], async (run) => {
    begins.resolve(run)
    await ends.promise
  })
  return { run: await begins.promise, id, end: ends.resolve }
}

const stateOf = async (id: string) => (await partsOf(id))[0]?.outcomes.map(({ state }) => state)

test('where the browser cannot keep that items are sent, they must not be; a second try may', async () => {
  const { run, id, end } = await begun()
  store.keepOutcomes.mockRejectedValueOnce(new Error('full'))
  await expect(run.tell(0, new Map([[0, sent]]))).rejects.toMatchObject({ what: 'Nothing more was sent.' })
  expect(await stateOf(id)).toEqual(['waiting', 'waiting'])
  await run.tell(0, new Map([[0, sent]]))
  expect(await stateOf(id)).toEqual(['sent', 'waiting'])
  store.keepOutcomes.mockRejectedValueOnce(new Error('full'))
  await run.tell(0, new Map([[0, done]]))
  expect(await stateOf(id)).toEqual(['done', 'waiting'])
  store.keepOutcomes.mockRejectedValueOnce(new Error('full'))
  await expect(run.tell(0, new Map([[1, sent]]))).rejects.toMatchObject({ what: 'Nothing more was sent.' })
  end()
})

test('what was never kept goes on: after a reload there is nothing to resume', async () => {
  store.keepNewOperation.mockRejectedValue(new Error('forbidden'))
  const { run, id, end } = await begun()
  await run.tell(0, new Map([[0, sent]]))
  expect(await stateOf(id)).toEqual(['sent', 'waiting'])
  expect(store.keepOutcomes).not.toHaveBeenCalled()
  end()
})
