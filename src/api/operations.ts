import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { formatNumber } from '~/lib/format.ts'
import { asProblem, Problem } from '~/lib/problem.ts'
import { getSession, useSession } from '~/session/session.ts'
import { announce } from '~/ui/announce.ts'
import {
  countOutcomes,
  isGoingOn,
  type ItemOutcome,
  type Operation,
  type OperationPart,
  type OperationState,
} from './operation.ts'
import {
  keepNewOperation,
  keepOperation,
  keepOutcomes,
  readOperations,
  readParts,
  takeOperation,
  takenOperations,
} from './operation-store.ts'
import { queryClient } from './query-client.ts'

/** What the work of an operation does with it. */
export interface OperationRun {
  readonly jobId: string
  /** When the operation was begun, ISO 8601. */
  readonly startedOn: string
  readonly plan: unknown
  readonly parts: readonly OperationPart[]
  /** To be awaited before each write: waits while the person pauses it; rejects once it is to stop. */
  readonly turn: () => Promise<void>
  /** It cannot go on by itself: pauses it, and says why. */
  readonly hold: (problem: Problem) => void
  /**
   * Says what became of items of a part, by their place in it; resolves when this browser keeps it. Rejects with Problem where
   * it cannot keep that they are sent: then they must not be.
   */
  readonly tell: (part: number, outcomes: ReadonlyMap<number, ItemOutcome>) => Promise<void>
}

/** Carries an operation out, from wherever its items stand. */
export type OperationWork = (run: OperationRun) => Promise<void>

interface Live {
  operation: Operation
  parts: OperationPart[]
  isStopped: boolean
  goOn: () => void
  readonly release: () => void
}

/** An operation as people see it. */
export interface SeenOperation extends Operation {
  /** It goes on in another tab, which alone can steer it. */
  readonly elsewhere: boolean
}

class Stopped extends Error {
  override readonly name = 'Stopped'
}

const key = 'operations'
const live = new Map<string, Live>()
const listeners = new Set<() => void>()
let shown: readonly Operation[] = []

function publish(): void {
  shown = [...live.values()].map(({ operation }) => operation)
  for (const listener of listeners) listener()
  if (shown.some(isGoingOn)) addEventListener('beforeunload', warn)
  else removeEventListener('beforeunload', warn)
}

/** What is not carried out yet would be left; but nobody else is asked about it. */
function warn(event: BeforeUnloadEvent): void {
  const sub = getSession().person?.sub
  if (shown.some((operation) => operation.who === sub && isGoingOn(operation))) event.preventDefault()
}

/** Begins an operation; it goes on for as long as this tab is open. */
export async function startOperation(
  about: Pick<Operation, 'kind' | 'title' | 'jobId' | 'plan' | 'undoes'>,
  parts: readonly OperationPart[],
  work: OperationWork,
): Promise<string> {
  const started: Operation = {
    ...about,
    id: crypto.randomUUID(),
    who: getSession().person?.sub ?? '',
    startedOn: new Date().toISOString(),
    state: 'running',
    problem: null,
    total: parts.reduce((sum, { items }) => sum + items.length, 0),
    ...countOutcomes(parts),
    isKept: true,
  }
  const isKept = await keepNewOperation(started, parts).then(
    () => true,
    () => false,
  )
  const lock = await takeOperation(started.id).catch(() => null)
  void run({ ...started, isKept }, parts, lock?.release, work)
  return started.id
}

/** Goes on with an operation that was interrupted. Throws Problem. */
export async function continueOperation(operation: Operation, work: OperationWork): Promise<void> {
  const lock = await takeOperation(operation.id)
  if (!lock) throw new Problem('It was not resumed.', 'It goes on in another tab.', 'Pause or stop it there.')
  const parts = await readParts(operation.id).catch((error: unknown) => {
    lock.release()
    throw error
  })
  void run(
    { ...operation, state: 'running', problem: null, ...countOutcomes(parts) },
    parts,
    lock.release,
    work,
  )
}

const endWords: Partial<Record<OperationState, string>> = {
  finished: 'has finished',
  stopped: 'was stopped',
  interrupted: 'was interrupted',
}

async function run(
  operation: Operation,
  parts: readonly OperationPart[],
  release: (() => void) | undefined,
  work: OperationWork,
): Promise<void> {
  const one: Live = {
    operation,
    parts: [...parts],
    isStopped: false,
    goOn: () => {},
    release: release ?? (() => {}),
  }
  live.set(operation.id, one)
  void change(one, { state: 'running' })
  let end: Partial<Operation> = { state: 'finished' }
  try {
    await work(runOf(one))
  } catch (error) {
    const { what, why, next } = asProblem(error, 'It could not go on.')
    end =
      error instanceof Stopped ? { state: 'stopped' } : { state: 'interrupted', problem: { what, why, next } }
  }
  await change(one, end)
  const { title, done, failed } = one.operation
  announce(
    `${title} ${endWords[one.operation.state] ?? ''}: ${formatNumber(done)} done, ${formatNumber(failed)} failed`,
  )
  one.release()
  void queryClient.invalidateQueries({ queryKey: [key] })
  void queryClient.invalidateQueries({ queryKey: ['jobs', operation.jobId] })
}

const runOf = (one: Live): OperationRun => ({
  jobId: one.operation.jobId,
  startedOn: one.operation.startedOn,
  plan: one.operation.plan,
  parts: one.parts,
  async turn() {
    while (one.operation.state === 'paused' && !one.isStopped)
      await new Promise<void>((resolve) => (one.goOn = resolve))
    if (one.isStopped) throw new Stopped()
    if (getSession().person?.sub === one.operation.who) return
    throw new Problem('It does not go on.', 'You have signed out.', 'Sign in again and resume it.')
  },
  hold({ what, why, next }) {
    void change(one, { state: 'paused', problem: { what, why, next } })
  },
  async tell(place, told) {
    const part = one.parts[place]
    if (!part) return
    const outcomes = part.outcomes.map((outcome, item) => told.get(item) ?? outcome)
    const isSending = [...told.values()].some(({ state }) => state === 'sent')
    if (one.operation.isKept)
      await keepOutcomes(one.operation.id, place, outcomes).catch((error: unknown) => {
        // What is kept as sent is looked for after a reload, whatever came of it.
        if (isSending) throw notKept(error)
      })
    const counts = { before: countOutcomes([part]), after: countOutcomes([{ ...part, outcomes }]) }
    one.parts[place] = { ...part, outcomes }
    const { done, failed, sent } = one.operation
    one.operation = {
      ...one.operation,
      done: done + counts.after.done - counts.before.done,
      failed: failed + counts.after.failed - counts.before.failed,
      sent: sent + counts.after.sent - counts.before.sent,
    }
    publish()
  },
})

const notKept = (cause: unknown) =>
  new Problem(
    'Nothing more was sent.',
    'This browser could not keep what was to be sent. After a reload it would be sent twice.',
    'Make room in the browser’s storage and resume it, or stop it and save the failed rows.',
    { cause },
  )

function change(one: Live, changes: Partial<Operation>): Promise<unknown> {
  one.operation = { ...one.operation, ...changes }
  publish()
  return one.operation.isKept ? keepOperation(one.operation).catch(() => {}) : Promise.resolve()
}

/** What was begun is ended first. */
export function pauseOperation(id: string): void {
  const one = live.get(id)
  if (one?.operation.state === 'running') void change(one, { state: 'paused' })
}

export function resumeOperation(id: string): void {
  const one = live.get(id)
  if (one?.operation.state !== 'paused') return
  void change(one, { state: 'running', problem: null })
  one.goOn()
}

/** Ends an operation after what was begun; the rest stays undone. */
export function stopOperation(id: string): void {
  const one = live.get(id)
  if (!one || !isGoingOn(one.operation)) return
  one.isStopped = true
  one.goOn()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The operations of this tab, in the order in which they began. */
export const useLiveOperations = (): readonly Operation[] => {
  const sub = useSession().person?.sub
  const all = useSyncExternalStore(subscribe, () => shown)
  return useMemo(() => all.filter(({ who }) => who === sub), [all, sub])
}

const operationsQuery = (sub: string) =>
  queryOptions({
    queryKey: [key, sub],
    queryFn: () => readSeen(sub),
    staleTime: 0,
    // Tabs are closed without a word, and the page that was just left may still be ending.
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => state.data?.some(({ elsewhere }) => elsewhere) && 2_000,
  })

async function readSeen(sub: string): Promise<SeenOperation[]> {
  const own = (await readOperations()).filter(({ who }) => who === sub)
  const taken = await takenOperations()
  return own.map((operation) => {
    const left: OperationState = isGoingOn(operation) ? 'interrupted' : operation.state
    const elsewhere = isGoingOn(operation) && taken.has(operation.id)
    return { ...operation, elsewhere, state: elsewhere ? operation.state : left }
  })
}

/** The operations of the signed-in person from this browser, newest first. */
export function useOperations(): readonly SeenOperation[] {
  const sub = useSession().person?.sub ?? ''
  const here = useLiveOperations()
  const { data: kept } = useQuery(operationsQuery(sub))
  return useMemo(() => {
    const all = new Map((kept ?? []).map((one) => [one.id, one] as const))
    for (const one of here) all.set(one.id, { ...one, elsewhere: false })
    return [...all.values()].toSorted((one, other) => other.startedOn.localeCompare(one.startedOn))
  }, [here, kept])
}

/** The items of an operation, with what became of each as far as it is known here. */
export const partsOf = async (id: string): Promise<readonly OperationPart[]> =>
  live.get(id)?.parts ?? (await readParts(id))
