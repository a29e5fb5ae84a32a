import { type Operation, type OperationPart, waiting } from '~/api/operation.ts'
import { continueOperation, partsOf, startOperation } from '~/api/operations.ts'
import type { Writer } from '~/api/writer.ts'
import { deleteRows } from './delete-rows.ts'
import { itemsOf } from './import-item.ts'
import type { CreatedRow } from './created-row.ts'

/** Begins to delete what an import has created. Gives the new operation's id. */
export async function startUndo(writer: Writer<'delete'>, operation: Operation): Promise<string> {
  const { id, title, jobId } = operation
  const parts = (await partsOf(id)).map(createdRows).filter(({ items }) => items.length > 0)
  const about = { kind: 'undo' as const, title: `Undo of “${title}”`, jobId, plan: null, undoes: id }
  return startOperation(about, parts, deleteRows(writer))
}

/** Goes on where the undo stood when its tab was closed. Throws Problem. */
export const continueUndo = (writer: Writer<'delete'>, operation: Operation): Promise<void> =>
  continueOperation(operation, deleteRows(writer))

function createdRows(part: OperationPart): OperationPart {
  const items = itemsOf(part).flatMap(({ line, identifier, text }, place): CreatedRow[] => {
    const outcome = part.outcomes[place]
    return outcome?.state === 'done' && identifier !== null
      ? [{ line, identifier, text, id: outcome.id }]
      : []
  })
  return { items, outcomes: items.map(() => waiting) }
}
