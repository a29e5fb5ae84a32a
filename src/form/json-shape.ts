import { jsonLanguage } from '@codemirror/lang-json'
import * as z from 'whole-zod'
import { type JsonSchema, wholeSchema } from '~/lib/json-schema.ts'
import type { JsonProblem } from '~/ui/json-problem.ts'

type SyntaxNode = ReturnType<typeof jsonLanguage.parser.parse>['topNode']
type Issue = z.core.$ZodIssue

/** What a JSON text does not keep of what the settings say of it, the first places. The text is JSON. */
export type JsonShape = (text: string) => readonly JsonProblem[]

const toldAtMost = 200

/** A JSON Schema of the settings as a check of texts. Throws where it is none, or says what zod cannot check. */
export function jsonShape(schema: JsonSchema): JsonShape {
  const shape = z.fromJSONSchema(wholeSchema(schema))
  return (text) => {
    const { error } = shape.safeParse(JSON.parse(text, judged))
    if (!error) return []
    const placeOf = placesIn(text)
    const found = error.issues
      .flatMap(issuesOf)
      .slice(0, toldAtMost)
      .map((issue) => {
        const { from, to, isThere } = placeOf(issue.path)
        const end = Math.min(to, endOfLine(text, from))
        return { position: from, end, message: messageOf(issue, isThere) }
      })
    return withLines(
      text,
      found.toSorted((one, other) => one.position - other.position),
    )
  }
}

/** Numbers beyond those that JavaScript holds exactly are judged as the greatest of them: they are right, only large. */
function judged(_name: string, value: unknown): unknown {
  if (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value
  return Math.sign(value) * Number.MAX_SAFE_INTEGER
}

/** An issue for each place: of several unknown members, and of the one alternative that the value is meant to be. */
function issuesOf(issue: Issue): Issue[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ ...issue, keys: [key], path: [...issue.path, key] }))
  if (issue.code !== 'invalid_union') return [issue]
  const [meant, ...others] = issue.errors.filter((branch) => !branch.some(isOfAnotherType))
  if (!meant || others.length > 0) return [issue]
  return meant.flatMap((one) => issuesOf({ ...one, path: [...issue.path, ...one.path] }))
}

const isOfAnotherType = ({ code, path }: Issue) => code === 'invalid_type' && path.length === 0

/** Gives where the value at a path is, or the last one on the way that is there. */
function placesIn(text: string) {
  const children = new Map<string, readonly SyntaxNode[]>()
  const childrenOf = (node: SyntaxNode): readonly SyntaxNode[] => {
    const key = `${node.from} ${node.to}`
    const known = children.get(key) ?? listOf(node)
    children.set(key, known)
    return known
  }
  /** Of a name that is there twice the last counts, as for JSON.parse. */
  const memberOf = (node: SyntaxNode, name: string) =>
    childrenOf(node).findLast((member) => {
      const written = member.getChild('PropertyName')
      return written && JSON.parse(text.slice(written.from, written.to)) === name
    })?.lastChild
  const root = jsonLanguage.parser.parse(text).topNode.firstChild
  return (path: readonly PropertyKey[]) => {
    let node = root
    for (const key of path) {
      const next = node && (typeof key === 'number' ? childrenOf(node)[key] : memberOf(node, String(key)))
      if (!next) return { from: node?.from ?? 0, to: node?.to ?? text.length, isThere: false }
      node = next
    }
    return { from: node?.from ?? 0, to: node?.to ?? text.length, isThere: true }
  }
}

/** Values and members, without the brackets around them. */
const isChild = ({ name }: SyntaxNode) => /^(True|False|Null|Number|String|Object|Array|Property)$/.test(name)

function listOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) if (isChild(child)) children.push(child)
  return children
}

/** Adds the lines; the places are in their order. */
function withLines(text: string, found: readonly Omit<JsonProblem, 'line'>[]): JsonProblem[] {
  let line = 1
  let next = text.indexOf('\n')
  return found.map((problem) => {
    for (; next >= 0 && next < problem.position; next = text.indexOf('\n', next + 1)) line += 1
    return { ...problem, line }
  })
}

function endOfLine(text: string, position: number): number {
  const end = text.indexOf('\n', position)
  return end < 0 ? text.length : end
}

function messageOf(issue: Issue, isThere: boolean): string {
  const where = issue.path
    .map((key, depth) => (typeof key === 'number' ? `[${key}]` : `${depth > 0 ? '.' : ''}${String(key)}`))
    .join('')
  const is = where && `“${where}”`
  if (issue.code === 'unrecognized_keys') return `${is} is not known here`
  if (!isThere) return `${is} is missing`
  return [is, whyOf(issue)].filter(Boolean).join(': ')
}

function whyOf(issue: Issue): string {
  if (issue.code === 'invalid_union') {
    const kinds = issue.errors.map(([first, ...others]) =>
      first?.code === 'invalid_type' && first.path.length === 0 && others.length === 0
        ? first.expected
        : null,
    )
    if (kinds.length > 0 && !kinds.includes(null)) return `expected ${kinds.join(' or ')}`
    return 'it is none of what may stand here'
  }
  const text = issue.message.replace(/^Invalid (input|option): /, '')
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}
