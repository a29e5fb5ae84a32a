import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { SeededJob } from '../data/jobs.ts'
import { indexes, schema } from './schema.ts'
import { seed } from './seed.ts'

/** The embedded store. Integers are read as BigInt. */
export type Database = {
  /** A statement, prepared once. */
  prepare(sql: string): StatementSync
  /** Runs the work in a transaction; what it throws undoes it. Transactions do not nest. */
  transaction<T>(work: () => T): T
  close(): void
}

/** Opens `hub.sqlite` in the directory, filled with these jobs if it is new or of another seed. */
export function openDatabase(dataDir: string, jobs: SeededJob[]): Database {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'hub.sqlite')
  let database = connect(file)
  const wanted = seedVersion(jobs)
  if (seedVersionIn(database) !== wanted) {
    database.close()
    remove(file)
    database = connect(file)
    seed(database, jobs, wanted)
  }
  return database
}

function connect(file: string): Database {
  const connection = new DatabaseSync(file, { readBigInts: true })
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA mmap_size = 1000000000;')
  connection.exec(schema)
  const statements = new Map<string, StatementSync>()
  return {
    prepare(sql) {
      const known = statements.get(sql) ?? connection.prepare(sql)
      statements.set(sql, known)
      return known
    },
    transaction(work) {
      connection.exec('BEGIN IMMEDIATE')
      try {
        const result = work()
        connection.exec('COMMIT')
        return result
      } catch (error) {
        connection.exec('ROLLBACK')
        throw error
      }
    },
    close: () => connection.close(),
  }
}

function remove(file: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
}

/** Changes with every change of what a seeded row means. */
function seedVersion(jobs: SeededJob[]): string {
  const version = createHash('sha256').update(schema).update(indexes)
  for (const { id } of jobs) version.update(` ${id}`)
  const directory = new URL('../data/', import.meta.url)
  for (const name of readdirSync(directory).toSorted()) version.update(readFileSync(new URL(name, directory)))
  return version.digest('hex')
}

function seedVersionIn(database: Database): unknown {
  return database.prepare(`SELECT value FROM setting WHERE name = 'seed'`).get()?.['value']
}
