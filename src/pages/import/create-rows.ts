import { mayBeCarriedOut } from '~/api/call.ts'
import { createOnce, UncertainCreation } from '~/api/create-once.ts'
import { findTargets } from '~/api/find-target.ts'
import { createTargets } from '~/api/new-targets.ts'
import type { ItemOutcome } from '~/api/operation.ts'
import type { OperationRun, OperationWork } from '~/api/operations.ts'
import type { Writer } from '~/api/writer.ts'
import { config } from '~/lib/current-config.ts'
import { asProblem, Problem } from '~/lib/problem.ts'
import { bodyOf, type ImportItem, itemsOf } from './import-item.ts'
import { logSingles } from './log-singles.ts'
import { outcomeOfFound, reasonOf, reasonsByPlace } from './row-outcome.ts'

/** A row on its way, with its place in its part. */
interface Row {
  readonly place: number
  readonly item: ImportItem & { readonly identifier: string }
}

/** Rows that go together. `lost`: they may have arrived, so they are looked for; `looked`: they were, and are not there. */
interface Group {
  readonly rows: readonly Row[]
  readonly state: 'fresh' | 'lost' | 'looked'
}

const refusals = new Set([400, 409, 413, 415, 422])
const noSuchOperation = new Set([404, 405, 501])
const lostMax = 3

/**
 * Creates the rows of an import, each once whatever becomes of the answers: what may have arrived is looked for by its
 * identifier before it is sent again.
 */
export const createRows =
  (writer: Writer<'bulk'>): OperationWork =>
  async (run) => {
    const mode = { bulk: config().contentHub.bulkCreateMax > 0 }
    for (const part of run.parts.keys()) await createPart(writer, run, part, mode)
  }

async function createPart(
  writer: Writer<'bulk'>,
  run: OperationRun,
  part: number,
  mode: { bulk: boolean },
): Promise<void> {
  const { jobId } = run
  const groups = openGroups(run, part)
  const items = itemsOf(run.parts[part] ?? { items: [], outcomes: [] })
  const singles = logSingles(run, part, {
    method: 'POST',
    doing: 'Creating',
    did: 'Created',
    base: 'create',
    sent: (place) => items[place] && bodyOf(items[place]),
  })
  let lost = 0
  const tell = (rows: readonly Row[], outcome: (row: Row) => ItemOutcome) =>
    run.tell(part, new Map(rows.map((row) => [row.place, outcome(row)])))
  const fail = (rows: readonly Row[], reason: (row: Row) => string) =>
    tell(rows, (row) => ({ state: 'failed', reason: reason(row) }))

  /** Looks for rows that may have arrived, and tells of those that have. */
  async function look(rows: readonly Row[]): Promise<{ missing: readonly Row[]; isAll: boolean }> {
    const { found, isAll } = await findTargets(
      jobId,
      rows.map(({ item }) => item.identifier),
    )
    const there = new Map<number, ItemOutcome>()
    for (const { place, item } of rows) {
      const target = found.get(item.identifier)
      if (target) there.set(place, outcomeOfFound(item, target, run.startedOn))
    }
    await run.tell(part, there)
    return { missing: rows.filter(({ place }) => !there.has(place)), isAll }
  }

  async function lookForLost({ rows }: Group): Promise<void> {
    const { missing, isAll } = await look(rows)
    if (missing.length === 0) return
    groups.unshift({ rows: missing, state: 'looked' })
    if (!isAll) run.hold(notSurelyMissing(missing.length))
  }

  async function createSingle({ item, place }: Row, state: Group['state']): Promise<void> {
    const body = bodyOf(item)
    const history = state === 'looked' ? 'sent' : item.generated ? 'generated' : 'chosen'
    await singles.begin(place)
    const { id, found } = await createOnce(writer, jobId, body, history, null)
    await run.tell(part, new Map([[place, { state: 'done', id, found }]]))
  }

  async function createMany(rows: readonly Row[]): Promise<void> {
    const ids = await createTargets(
      writer,
      jobId,
      rows.map(({ item }) => bodyOf(item)),
    )
    const told = new Map<number, ItemOutcome>()
    for (const [index, { place }] of rows.entries()) {
      const id = ids[index] ?? null
      if (id !== null) told.set(place, { state: 'done', id, found: false })
    }
    await run.tell(part, told)
    const untold = rows.filter(({ place }) => !told.has(place))
    // The answer does not say which rows it made, or not of all.
    if (untold.length === 0) return
    const looked = await look(untold).catch((error: unknown) => lookLater(untold, error))
    if (looked && looked.missing.length > 0)
      lookLater(looked.missing, acceptedButMissing(looked.missing.length))
  }

  async function splitRefused(rows: readonly Row[], problem: Problem): Promise<void> {
    const reasons = reasonsByPlace(problem)
    const reasonOfRow = new Map(rows.map((row, index) => [row, reasons.get(index)] as const))
    // Nobody says whether a refusal refuses all of them.
    const { missing } = await look(rows)
    const named = missing.filter((row) => reasonOfRow.get(row) !== undefined)
    await fail(named, (row) => reasonOfRow.get(row) ?? '')
    const rest = missing.filter((row) => !named.includes(row))
    const half = named.length > 0 ? rest.length : Math.ceil(rest.length / 2)
    const next = [rest.slice(0, half), rest.slice(half)].filter((rows) => rows.length > 0)
    groups.unshift(...next.map((rows) => ({ rows, state: 'looked' }) as const))
  }

  async function send({ rows, state }: Group): Promise<void> {
    await tell(rows, () => ({ state: 'sent' }))
    const [only] = rows
    if (only && rows.length === 1) return createSingle(only, state)
    try {
      await createMany(rows)
    } catch (error) {
      const problem = asProblem(error)
      if (mayBeCarriedOut(error) || !refusals.has(problem.status ?? 0)) throw error
      await splitRefused(rows, problem).catch((error: unknown) => lookLater(rows, error))
    }
  }

  /** They were sent, and could not be looked for, or not found. */
  function lookLater(rows: readonly Row[], error: unknown): void {
    groups.unshift({ rows, state: 'lost' })
    run.hold(asProblem(error))
  }

  async function meet(error: unknown, group: Group): Promise<void> {
    const problem = asProblem(error, 'The targets could not be created.')
    const status = problem.status ?? 0
    const [only, another] = group.rows
    const isRefused = refusals.has(status) || problem.fields['identifier'] !== undefined
    if (mayBeCarriedOut(error) || error instanceof UncertainCreation) {
      lost += 1
      groups.unshift({ ...group, state: 'lost' })
      if (lost % lostMax === 0) run.hold(problem)
    } else if (group.state !== 'lost' && another && noSuchOperation.has(status)) {
      mode.bulk = false
      groups.unshift(group)
    } else if (group.state !== 'lost' && only && !another && isRefused) {
      await fail([only], () => reasonOf(problem))
    } else {
      groups.unshift(group)
      run.hold(problem)
    }
  }

  try {
    for (let group = groups.shift(); group; group = groups.shift()) {
      if (group.state !== 'lost' && !mode.bulk && group.rows.length > 1) {
        groups.unshift({ ...group, rows: group.rows.slice(1) })
        group = { ...group, rows: group.rows.slice(0, 1) }
      }
      await run.turn()
      try {
        await (group.state === 'lost' ? lookForLost(group) : send(group))
        lost = 0
      } catch (error) {
        await meet(error, group)
      }
    }
  } finally {
    await singles.end()
  }
}

/** What is left to do of a part. */
function openGroups({ parts }: OperationRun, part: number): Group[] {
  const { items = [], outcomes = [] } = parts[part] ?? {}
  const isOpen = outcomes.some(({ state }) => state === 'waiting' || state === 'sent')
  const rows = isOpen ? itemsOf({ items, outcomes }).flatMap(rowOf) : []
  const inState = (state: ItemOutcome['state']) =>
    rows.filter(({ place }) => outcomes[place]?.state === state)
  const groups: Group[] = [
    { rows: inState('sent'), state: 'lost' },
    { rows: inState('waiting'), state: 'fresh' },
  ]
  return groups.filter(({ rows }) => rows.length > 0)
}

const rowOf = (item: ImportItem, place: number): Row[] =>
  item.identifier === null ? [] : [{ place, item: { ...item, identifier: item.identifier } }]

const acceptedButMissing = (count: number) =>
  new Problem(
    'The server accepted rows and did not tell their ids.',
    `${count === 1 ? 'One row was' : `${count} rows were`} not found by identifier afterwards.`,
    'Look for them in the list; Resume looks again, and sends what is still missing with the same identifiers.',
  )

const notSurelyMissing = (count: number) =>
  new Problem(
    'The answer to a creation was lost.',
    `${count === 1 ? 'One row is' : `${count} rows are`} not among the newest targets of the job, but not all of its targets could be read.`,
    'Look for them in the list; Resume sends them again with the same identifiers.',
  )
