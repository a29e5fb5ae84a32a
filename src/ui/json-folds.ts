/** An object or list that spans lines in a text written by `toJson(value, 2)`. Offsets count characters. */
export interface JsonFold {
  /** Where the line begins that opens it. */
  readonly line: number
  /** After its opening and before its closing bracket. */
  readonly from: number
  readonly to: number
  /** 0 for the whole. */
  readonly depth: number
  /** How many members or items it has. */
  readonly size: number
}

/** Everything that can be folded, found by the indentation alone; the outer comes after the inner. */
export function jsonFolds(text: string): JsonFold[] {
  const folds: JsonFold[] = []
  const open: { line: number; from: number; size: number }[] = []
  for (let line = 0; line < text.length;) {
    const newline = text.indexOf('\n', line)
    const end = newline < 0 ? text.length : newline
    const innermost = open.at(-1)
    const first = line + 2 * (open.length - 1)
    if (innermost && isOneOf('}]', text[first])) {
      open.pop()
      folds.push({ ...innermost, to: first, depth: open.length })
    } else {
      if (innermost) innermost.size += 1
      if (isOneOf('{[', text[end - 1])) open.push({ line, from: end, size: 0 })
    }
    line = end + 1
  }
  return folds
}

const isOneOf = (brackets: string, character: string | undefined): boolean =>
  character !== undefined && brackets.includes(character)
