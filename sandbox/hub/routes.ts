import type { Answer } from '../answer.ts'
import type { JobCall } from './call.ts'
import * as descriptions from './description-operations.ts'
import { getJobV1, getJobV2 } from './job-operations.ts'
import { listTargets } from './target-list.ts'
import * as targets from './target-operations.ts'

type Operation = (call: JobCall) => Answer
type Route = { path: RegExp; methods: Record<string, Operation> }

/** The operations of the contract. The first group of a path is the job's id, the second the target's or description's. */
const routes: Route[] = [
  { path: /^\/api\/v2\/jobs\/(\d+)$/, methods: { GET: getJobV2 } },
  { path: /^\/api\/jobs\/(\d+)$/, methods: { GET: getJobV1 } },
  {
    path: /^\/api\/jobs\/(\d+)\/description$/,
    methods: {
      GET: descriptions.getDescription,
      PUT: descriptions.putDescription,
      PATCH: descriptions.patchDescription,
      DELETE: descriptions.removeDescription,
    },
  },
  { path: /^\/api\/jobs\/(\d+)\/description\/(\d+)$/, methods: { GET: descriptions.getDescriptionById } },
  { path: /^\/api\/jobs\/(\d+)\/targets$/, methods: { GET: listTargets, POST: targets.createTarget } },
  { path: /^\/api\/jobs\/(\d+)\/targets\/bulk$/, methods: { POST: targets.createTargets } },
  {
    path: /^\/api\/jobs\/(\d+)\/targets\/(\d+)$/,
    methods: {
      GET: targets.getTarget,
      PUT: targets.putTarget,
      PATCH: targets.patchTarget,
      DELETE: targets.removeTarget,
    },
  },
]

/** The operation of a call, the methods the path has if it is another, or undefined for no such path. */
export function routeOf(
  method: string,
  path: string,
): { operation: Operation; jobId: bigint; id: bigint } | { allowed: string[] } | undefined {
  for (const route of routes) {
    const ids = route.path.exec(path)
    if (!ids) continue
    const operation = route.methods[method]
    if (!operation) return { allowed: Object.keys(route.methods) }
    return { operation, jobId: BigInt(ids[1] ?? 0), id: BigInt(ids[2] ?? 0) }
  }
  return undefined
}
