import { seededJobs } from '../data/jobs.ts'
import { agedTime, hubTime } from '../data/time.ts'
import type { Database } from './database.ts'
import { memberTexts, parseExact } from './exact-json.ts'
import { type Job, touchJob } from './jobs.ts'
import { isStringRecord, isRecord } from './record.ts'
import { targetRow } from './row.ts'

/** A target, whole. `properties` holds JSON texts; the four that filters look at are members of their own. */
export type Target = {
  id: bigint
  n: number | null
  identifier: string | null
  state: string | null
  condition: string | null
  type: string | null
  location: string | null
  properties: Record<string, string>
  relations: Record<string, unknown>
  version: bigint
  createdOn: string
  modifiedOn: string
  modifiedBy: bigint | null
  /** When the worker does its next step with it, ms. */
  dueOn: number | null
}

/** Whole values that must match; what is left out matches all. */
export type TargetFilter = Partial<Record<'state' | 'condition' | 'type' | 'location', string>>

const filterNames = ['state', 'condition', 'type', 'location'] as const

function conditionsOf(filter: TargetFilter): { sql: string; values: string[] } {
  const used = filterNames.flatMap((name) =>
    filter[name] === undefined ? [] : [{ name, value: filter[name] }],
  )
  return { sql: used.map(({ name }) => ` AND ${name} = ?`).join(''), values: used.map(({ value }) => value) }
}

/** One page in the order of ids. */
export function pageOfTargets(
  database: Database,
  job: Job,
  filter: TargetFilter,
  skip: number,
  take: number,
): Target[] {
  const { sql, values } = conditionsOf(filter)
  // A location is nearly unique: `+id` has the few rows of its index sorted, instead of walking all ids in order.
  const id = filter.location === undefined ? 'id' : '+id AS id'
  const matching = `SELECT rowid AS row, ${id} FROM target WHERE job_key = ?${sql}`
  const own = job.key !== job.seed_key
  const rows = database
    .prepare(
      `SELECT * FROM target WHERE rowid IN (SELECT row FROM (${
        own
          ? `${matching} AND id NOT IN (SELECT id FROM target WHERE job_key = ?) UNION ALL ${matching} AND gone = 0`
          : matching
      } ORDER BY id LIMIT ? OFFSET ?)) ORDER BY id`,
    )
    .all(job.seed_key, ...values, ...(own ? [job.key, job.key, ...values] : []), take, skip)
  return rows.map((row) => targetOf(job, row))
}

const counts = new WeakMap<Database, Map<string, number>>()

/** How many targets match, exactly. Kept until a target of the job changes. */
export function countTargets(database: Database, job: Job, filter: TargetFilter): number {
  const known = counts.get(database) ?? new Map<string, number>()
  counts.set(database, known)
  const { sql, values } = conditionsOf(filter)
  const question = `${job.key} ${job.changes}${sql} ${JSON.stringify(values)}`
  let count = known.get(question)
  if (count === undefined) {
    const ask = (where: string, ...keys: bigint[]) => {
      const statement = database.prepare(`SELECT count(*) AS count FROM target WHERE ${where}${sql}`)
      return Number(statement.get(...keys, ...values)?.['count'])
    }
    count =
      job.key === job.seed_key
        ? ask('job_key = ?', job.key)
        : countTargets(database, seedOf(job), filter) -
          ask('job_key = ? AND id IN (SELECT id FROM target WHERE job_key = ?)', job.seed_key, job.key) +
          ask('job_key = ? AND gone = 0', job.key)
    if (known.size > 5_000) known.clear()
    known.set(question, count)
  }
  return count
}

const seedOf = (job: Job): Job => ({ ...job, key: job.seed_key, changes: 0n })

/** One target of the job, or undefined. */
export function findTarget(database: Database, job: Job, id: bigint): Target | undefined {
  const row = database
    .prepare('SELECT * FROM target WHERE job_key IN (?1, ?2) AND id = ?3 ORDER BY job_key = ?1 DESC LIMIT 1')
    .get(job.key, job.seed_key, id)
  return row && row['gone'] !== 1n ? targetOf(job, row) : undefined
}

/** The id of the job whose target this is. */
export function jobIdOfTarget(database: Database, tenant: string, id: bigint): bigint | undefined {
  const seeded = seededJobs.find(
    ({ targets }) => id >= targets.firstId && id < targets.firstId + BigInt(targets.count),
  )
  if (seeded) return seeded.id
  const row = database
    .prepare(
      'SELECT job.id AS id FROM target JOIN job ON job.key = job_key WHERE target.id = ? AND n IS NULL AND tenant = ?',
    )
    .get(id, tenant)
  return typeof row?.['id'] === 'bigint' ? row['id'] : undefined
}

/** The id of the tenant's target with an identifier that somebody gave it. */
export function idOfNamedTarget(database: Database, tenant: string, identifier: string): bigint | undefined {
  const row = database
    .prepare(
      'SELECT target.id AS id FROM target JOIN job ON job.key = job_key WHERE identifier = ? AND tenant = ?',
    )
    .get(identifier, tenant)
  return typeof row?.['id'] === 'bigint' ? row['id'] : undefined
}

/** Writes a target as it is given, a new one too. The job must be the tenant's own. */
export function saveTarget(database: Database, job: Job, target: Target): void {
  const texts = [JSON.stringify(target.properties), JSON.stringify(target.relations)]
  const { id, n, identifier, state, condition, type, location } = target
  const { version, createdOn, modifiedOn, modifiedBy, dueOn } = target
  const head = [job.key, id, n, identifier, state, condition, type, location]
  database
    .prepare('INSERT OR REPLACE INTO target VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)')
    .run(...head, ...texts, version, createdOn, modifiedOn, modifiedBy, dueOn)
  touchJob(database, job.key)
}

/** Deletes a target. The job must be the tenant's own. */
export function deleteTarget(database: Database, job: Job, { id, n }: Target): void {
  if (n === null) database.prepare('DELETE FROM target WHERE job_key = ? AND id = ?').run(job.key, id)
  else {
    database
      .prepare('INSERT OR REPLACE INTO target (job_key, id, n, gone) VALUES (?, ?, ?, 1)')
      .run(job.key, id, n)
  }
  touchJob(database, job.key)
}

/** Targets whose next step is due, of all tenants, the earliest first. */
export function dueTargets(database: Database, until: number, limit: number): { key: bigint; id: bigint }[] {
  const rows = database
    .prepare('SELECT job_key, id FROM target WHERE due_on <= ? ORDER BY due_on LIMIT ?')
    .all(until, limit)
  return rows.flatMap(({ job_key: key, id }) =>
    typeof key === 'bigint' && typeof id === 'bigint' ? [{ key, id }] : [],
  )
}

/** When the next step of any target is due, ms. */
export function nextDue(database: Database): number | undefined {
  const due = database.prepare('SELECT min(due_on) AS due FROM target WHERE due_on IS NOT NULL').get()?.[
    'due'
  ]
  return typeof due === 'bigint' ? Number(due) : undefined
}

/** Makes the next step of each target that the worker has in its hands due at a time (ms). */
export function makeDue(database: Database, job: Job, at: number): void {
  database
    .prepare('UPDATE target SET due_on = ? WHERE due_on IS NOT NULL AND job_key = ?')
    .run(BigInt(at), job.key)
}

/** How many targets of the job the worker has in its hands. */
export function countDue(database: Database, job: Job): number {
  const row = database
    .prepare('SELECT count(*) AS count FROM target WHERE due_on IS NOT NULL AND job_key = ?')
    .get(job.key)
  return Number(row?.['count'])
}

/** The first targets that a running job has not finished and that the worker does not have in its hands. */
export function openTargets(database: Database, job: Job, limit: number): Target[] {
  return ['InProgress', 'Pending']
    .flatMap((state) => pageOfTargets(database, job, { state }, 0, limit))
    .filter(({ dueOn }) => dueOn === null)
    .slice(0, limit)
}

function targetOf({ seeded }: Job, given: unknown): Target {
  const row = targetRow.parse(given)
  const n = row.n === null ? null : Number(row.n)
  const details = n === null || row.properties !== null ? undefined : seeded.targets.details(n)
  const properties: unknown = JSON.parse(row.properties ?? '{}')
  const relations = parseExact(row.relations ?? '{}')
  const shift = seeded.agedHours === undefined ? undefined : hubTime(agedTime(seeded.agedHours))
  return {
    id: row.id,
    n,
    identifier: row.identifier,
    state: row.state,
    condition: row.condition,
    type: row.type,
    location: row.location,
    properties: details ? memberTexts(details.properties) : isStringRecord(properties) ? properties : {},
    relations: details ? details.relations : isRecord(relations) ? relations : {},
    version: row.version ?? BigInt(details?.version ?? 1),
    createdOn: row.created_on ?? shift ?? details?.createdOn ?? '',
    modifiedOn: row.modified_on ?? shift ?? details?.modifiedOn ?? '',
    modifiedBy: row.modified_by,
    dueOn: row.due_on === null ? null : Number(row.due_on),
  }
}
