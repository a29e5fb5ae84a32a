import { type SeededJob, seededJobs } from '../data/jobs.ts'
import type { Database } from './database.ts'
import { type JobRow, jobRow } from './row.ts'

const seededById = new Map(seededJobs.map((job) => [job.id, job]))

/** A job as one tenant sees it: its row, which may still be the seed's (`key` = `seed_key`), and what the seed says of it. */
export type Job = JobRow & { seeded: SeededJob }

/** The tenant's job, or undefined. */
export function findJob(database: Database, tenant: string, id: bigint): Job | undefined {
  const seeded = seededById.get(id)
  const row = database
    .prepare(`SELECT *, (SELECT key FROM job WHERE tenant = '' AND id = ?1) AS seed_key FROM job
       WHERE tenant IN (?2, '') AND id = ?1 ORDER BY tenant DESC LIMIT 1`)
    .get(id, tenant)
  return seeded && row && { ...jobRow.parse(row), seeded }
}

/** The job of a key. */
export function jobOfKey(database: Database, key: bigint): Job | undefined {
  const row = database.prepare('SELECT tenant, id FROM job WHERE key = ?').get(key)
  const { tenant, id } = row ?? {}
  return typeof tenant === 'string' && typeof id === 'bigint' ? findJob(database, tenant, id) : undefined
}

/** The same job in rows that the tenant may write: made from the seed's at the first write. */
export function ownJob(database: Database, tenant: string, job: Job): Job {
  if (job.tenant === tenant) return job
  return database.transaction(() => {
    const { lastInsertRowid: key } = database
      .prepare(
        `INSERT INTO job (tenant, id, state, condition, version, modified_on)
         SELECT ?, id, state, condition, version, modified_on FROM job WHERE key = ?`,
      )
      .run(tenant, job.key)
    database
      .prepare(
        `INSERT INTO description SELECT ?, id, identifier, properties, version, created_on, modified_on, modified_by
         FROM description WHERE job_key = ?`,
      )
      .run(key, job.key)
    return { ...job, tenant, key: BigInt(key) }
  })
}

/** Says that targets of the job changed, which makes its counts be counted anew. */
export function touchJob(database: Database, key: bigint): void {
  database.prepare('UPDATE job SET changes = changes + 1 WHERE key = ?').run(key)
}

/** Gives the job another state; the version counts up. */
export function moveJob(database: Database, key: bigint, state: string, condition: string, at: string): void {
  database
    .prepare(
      'UPDATE job SET state = ?, condition = ?, modified_on = ?, version = version + 1, changes = changes + 1 WHERE key = ?',
    )
    .run(state, condition, at, key)
}

/** Drops what the tenant changed in one job: it is the seed's again. */
export function dropJob(database: Database, key: bigint): void {
  for (const [table, column] of [
    ['target', 'job_key'],
    ['description', 'job_key'],
    ['job', 'key'],
  ]) {
    database.prepare(`DELETE FROM ${table} WHERE ${column} = ?`).run(key)
  }
}

/** Drops everything of the tenants for which `keep` says no. The seed always stays. */
export function dropTenants(database: Database, keep: (tenant: string) => boolean): void {
  const rows = database.prepare(`SELECT key, tenant FROM job WHERE tenant <> ''`).all()
  database.transaction(() => {
    for (const { key, tenant } of rows) {
      if (typeof key === 'bigint' && typeof tenant === 'string' && !keep(tenant)) dropJob(database, key)
    }
  })
}

/** An id that no entity has yet. */
export function nextId(database: Database): bigint {
  const row = database
    .prepare(`UPDATE setting SET value = CAST(value AS INTEGER) + 1 WHERE name = 'nextId' RETURNING value`)
    .get()
  return BigInt(String(row?.['value']))
}
