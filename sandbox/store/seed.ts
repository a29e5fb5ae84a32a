import type { SeededJob } from '../data/jobs.ts'
import { seededDescription } from '../data/descriptions.ts'
import { agedTime, hubTime } from '../data/time.ts'
import type { Database } from './database.ts'
import { memberTexts } from './exact-json.ts'
import { indexes } from './schema.ts'

/** Fills an empty store: a few seconds for the million targets of job 41000. */
export function seed(database: Database, jobs: SeededJob[], version: string): void {
  database.transaction(() => {
    for (const job of jobs) seedJob(database, job)
    for (const statement of indexes.split(';').filter((text) => text.trim()))
      database.prepare(statement).run()
    database.prepare(`INSERT INTO setting VALUES ('seed', ?), ('nextId', '60000001')`).run(version)
  })
  database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
}

function seedJob(database: Database, job: SeededJob): void {
  const { lastInsertRowid: key } = database
    .prepare(`INSERT INTO job (tenant, id, state, condition, version) VALUES ('', ?, ?, ?, 7)`)
    .run(job.id, job.state, job.condition)
  const description = seededDescription(job)
  if (description) {
    const createdOn = hubTime((job.agedHours === undefined ? job.createdOn : agedTime(job.agedHours)) + 542)
    database
      .prepare(
        'INSERT INTO description (job_key, id, properties, version, created_on, modified_on) VALUES (?, ?, ?, 1, ?, ?)',
      )
      .run(key, description.id, JSON.stringify(memberTexts(description.properties)), createdOn, createdOn)
  }
  const add = database.prepare(
    'INSERT INTO target (job_key, id, n, state, condition, type, location) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const { targets } = job
  for (let n = 0; n < targets.count; n++) {
    const { state, condition, type, location } = targets.columns(n)
    add.run(key, targets.firstId + BigInt(n), n, state, condition, type, location)
  }
}
