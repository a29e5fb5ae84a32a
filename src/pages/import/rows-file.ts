import type { ItemOutcome, OperationPart } from '~/api/operation.ts'
import { csvLine } from '~/lib/csv.ts'
import { membersOf } from '~/lib/json-text.ts'
import { JsonText } from '~/lib/json.ts'
import { type ImportItem, type ImportPlan, itemsOf } from './import-item.ts'
import { answerColumns, answerWidth } from './source-table.ts'

export interface ImportResult {
  readonly item: ImportItem
  readonly outcome: ItemOutcome
}

/** What became of each row, in the order of the file. */
export const resultsOf = (parts: readonly OperationPart[]): ImportResult[] =>
  parts
    .flatMap((part) =>
      itemsOf(part).map((item, place) => ({
        item,
        outcome: part.outcomes[place] ?? ({ state: 'waiting' } as const),
      })),
    )
    .toSorted((one, other) => one.item.line - other.item.line)

/** Why a row was not created, or is not known to be; null where it was. */
export function reasonOfResult({ outcome }: Pick<ImportResult, 'outcome'>): string | null {
  if (outcome.state === 'done') return null
  if (outcome.state === 'failed') return outcome.reason
  return outcome.state === 'sent'
    ? 'Nobody knows whether it was created. Look for its identifier before you send it again.'
    : 'It was not sent.'
}

/**
 * The rows that were not created as a file like the one they came from, each with its line there and the reason: corrected,
 * it can be imported as it is. What was sent has its identifier in it, so that it is not created twice: also a refusal does
 * not tell for sure that nothing was created.
 */
export function failedRowsFile(
  plan: ImportPlan,
  results: readonly ImportResult[],
): { extension: string; type: string; text: string } {
  const failed = results.flatMap(({ item, outcome }) => {
    const reason = reasonOfResult({ outcome })
    return reason === null
      ? []
      : [{ item, reason, sent: outcome.state === 'waiting' ? null : item.identifier }]
  })
  const { format } = plan
  if (format.kind === 'csv')
    return { extension: 'csv', type: 'text/csv', text: csvOf(plan, format.delimiter, failed) }
  const rows = failed.map(({ item, reason, sent }) => jsonRow(item, reason, sent))
  return format.kind === 'json'
    ? { extension: 'json', type: 'application/json', text: `[\n${rows.join(',\n')}\n]\n` }
    : { extension: 'ndjson', type: 'application/x-ndjson', text: rows.map((row) => `${row}\n`).join('') }
}

interface FailedRow {
  readonly item: ImportItem
  readonly reason: string
  /** The identifier under which it was sent; null where it never was. */
  readonly sent: string | null
}

function csvOf(
  { header, identifierColumn }: ImportPlan,
  delimiter: string,
  failed: readonly FailedRow[],
): string {
  const width = answerWidth(header)
  const identifierPlace = identifierColumn === null ? -1 : header.indexOf(identifierColumn)
  const addsIdentifier = identifierPlace < 0 && failed.some(({ sent }) => sent !== null)
  const more = addsIdentifier ? ['identifier'] : []
  const lines = [
    // In front: what a row has too many of stays at its end.
    csvLine([...answerColumns, ...more, ...header.slice(width)], delimiter),
    ...failed.map(({ item: { line, source }, reason, sent }) => {
      const cells = typeof source === 'string' ? [source] : source
      const filled = cells.map((cell, place) => (place === identifierPlace && sent !== null ? sent : cell))
      return csvLine(
        [String(line), reason, ...(addsIdentifier ? [sent ?? ''] : []), ...filled.slice(width)],
        delimiter,
      )
    }),
  ]
  return lines.map((line) => `${line}\r\n`).join('')
}

function jsonRow({ line, source }: ImportItem, reason: string, sent: string | null): string {
  const text = String(source)
  const members = isObject(text)
    ? membersOf(new JsonText(text))
    : new Map([['row', new JsonText(JSON.stringify(text))]])
  const answer = { line, reason, ...(sent !== null && { identifier: sent }) }
  const kept = [...members].filter(([name]) => !Object.hasOwn(answer, name))
  return `{${[
    ...Object.entries(answer).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`),
    ...kept.map(([name, value]) => `${JSON.stringify(name)}: ${value.text}`),
  ].join(', ')}}`
}

/** Rows that are no JSON at all were kept as their text. */
function isObject(text: string): boolean {
  if (!text.startsWith('{')) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** What became of every row: its line, its identifier and its new id. */
export const resultsFile = (results: readonly ImportResult[]): string =>
  [
    ['line', 'identifier', 'id', 'outcome'],
    ...results.map(({ item, outcome }) => [
      String(item.line),
      item.identifier ?? '',
      outcome.state === 'done' ? (outcome.id ?? '') : '',
      reasonOfResult({ outcome }) ??
        (outcome.state === 'done' && outcome.found ? 'created, found afterwards' : 'created'),
    ]),
  ]
    .map((cells) => `${csvLine(cells, ',')}\r\n`)
    .join('')
