import type { Action } from '../src/lib/actions-by-claim.ts'
import type { ConsoleConfig } from '../src/lib/config.ts'
import { isRecord } from '../src/lib/json.ts'
import { Refusal } from './refusal.ts'

/** What is asked, as far as it decides whether it is forwarded. */
type Asked = { query: URLSearchParams; body: Buffer }

/** Something that a method of a path does. */
export type Operation = {
  /** Whoever may do it: the name in `actionsByClaim`. */
  action: Action
  /** Throws a Refusal where it is more than that. */
  check?: (asked: Asked) => void
}

/** A path and what each of its methods may be used for; nothing else is forwarded. */
type AllowedPath = { path: RegExp; methods: Record<string, Operation[]> }
export type AllowedPaths = AllowedPath[]

const id = String.raw`[1-9]\d{0,18}`
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const name = '[A-Za-z0-9._-]+'
const path = (pattern: string, methods: Record<string, Operation[]>): AllowedPath => ({
  path: new RegExp(`^${pattern}$`),
  methods,
})
const view: Operation[] = [{ action: 'view' }]
const edit: Operation[] = [{ action: 'edit' }]
const remove: Operation[] = [{ action: 'delete' }]
const bulk: Operation[] = [{ action: 'bulk' }]

/** contract/bigchange-jobs.openapi.yaml: JobUpdate. BigChange itself knows more, which is nobody's here. */
const jobMembers = new Set([
  'plannedDuration',
  'description',
  'reference',
  'personId',
  'orderNumber',
  'customFields',
])

function checkJobUpdate({ body }: Asked): void {
  const update = parsed(body)
  if (!isRecord(update)) throw new Refusal(400, 'Bad request', 'The body is no JSON object.')
  const other = Object.keys(update).find((member) => !jobMembers.has(member))
  if (other !== undefined) throw new Refusal(400, 'Bad request', `“${other}” is not forwarded.`)
}

/** Without it the answer would be the address book of the whole customer. */
function checkContact({ query }: Asked): void {
  const contacts = query.getAll('contactId')
  const isId = new RegExp(`^${id}$`)
  if (contacts.length === 0 || !contacts.every((contact) => isId.test(contact)))
    throw new Refusal(400, 'Bad request', 'The persons of a contact alone are given: name it in contactId.')
}

/** contract/bigchange-jobs.openapi.yaml */
export const bigChangePaths: AllowedPaths = [
  path('/v1/jobs', { GET: view }),
  path(`/v1/jobs/${id}`, { GET: view, PATCH: [{ action: 'edit', check: checkJobUpdate }] }),
  path('/v1/jobTypes', { GET: view }),
  path(`/v1/jobTypes/${id}`, { GET: view }),
  path('/v1/persons', { GET: [{ action: 'view', check: checkContact }] }),
  path(`/v1/persons/${uuid}`, { GET: view }),
]

/**
 * contract/content-hub-jobs.openapi.yaml, and the reads of one entity. To run a target again is to write what the setting
 * `retry` says or to create another; an import creates many at once or one by one.
 */
export function contentHubPaths(retry: ConsoleConfig['contentHub']['retry']): AllowedPaths {
  const retryOf = (strategy: 'patch' | 'recreate', check?: Operation['check']): Operation[] =>
    retry?.strategy === strategy ? [{ action: 'retry', ...(check && { check }) }] : []
  const checkRetry = ({ body }: Asked) => {
    const asSet = retry?.strategy === 'patch' && JSON.stringify({ properties: retry.properties })
    if (body.toString() !== asSet)
      throw new Refusal(403, 'Not allowed', 'Your account may run targets again, but not change them.')
  }
  return [
    path(`/api/(?:v2/)?jobs/${id}`, { GET: view }),
    path(`/api/jobs/${id}/description`, { GET: view, PUT: edit, PATCH: edit, DELETE: remove }),
    path(`/api/jobs/${id}/description/${id}`, { GET: view }),
    path(`/api/jobs/${id}/targets`, { GET: view, POST: [...edit, ...bulk, ...retryOf('recreate')] }),
    path(`/api/jobs/${id}/targets/bulk`, { POST: bulk }),
    path(`/api/jobs/${id}/targets/${id}`, {
      GET: view,
      PUT: edit,
      PATCH: [...edit, ...retryOf('patch', checkRetry)],
      DELETE: remove,
    }),
    path(`/api/entities/${id}`, { GET: view }),
    path(`/api/entities/${id}/relations/${name}`, { GET: view }),
    path(`/api/entities/identifier/${name}`, { GET: view }),
  ]
}

/** What a method of a path may be used for. Throws a Refusal where the path or the method is not forwarded. */
export function operationsOf(allowed: AllowedPaths, method: string, pathname: string) {
  const found = allowed.find(({ path }) => path.test(pathname))
  if (found === undefined) throw new Refusal(404, 'Not found', 'This address is not forwarded.')
  const operations = Object.hasOwn(found.methods, method) ? found.methods[method] : undefined
  if (operations !== undefined) return { operations, methods: found.methods }
  throw new Refusal(405, 'Method not allowed', 'This method is not forwarded.', {
    Allow: Object.keys(found.methods).join(', '),
  })
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
