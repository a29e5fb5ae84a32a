/** The first place where a text stops being JSON, or a place where it is not the JSON that is wanted. */
export interface JsonProblem {
  /** Characters before it. */
  readonly position: number
  /** Characters before the end of it; one is meant where that is not told. */
  readonly end?: number
  /** Counted from 1. */
  readonly line: number
  /** "expected a comma or “}”", without the place. */
  readonly message: string
}

/** Why a text is no JSON, and where; null where it is. Browsers do not all tell the place, so it is looked for here. */
export function jsonProblem(text: string): JsonProblem | null {
  try {
    JSON.parse(text)
    return null
  } catch {
    const { position, message } = firstFault(text)
    return { position, line: text.slice(0, position).split('\n').length, message }
  }
}

/** "Line 3: expected a comma or “}”". */
export const jsonProblemText = ({ line, message }: JsonProblem): string => `Line ${line}: ${message}`

const letters = String.raw`[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})`
const space = /[ \t\n\r]*/y
const stringStart = new RegExp(`"(?:${letters})*`, 'y')
const string = new RegExp(`${stringStart.source}"`, 'y')
const word = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y

function firstFault(text: string): { position: number; message: string } {
  const open: ('{' | '[')[] = []
  let at = 0
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const [found] = pattern.exec(text) ?? []
    at += found?.length ?? 0
    return found !== undefined
  }
  const fault = (expected: string) => ({
    position: at,
    message: at >= text.length ? `the text ends too early, expected ${expected}` : `expected ${expected}`,
  })
  for (let wants: 'value' | 'first' | 'name' | 'more' = 'value'; ;) {
    skip(space)
    const next = text[at]
    const inner = open.at(-1)
    const close = inner === '{' ? '}' : ']'
    if (wants === 'more') {
      if (!inner && at < text.length) return fault('nothing after the end of the value')
      if (!inner) return { position: 0, message: 'this is nested too deeply' }
      if (next === ',') wants = inner === '{' ? 'name' : 'value'
      else if (next === close) open.pop()
      else return fault(`a comma or “${close}”`)
      at += 1
    } else if (wants === 'first' && next === close) {
      open.pop()
      at += 1
      wants = 'more'
    } else if (inner === '{' && wants !== 'value') {
      if (!skip(string)) return next === '"' ? unfinished(text, at) : fault('a name in double quotes')
      skip(space)
      if (text[at] !== ':') return fault('a colon after the name')
      at += 1
      wants = 'value'
    } else if (next === '{' || next === '[') {
      open.push(next)
      at += 1
      wants = 'first'
    } else if (skip(string) || skip(word)) wants = 'more'
    else return next === '"' ? unfinished(text, at) : fault('a value')
  }
}

function unfinished(text: string, start: number): { position: number; message: string } {
  stringStart.lastIndex = start
  const position = start + (stringStart.exec(text)?.[0].length ?? 0)
  const broken = text[position] === '\\'
  return broken
    ? { position, message: 'a backslash must be followed by one of " \\ / b f n r t, or u and four digits' }
    : { position: start, message: 'the text in quotes does not end on its line' }
}
