/** One row of a CSV text. `fault` says why it cannot be read rightly. */
export interface CsvRow {
  /** Of its first character, counted from 1. */
  readonly line: number
  readonly cells: readonly string[]
  readonly fault?: string
}

/** A quotation mark that opens and never closes: where the rows after it begin, nobody can tell. */
export class OpenQuote extends Error {
  override readonly name = 'OpenQuote'
  readonly line: number

  constructor(line: number) {
    super(`The quotation mark in line ${line} is never closed.`)
    this.line = line
  }
}

const delimiters = ['\t', ',', ';', '|']

/** What parts the cells: that which stands most often in the first line, outside of quotation marks; else a comma. */
export function guessDelimiter(text: string): string {
  const [header = ''] = text.replaceAll(/"[^"]*"/g, '').split(/[\r\n]/, 1)
  const counts = delimiters.map((delimiter) => header.split(delimiter).length)
  const most = Math.max(...counts)
  return (most > 1 && delimiters[counts.indexOf(most)]) || ','
}

/** The rows of a CSV text (RFC 4180) one after another; empty lines are left out. Throws OpenQuote. */
export function* csvRows(text: string, delimiter: string): Generator<CsvRow> {
  const end = new RegExp(`[${delimiter}\\r\\n]`, 'g')
  const endAfter = (at: number): number => {
    end.lastIndex = at
    return end.exec(text)?.index ?? text.length
  }
  let at = 0
  let line = 1
  while (at < text.length) {
    const first = line
    const cells: string[] = []
    let fault: string | undefined
    for (let more = true; more;) {
      const quoted = text[at] === '"' ? quotedCell(text, at, line) : null
      line += quoted ? lineBreaks(quoted.value) : 0
      at = quoted?.end ?? at
      const stop = endAfter(at)
      if (quoted && stop > at) fault = `Cell ${cells.length + 1} goes on after its closing quotation mark.`
      cells.push((quoted?.value ?? '') + text.slice(at, stop))
      more = text[stop] === delimiter
      at = stop + (text.startsWith('\r\n', stop) ? 2 : 1)
    }
    line += 1
    if (cells.length > 1 || cells[0] !== '')
      yield { line: first, cells, ...(fault !== undefined && { fault }) }
  }
}

function quotedCell(text: string, start: number, line: number): { value: string; end: number } {
  const parts: string[] = []
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) throw new OpenQuote(line)
    parts.push(text.slice(from, quote))
    if (text[quote + 1] !== '"') return { value: parts.join('"'), end: quote + 1 }
    from = quote + 2
  }
}

/** How many lines a text ends. */
export const lineBreaks = (text: string): number => text.match(/\r\n?|\n/g)?.length ?? 0

/** One row as CSV text, without its line break. Values stay as they are. */
export const csvLine = (cells: readonly string[], delimiter: string): string =>
  cells
    .map((cell) => (needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(delimiter)

const needsQuotes = (cell: string, delimiter: string): boolean =>
  /["\r\n]/.test(cell) || cell.includes(delimiter)
