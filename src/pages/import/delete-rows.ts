import type { Entity } from '~/api/entity.ts'
import { findTargetByIdentifier } from '~/api/find-target.ts'
import type { OperationRun, OperationWork } from '~/api/operations.ts'
import { path } from '~/api/path.ts'
import { readTarget } from '~/api/targets.ts'
import type { Writer } from '~/api/writer.ts'
import { config } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'
import { type CreatedRow, createdRowsOf } from './created-row.ts'
import { oneByOne } from './one-by-one.ts'
import { isAsSent } from './row-outcome.ts'

/**
 * Deletes what an import created, one by one: each is looked at first, and what does not hold what its row sent any more (but
 * for what the worker writes) is left; a value beside that may be the server's own, and keeps nothing. A deletion whose answer
 * was lost is looked for.
 */
export const deleteRows =
  (writer: Writer<'delete'>): OperationWork =>
  async (run) => {
    for (const part of run.parts.keys()) await deletePart(writer, run, part)
  }

async function deletePart(writer: Writer<'delete'>, run: OperationRun, part: number): Promise<void> {
  const { jobId } = run
  const { items = [], outcomes = [] } = run.parts[part] ?? {}
  const rows = createdRowsOf({ items, outcomes })
  await oneByOne(run, part, {
    method: 'DELETE',
    doing: 'Deleting',
    did: 'Deleted',
    base: 'delete',
    sent: (place) => rows[place],
    what: 'The targets could not be deleted.',
    items: rows,
    act: async (row, { tell, begin }) => {
      const now = await readCreated(jobId, row)
      if (!now) return tell({ state: 'done', id: row.id, found: true })
      if (now.identifier !== row.identifier || !isAsSent(row, now))
        return tell({
          state: 'failed',
          reason: `Target ${now.id} was changed since. It is left as it is.`,
        })
      await begin()
      const address = path`/api/jobs/${jobId}/targets/${now.id}`
      const what = 'The target could not be deleted.'
      await writer.send('DELETE', address, undefined, { what, note: null }).catch(unlessGone)
      return tell({ state: 'done', id: now.id, found: false })
    },
  })
}

function unlessGone(error: unknown): null {
  if (error instanceof Problem && error.status === 404) return null
  throw error
}

/** The target of a row as it is at this moment; null where it is gone. */
async function readCreated(jobId: string, { id, identifier }: CreatedRow): Promise<Entity | null> {
  if (id === null) return findTargetByIdentifier(jobId, identifier)
  return readTarget(jobId, id, config().contentHub.cultures).catch(unlessGone)
}
