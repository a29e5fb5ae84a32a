import type { Database } from '../store/database.ts'
import { jobIdOfDescription } from '../store/descriptions.ts'
import { idOf } from '../store/identifier.ts'
import { findJob } from '../store/jobs.ts'
import { idOfNamedTarget, jobIdOfTarget } from '../store/targets.ts'
import type { Answer } from '../answer.ts'
import type { JobCall } from './call.ts'
import { getDescriptionById } from './description-operations.ts'
import { getJobV2 } from './job-operations.ts'
import { getTarget } from './target-operations.ts'

type EntityRoute = { operation: (call: JobCall) => Answer; jobId: bigint; id: bigint }

/**
 * The read of one entity by id or identifier (`/api/entities/…`, seen in vendor code, not in the contract), as the
 * operation that reads it within its job. Undefined where there is none.
 */
export function entityRouteOf(database: Database, tenant: string, path: string): EntityRoute | undefined {
  const [, byIdentifier, byId] = /^\/api\/entities\/(?:identifier\/([^/]+)|(\d+))$/.exec(path) ?? []
  const id = byIdentifier
    ? (idOfNamedTarget(database, tenant, byIdentifier) ?? idOf(byIdentifier))
    : byId === undefined
      ? undefined
      : BigInt(byId)
  if (id === undefined || id > 9223372036854775807n) return undefined
  if (findJob(database, tenant, id)) return { operation: getJobV2, jobId: id, id }
  const ofDescription = jobIdOfDescription(database, tenant, id)
  if (ofDescription !== undefined) return { operation: getDescriptionById, jobId: ofDescription, id }
  const ofTarget = jobIdOfTarget(database, tenant, id)
  return ofTarget === undefined ? undefined : { operation: getTarget, jobId: ofTarget, id }
}
