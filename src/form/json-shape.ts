import { jsonLanguage } from '@codemirror/lang-json'

import * as z from 'whole-zod'
import type { JsonProblem } from '~/ui/json-problem.ts'

type SyntaxNode = ReturnType<typeof jsonLanguage.parser.parse>['topNode']

/** What a JSON text does not keep of what the settings say of it. The text is JSON. */
export type JsonShape = (text: string) => readonly JsonProblem[]

/** A JSON Schema of the settings as a check of texts. Throws where it is none, or says what zod cannot check. */
export function jsonShape(schema: Readonly<Record<string, unknown>>): JsonShape {
  const shape = z.fromJSONSchema(schema)
  return (text) => {
    const { error } = shape.safeParse(JSON.parse(text, judged))
    if (!error) return []
    const value = jsonLanguage.parser.parse(text).topNode.firstChild
    return error.issues
      .flatMap<z.core.$ZodIssue>((issue) =>
        issue.code === 'unrecognized_keys' ? unknownMembers(issue) : issue,
      )
      .map((issue) => {
        const { node, isThere } = nodeAt(value, issue.path, text)
        const position = node?.from ?? 0
        return {
          position,
          end: Math.min(node?.to ?? text.length, endOfLine(text, position)),
          line: text.slice(0, position).split('\n').length,
          message: messageOf(issue, isThere),
        }
      })
      .toSorted((one, other) => one.position - other.position)
  }
}

/** Numbers beyond those that JavaScript holds exactly are judged as the greatest of them: they are right, only large. */
function judged(_name: string, value: unknown): unknown {
  if (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value
  return Math.sign(value) * Number.MAX_SAFE_INTEGER
}

const unknownMembers = ({ keys, ...issue }: z.core.$ZodIssueUnrecognizedKeys) =>
  keys.map((key) => ({ ...issue, keys: [key], path: [...issue.path, key] }))

/** The value at a path, or the last one on the way that is there. */
function nodeAt(root: SyntaxNode | null, path: readonly PropertyKey[], text: string) {
  let node = root
  for (const key of path) {
    const next = typeof key === 'number' ? itemsOf(node)[key] : memberOf(node, String(key), text)
    if (!next) return { node, isThere: false }
    node = next
  }
  return { node, isThere: true }
}

const itemsOf = (node: SyntaxNode | null): readonly SyntaxNode[] => childrenOf(node).filter(isValue)

/** Of a name that is there twice the last counts, as for JSON.parse. */
const memberOf = (node: SyntaxNode | null, name: string, text: string): SyntaxNode | null | undefined =>
  childrenOf(node).findLast((member) => {
    const written = member.getChild('PropertyName')
    return written && JSON.parse(text.slice(written.from, written.to)) === name
  })?.lastChild

const isValue = ({ name }: SyntaxNode) => /^(True|False|Null|Number|String|Object|Array)$/.test(name)

function childrenOf(node: SyntaxNode | null): readonly SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node?.firstChild; child; child = child.nextSibling) children.push(child)
  return children
}

function endOfLine(text: string, position: number): number {
  const end = text.indexOf('\n', position)
  return end < 0 ? text.length : end
}

function messageOf(issue: z.core.$ZodIssue, isThere: boolean): string {
  const where = issue.path
    .map((key, depth) => (typeof key === 'number' ? `[${key}]` : `${depth > 0 ? '.' : ''}${String(key)}`))
    .join('')
  const is = where && `“${where}”`
  if (issue.code === 'unrecognized_keys') return `${is} is not known here`
  if (!isThere) return `${is} is missing`
  return [is, whyOf(issue)].filter(Boolean).join(': ')
}

function whyOf(issue: z.core.$ZodIssue): string {
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
