import { JsonText, toJson } from './json.ts'

const token = /"|[{}[\],:]|[^\s{}[\],:"]+/g

/** Where each token of a JSON text begins and ends, white space left out. Not by one pattern: texts of megabytes overflow it. */
function* tokensOf(text: string): Generator<readonly [from: number, to: number]> {
  const next = new RegExp(token)
  for (let found = next.exec(text); found; found = next.exec(text)) {
    if (found[0] === '"') next.lastIndex = afterString(text, found.index)
    yield [found.index, next.lastIndex]
  }
}

function afterString(text: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    at = text.indexOf('"', at)
    if (at < 0) return text.length
    let escapes = 0
    while (text[at - 1 - escapes] === '\\') escapes += 1
    if (escapes % 2 === 0) return at + 1
  }
}

/** A member of an object, or an element of a list. */
interface JsonPart {
  /** The member's; '' for an element. */
  readonly name: string
  /** Its value exactly as it stands there. */
  readonly text: string
  /** Where that begins. */
  readonly from: number
}

/** The parts of a JSON object or list in their order; nothing of other JSON. The text must be valid. */
export function* jsonParts(text: string): Generator<JsonPart> {
  let [depth, name, start, isList] = [0, '', -1, false]
  for (const [from, to] of tokensOf(text)) {
    const sign = text[from] ?? ''
    if (depth === 0 && sign === '[') [isList, start] = [true, to]
    else if (depth === 1) {
      if (start < 0 && sign === '"') name = String(JSON.parse(text.slice(from, to)))
      else if (start < 0 && sign === ':') start = to
      else if (start >= 0 && (sign === ',' || sign === '}' || sign === ']')) {
        const part = text.slice(start, from).trim()
        if (part) yield { name, text: part, from: text.indexOf(part, start) }
        start = isList ? to : -1
      }
    }
    if (sign === '{' || sign === '[') depth += 1
    else if (sign === '}' || sign === ']') depth -= 1
  }
}

/**
 * The members of a JSON object in their order, each with the text of its value exactly as it stands there; of a name that
 * comes twice the last, as `JSON.parse` has it. Nothing for other JSON. The text must be valid.
 */
export const jsonMembers = (text: string): Map<string, string> =>
  new Map(/^\s*\{/.test(text) ? Array.from(jsonParts(text), ({ name, text }) => [name, text] as const) : [])

const membersRead = new WeakMap<JsonText, ReadonlyMap<string, JsonText>>()

/** The members of an object that is kept as its text; none of anything else. */
export function membersOf(json: JsonText): ReadonlyMap<string, JsonText> {
  const known = membersRead.get(json)
  if (known) return known
  const members = new Map(
    [...jsonMembers(json.text)].map(([name, text]) => [name, new JsonText(text)] as const),
  )
  membersRead.set(json, members)
  return members
}

/** The same JSON without white space between its tokens, which stay as they are: spelling, order, repeated names. */
export const compactJson = (text: string): string =>
  Array.from(tokensOf(text), ([from, to]) => text.slice(from, to)).join('')

/** The same JSON laid out as `JSON.stringify` would; its tokens stay as they are: spelling, order, repeated names. */
export function formatJson(text: string): string {
  const out: string[] = []
  let [depth, before] = [0, '']
  for (const [from, to] of tokensOf(text)) {
    const sign = text[from] ?? ''
    const closes = sign === '}' || sign === ']'
    const opened = before === '{' || before === '['
    if (closes) depth -= 1
    if (before === ',' || opened !== closes) out.push(`\n${'  '.repeat(depth)}`)
    else if (before === ':') out.push(' ')
    out.push(text.slice(from, to))
    if (sign === '{' || sign === '[') depth += 1
    before = sign
  }
  return out.join('')
}

/** Any value as JSON to look at; what is kept as its text with its tokens as they are. */
export const shownJson = (value: unknown): string =>
  value instanceof JsonText ? formatJson(value.text) : toJson(value, 2)
