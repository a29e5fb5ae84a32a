import type { Answer } from '../answer.ts'
import type { BigChangeCall } from './call.ts'
import { getJob, listJobs, updateJob } from './job-operations.ts'
import { getJobType, getPerson, listJobTypes, listPersons } from './read-operations.ts'

type Operation = (call: BigChangeCall) => Answer
/** What a method does, and the scope that it needs. */
type Method = { operation: Operation; scope: string }

const read = (operation: Operation, scope = 'jobs:read'): Method => ({ operation, scope })
const persons = 'contacts:persons:read'

const routes: { path: RegExp; methods: Record<string, Method> }[] = [
  { path: /^\/v1\/jobs$/, methods: { GET: read(listJobs) } },
  {
    path: /^\/v1\/jobs\/(\d+)$/,
    methods: { GET: read(getJob), PATCH: { operation: updateJob, scope: 'jobs:write' } },
  },
  { path: /^\/v1\/jobTypes$/, methods: { GET: read(listJobTypes) } },
  { path: /^\/v1\/jobTypes\/(\d+)$/, methods: { GET: read(getJobType) } },
  { path: /^\/v1\/persons$/, methods: { GET: read(listPersons, persons) } },
  { path: /^\/v1\/persons\/([0-9a-f-]{36})$/i, methods: { GET: read(getPerson, persons) } },
]

/** The operation of a call with the id in its path, the methods the path has if it is another, or undefined. */
export function routeOf(
  method: string,
  path: string,
): (Method & { id: string }) | { allowed: string[] } | undefined {
  for (const route of routes) {
    const [matched, id = ''] = route.path.exec(path) ?? []
    if (matched === undefined) continue
    const found = route.methods[method]
    return found ? { ...found, id } : { allowed: Object.keys(route.methods) }
  }
  return undefined
}
