import type { ItemOutcome, Operation, OperationPart } from '~/api/operation.ts'
import { waiting } from '~/api/operation.ts'
import { continueOperation, startOperation } from '~/api/operations.ts'
import type { Writer } from '~/api/writer.ts'
import { config } from '~/lib/current-config.ts'
import { formatCount } from '~/lib/format.ts'
import type { CheckedRows } from './check-rows.ts'
import type { ColumnUse } from './column-use.ts'
import { createRows } from './create-rows.ts'
import type { ImportItem, ImportPlan } from './import-item.ts'
import type { SourceTable } from './source-table.ts'

const partSizeOfSingles = 100
const partCharactersMax = 4_000_000

/** Begins to create the rows that are ready; those that are not are in its result. Gives the operation's id. */
export function startImport(
  writer: Writer<'bulk'>,
  jobId: string,
  table: SourceTable,
  uses: readonly ColumnUse[],
  { ready, faulty }: CheckedRows,
): Promise<string> {
  const identifierPlace = uses.findIndex(({ as }) => as === 'identifier')
  const plan: ImportPlan = {
    format: table.format,
    header: [...table.header],
    identifierColumn: table.columns[identifierPlace] ?? null,
  }
  const title = `Import of ${formatCount(ready.length, 'target')} into job ${jobId}`
  const parts = [
    ...partsOfSize(ready.map(({ source, ...row }) => [{ ...row, source: kept(source) }, waiting])),
    ...partsOfSize(
      faulty.map(({ line, source, reason }) => [
        { line, source: kept(source), identifier: null, generated: false, text: null },
        { state: 'failed', reason },
      ]),
    ),
  ]
  return startOperation({ kind: 'import', title, jobId, plan }, parts, createRows(writer))
}

/** Goes on where the import stood when its tab was closed. Throws Problem. */
export const continueImport = (writer: Writer<'bulk'>, operation: Operation): Promise<void> =>
  continueOperation(operation, createRows(writer))

const kept = (source: readonly string[] | string): string[] | string =>
  typeof source === 'string' ? source : [...source]

function partsOfSize(rows: readonly (readonly [ImportItem, ItemOutcome])[]): OperationPart[] {
  const most = config().contentHub.bulkCreateMax || partSizeOfSingles
  const parts: { items: ImportItem[]; outcomes: ItemOutcome[] }[] = []
  let characters = 0
  for (const [item, outcome] of rows) {
    const length = item.text?.length ?? 0
    let part = parts.at(-1)
    if (!part || part.items.length >= most || characters + length > partCharactersMax) {
      part = { items: [], outcomes: [] }
      parts.push(part)
      characters = 0
    }
    part.items.push(item)
    part.outcomes.push(outcome)
    characters += length
  }
  return parts
}
