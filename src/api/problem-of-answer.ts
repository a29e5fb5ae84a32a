import { isRecord, parseJson } from '~/lib/json.ts'
import { Problem } from '~/lib/problem.ts'

const longest = 600

/**
 * A refused answer in words. Bodies are not documented for the Jobs API; seen in the vendor's client: a 400 is a map from
 * member name to message, others bear `ExceptionMessage` or `Message`, or text. Gateways answer problem details. What is said
 * of members stands in the words too, for whoever has no place for it.
 */
export function problemOfAnswer(what: string, status: number, bodyText: string, unsent = false): Problem {
  const { said, fields } = readBody(status, bodyText)
  const [why, next] = reasonOf(status)
  const whyWith = (words: string[]) => {
    const told = [said, ...words].filter(Boolean).map(cut).join(' ')
    return told ? `${why} It said: “${told}”` : why
  }
  const ofFields = Object.entries(fields).map(([name, text]) => `${name}: ${text}`)
  return new Problem(what, whyWith(ofFields), next, { status, fields, unsent, whyBeside: whyWith([]) })
}

function reasonOf(status: number): readonly [why: string, next: string] {
  if (status === 400 || status === 422)
    return ['The server refused the request as invalid.', 'Correct what it names and try again.']
  if (status === 401)
    return [
      'The server does not accept your sign-in.',
      'Sign out and in again; if that does not help, ask an administrator.',
    ]
  if (status === 403)
    return [
      'You are not allowed to do this, or it is in use.',
      'Ask an administrator for the right, or try later.',
    ]
  if (status === 404)
    return ['It does not exist, or it is hidden from you.', 'Check the id, or ask for access.']
  if (status === 409) return ['It was changed or is in use by somebody else.', 'Reload it and try again.']
  if (status === 413) return ['It is larger than the server accepts.', 'Make it smaller.']
  if (status === 429) return ['Too many calls were made.', 'Wait a moment and try again.']
  if (status === 504) return ['The server took too long to answer.', 'Try again in a moment.']
  if (status >= 500)
    return [`The server failed (${status}).`, 'Try again in a moment; if it goes on, tell an administrator.']
  return [
    `The server gave an unexpected answer (${status}).`,
    'Try again; if it goes on, tell an administrator.',
  ]
}

function readBody(status: number, text: string): { said: string; fields: Record<string, string> } {
  let body: unknown
  try {
    body = parseJson(text)
  } catch {
    // An HTML error page says nothing to a person that the status does not.
    return { said: text.trimStart().startsWith('<') ? '' : text.trim(), fields: {} }
  }
  if (typeof body === 'string') return { said: body, fields: {} }
  if (!isRecord(body)) return { said: '', fields: {} }
  const said = [
    body['ExceptionMessage'],
    body['Message'],
    body['message'],
    body['detail'],
    body['title'],
  ].find(isText)
  const isInvalid = status === 400 || status === 422
  const named = [body['errors'], body['ModelState']].find(isRecord) ?? (isInvalid && !said ? body : {})
  return { said: said ?? '', fields: fieldsOf(named) }
}

function fieldsOf(members: Record<string, unknown>): Record<string, string> {
  const told = Object.entries(members).flatMap(([name, message]) => {
    const texts = (Array.isArray(message) ? message : [message]).filter(isText)
    return texts.length > 0 ? [[name, cut(texts.join(' '))] as const] : []
  })
  return Object.fromEntries(told)
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text)
