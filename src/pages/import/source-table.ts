import { csvRows, guessDelimiter, lineBreaks, OpenQuote } from '~/lib/csv.ts'
import { jsonParts, membersOf } from '~/lib/json-text.ts'
import { isRecord, JsonText } from '~/lib/json.ts'
import { Problem } from '~/lib/problem.ts'
import { inSlices } from '~/lib/slices.ts'
import { jsonProblem, jsonProblemText } from '~/ui/json-problem.ts'
import type { SourceText } from './source-text.ts'

/** A text of CSV, or a value of JSON as it stands in the file. */
export type Cell = string | JsonText

/** How the file is written, and so how its failed rows are written again. */
type TableFormat = { readonly kind: 'csv'; readonly delimiter: string } | { readonly kind: 'json' | 'ndjson' }

/** What a row was in the file: its cells, or its JSON text. */
export type RowSource = readonly string[] | string

export interface SourceRow {
  /** Of the file, counted from 1. */
  readonly line: number
  readonly source: RowSource
  /** Why it cannot be read. */
  readonly fault?: string
}

/** A file as rows and columns; `cellsOf` gives a row's cells in the order of the columns. */
export interface SourceTable {
  readonly format: TableFormat
  /** As they are named in the file, with those of an earlier import's answer. */
  readonly header: readonly string[]
  /** Without the columns `line` and `reason` that such an answer has. */
  readonly columns: readonly string[]
  readonly rows: readonly SourceRow[]
}

/** What the file of failed rows says beside them; left out when it comes back corrected. */
export const answerColumns = ['line', 'reason'] as const

const rowsMax = 100_000
const what = 'The rows cannot be read.'

/** Reads CSV, JSON or one JSON object a line, whichever it is. Throws Problem where not even the rows can be told. */
export async function readTable({ text, name }: SourceText, signal?: AbortSignal): Promise<SourceTable> {
  if (text.trim() === '')
    throw new Problem(what, name ? 'The file is empty.' : 'There are none.', 'Choose a file, or paste rows.')
  const kind = kindOf(text, name)
  const table = kind === 'csv' ? await readCsv(text, signal) : await readJsonRows(text, kind, signal)
  if (table.rows.length === 0)
    throw new Problem(what, 'There is a header, but no row below it.', 'Choose a file with rows.')
  return table
}

function kindOf(text: string, name: string): TableFormat['kind'] {
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  if (extension === 'csv' || extension === 'tsv') return 'csv'
  if (extension === 'ndjson' || extension === 'jsonl') return 'ndjson'
  const start = text.trimStart()
  if (start.startsWith('{')) return isWhole(start) || !isWhole(firstLine(start)) ? 'json' : 'ndjson'
  return start.startsWith('[') || extension === 'json' ? 'json' : 'csv'
}

const firstLine = (text: string): string => text.split(/[\r\n]/, 1)[0] ?? ''
const isWhole = (text: string): boolean => jsonProblem(text) === null

async function readCsv(text: string, signal: AbortSignal | undefined): Promise<SourceTable> {
  const delimiter = guessDelimiter(text)
  let header: readonly string[] | undefined
  const rows: SourceRow[] = []
  try {
    await inSlices(
      csvRows(text, delimiter),
      ({ line, cells, fault }) => {
        if (!header) header = cells.map((name, place) => name.trim() || `Column ${place + 1}`)
        else add(rows, { line, source: cells, ...faultOf(fault ?? widthFault(cells, header)) })
      },
      signal,
    )
  } catch (error) {
    if (!(error instanceof OpenQuote)) throw error
    throw new Problem(what, error.message, 'Close it, or write it twice where it is part of a text.')
  }
  return { format: { kind: 'csv', delimiter }, ...columnsIn(header ?? []), rows }
}

const faultOf = (fault: string | undefined) => (fault === undefined ? {} : { fault })

const widthFault = (cells: readonly string[], header: readonly string[]) =>
  cells.length === header.length
    ? undefined
    : `The row has ${cells.length} cells, the header has ${header.length}.`

function add(rows: SourceRow[], row: SourceRow): void {
  if (rows.length >= rowsMax)
    throw new Problem(
      what,
      `There are more than ${rowsMax.toLocaleString('en')} rows.`,
      'Split the file and import one part after another.',
    )
  rows.push(row)
}

async function readJsonRows(
  text: string,
  kind: 'json' | 'ndjson',
  signal: AbortSignal | undefined,
): Promise<SourceTable> {
  const header = new Set<string>()
  const rows: SourceRow[] = []
  await inSlices(
    kind === 'json' ? listedRows(text) : linesOf(text),
    (row) => {
      const problem = kind === 'ndjson' ? jsonProblem(row.source) : null
      if (problem) return add(rows, { ...row, fault: `It is no JSON: ${problem.message}.` })
      if (!row.source.startsWith('{')) return add(rows, { ...row, fault: 'It is no JSON object.' })
      for (const name of cellsByName(row.source).keys()) header.add(name)
      return add(rows, row)
    },
    signal,
  )
  return { format: { kind }, ...columnsIn([...header]), rows }
}

type TextRow = { readonly line: number; readonly source: string }

/** The elements of a list, or of the member `targets`; a single object is one row. */
function* listedRows(text: string): Generator<TextRow> {
  const problem = jsonProblem(text)
  if (problem)
    throw new Problem('The text is no JSON.', `${jsonProblemText(problem)}.`, 'Correct it and check again.')
  const parts = Array.from(text.trimStart().startsWith('{') ? jsonParts(text) : [])
  const targets = parts.findLast(({ name }) => name === 'targets')
  const alone = parts.length > 0 && !targets?.text.startsWith('[')
  const list = targets && !alone ? targets : { text, from: 0 }
  const elements = alone ? [{ text: text.trim(), from: text.indexOf('{') }] : jsonParts(list.text)
  let [line, counted] = [1, 0]
  for (const element of elements) {
    const from = list.from + element.from
    line += lineBreaks(text.slice(counted, from))
    counted = from
    yield { line, source: element.text }
  }
}

function* linesOf(text: string): Generator<TextRow> {
  let line = 0
  for (const [source] of text.matchAll(/[^\r\n]*(?:\r\n?|\n|$)/g)) {
    line += 1
    if (source.trim() !== '') yield { line, source: source.trim() }
  }
}

const columnsIn = (header: readonly string[]) => ({ header, columns: header.slice(answerWidth(header)) })

/** How many columns in front are the answer of an earlier import. */
export const answerWidth = (header: readonly string[]): number =>
  answerColumns.every((name, place) => header[place] === name) ? answerColumns.length : 0

/** The values of a JSON row by name; properties of a body as the API has it are columns of their own. */
function cellsByName(source: string): Map<string, JsonText> {
  const cells = new Map(membersOf(new JsonText(source)))
  const properties = cells.get('properties')
  if (!properties || !isRecord(properties.value)) return cells
  cells.delete('properties')
  for (const [name, value] of membersOf(properties)) cells.set(name, value)
  return cells
}

/** The cells of a row in the order of the table's columns; undefined where it has none. */
export function cellsOf(
  { header, columns }: SourceTable,
  { source }: SourceRow,
): readonly (Cell | undefined)[] {
  if (typeof source !== 'string') return source.slice(answerWidth(header))
  const cells = cellsByName(source)
  return columns.map((name) => cells.get(name))
}
