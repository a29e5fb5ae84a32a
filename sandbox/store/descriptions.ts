import type { Database } from './database.ts'
import type { Job } from './jobs.ts'
import { type DescriptionRow, descriptionRow } from './row.ts'

/** The description of the job, or undefined. Its `properties` are a JSON map from name to JSON text. */
export function findDescription(database: Database, job: Job): DescriptionRow | undefined {
  const row = database.prepare('SELECT * FROM description WHERE job_key = ?').get(job.key)
  return row && descriptionRow.parse(row)
}

/** The job whose description has this id, as the tenant sees it. */
export function jobIdOfDescription(database: Database, tenant: string, id: bigint): bigint | undefined {
  const row = database
    .prepare(
      `SELECT job.id AS id FROM description JOIN job ON key = job_key WHERE description.id = ? AND tenant IN (?, '') LIMIT 1`,
    )
    .get(id, tenant)
  return typeof row?.['id'] === 'bigint' ? row['id'] : undefined
}

/** Creates or replaces it. The job must be the tenant's own. */
export function saveDescription(database: Database, job: Job, row: Omit<DescriptionRow, 'job_key'>): void {
  database
    .prepare('INSERT OR REPLACE INTO description VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      job.key,
      row.id,
      row.identifier,
      row.properties,
      row.version,
      row.created_on,
      row.modified_on,
      row.modified_by,
    )
}

/** Deletes it. The job must be the tenant's own. */
export function deleteDescription(database: Database, job: Job): void {
  database.prepare('DELETE FROM description WHERE job_key = ?').run(job.key)
}
