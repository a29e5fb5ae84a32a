import { charactersMax } from '~/form/text-limits.ts'
import { newIdentifier } from '~/lib/identifier.ts'
import { isRecord, JsonText, toJson } from '~/lib/json.ts'
import { inSlices } from '~/lib/slices.ts'
import { cellValue } from './cell-value.ts'
import type { ColumnUse } from './column-use.ts'
import { fieldOf, type ImportField } from './import-fields.ts'
import { type Cell, cellsOf, type RowSource, type SourceRow, type SourceTable } from './source-table.ts'

/** A row that can be sent. */
interface ReadyRow {
  readonly line: number
  readonly source: RowSource
  readonly identifier: string
  /** The file has none for it. */
  readonly generated: boolean
  /** The body of the creation, as JSON text. */
  readonly text: string
}

/** A row that cannot be sent, and why. */
interface FaultyRow {
  readonly line: number
  readonly source: RowSource
  readonly reason: string
}

export interface CheckedRows {
  readonly ready: readonly ReadyRow[]
  readonly faulty: readonly FaultyRow[]
}

/** Tells the rows that can be sent from those that cannot; sends nothing. Rejects with the signal's reason. */
export async function checkRows(
  table: SourceTable,
  uses: readonly ColumnUse[],
  fields: readonly ImportField[],
  signal?: AbortSignal,
): Promise<CheckedRows> {
  const columns = uses.map((use) => fieldOf(use, fields))
  const ready: ReadyRow[] = []
  const faulty: FaultyRow[] = []
  const lines = new Map<string, number>()
  const check = (row: SourceRow): ReadyRow | string => {
    if (row.fault !== undefined) return row.fault
    const { identifier: named, properties, faults } = bodyOf(cellsOf(table, row), columns)
    const before = named === null ? undefined : lines.get(named)
    if (before !== undefined) faults.push(`Identifier ${shown(named)}: line ${before} has it too.`)
    else if (named !== null) lines.set(named, row.line)
    if (faults.length > 0) return faults.join(' ')
    if (Object.keys(properties).length === 0) return 'It has no value for any property.'
    const identifier = named ?? newIdentifier()
    const text = toJson({ identifier, properties })
    if (text.length > charactersMax)
      return `It is too long: ${text.length} characters, at most ${charactersMax} can be sent.`
    return { line: row.line, source: row.source, identifier, generated: named === null, text }
  }
  await inSlices(
    table.rows,
    (row) => {
      const checked = check(row)
      if (typeof checked === 'string') faulty.push({ line: row.line, source: row.source, reason: checked })
      else ready.push(checked)
    },
    signal,
  )
  return { ready, faulty }
}

function bodyOf(cells: readonly (Cell | undefined)[], columns: readonly (ImportField | null)[]) {
  const properties: Record<string, unknown> = {}
  const faults: string[] = []
  let identifier: string | null = null
  for (const [place, field] of columns.entries()) {
    const cell = cells[place]
    const read = field && cellValue(cell, field)
    if (!read) continue
    if ('fault' in read) faults.push(`${nameOf(field)} ${shown(cell)}: ${read.fault}`)
    else if (field.kind === 'identifier') identifier = String(read.value)
    else properties[field.property] = joined(properties[field.property], read.value)
  }
  return { identifier, properties, faults }
}

/** Cultures of one property come from several columns. */
const joined = (before: unknown, value: unknown): unknown =>
  isRecord(before) && isRecord(value) ? { ...before, ...value } : value

const nameOf = ({ property, culture }: ImportField) =>
  culture === undefined ? property : `${property} (${culture})`

function shown(cell: unknown): string {
  const text = cell instanceof JsonText ? cell.text : String(cell)
  return text.length > 40 ? `“${text.slice(0, 40)}…”` : `“${text}”`
}
