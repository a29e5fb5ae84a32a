import type { ConsoleConfig } from '../src/lib/config.ts'
import { Refusal } from './refusal.ts'

/** What a person must be allowed to do for an operation: a name of `actionsByClaim`. */
export type Action = keyof Pick<NonNullable<ConsoleConfig['actionsByClaim']>, 'view' | 'edit' | 'delete'>

/** A path and what each of its methods does; nothing else is forwarded. */
type AllowedPath = { path: RegExp; methods: Record<string, Action> }
export type AllowedPaths = AllowedPath[]

const id = String.raw`[1-9]\d{0,18}`
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const path = (pattern: string, methods: Record<string, Action>): AllowedPath => ({
  path: new RegExp(`^${pattern}$`),
  methods,
})

/** contract/bigchange-jobs.openapi.yaml */
export const bigChangePaths: AllowedPaths = [
  path('/v1/jobs', { GET: 'view' }),
  path(`/v1/jobs/${id}`, { GET: 'view', PATCH: 'edit' }),
  path('/v1/jobTypes', { GET: 'view' }),
  path(`/v1/jobTypes/${id}`, { GET: 'view' }),
  path('/v1/persons', { GET: 'view' }),
  path(`/v1/persons/${uuid}`, { GET: 'view' }),
]

/** contract/content-hub-jobs.openapi.yaml, and the reads of one entity. */
export const contentHubPaths: AllowedPaths = [
  path(`/api/(?:v2/)?jobs/${id}`, { GET: 'view' }),
  path(`/api/jobs/${id}/description`, { GET: 'view', PUT: 'edit', PATCH: 'edit', DELETE: 'delete' }),
  path(`/api/jobs/${id}/description/${id}`, { GET: 'view' }),
  path(`/api/jobs/${id}/targets`, { GET: 'view', POST: 'edit' }),
  path(`/api/jobs/${id}/targets/bulk`, { POST: 'edit' }),
  path(`/api/jobs/${id}/targets/${id}`, { GET: 'view', PUT: 'edit', PATCH: 'edit', DELETE: 'delete' }),
  path(`/api/entities/${id}`, { GET: 'view' }),
  path('/api/entities/identifier/[A-Za-z0-9._-]+', { GET: 'view' }),
]

/** What the methods of a path do. Throws a Refusal where the path or the method is not forwarded. */
export function operationOf(allowed: AllowedPaths, method: string, pathname: string) {
  const found = allowed.find(({ path }) => path.test(pathname))
  if (found === undefined) throw new Refusal(404, 'Not found', 'This address is not forwarded.')
  const action = Object.hasOwn(found.methods, method) ? found.methods[method] : undefined
  if (action !== undefined) return { action, methods: found.methods }
  throw new Refusal(405, 'Method not allowed', 'This method is not forwarded.', {
    Allow: Object.keys(found.methods).join(', '),
  })
}
