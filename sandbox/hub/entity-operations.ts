import type { Database } from '../store/database.ts'
import { jobIdOfDescription } from '../store/descriptions.ts'
import { idOf } from '../store/identifier.ts'
import { findJob } from '../store/jobs.ts'
import { idOfNamedTarget, jobIdOfTarget } from '../store/targets.ts'
import type { Answer } from '../answer.ts'
import type { JobCall } from './call.ts'
import { getDescriptionById } from './description-operations.ts'
import { getJobV2 } from './job-operations.ts'
import { getTarget, getTargetRelation } from './target-operations.ts'

type EntityRoute = { operation: (call: JobCall) => Answer; jobId: bigint; id: bigint }

/**
 * The read of one entity by id or identifier, or of a relation of a target (`/api/entities/…`, seen in vendor code, not in the contract), as the
 * operation that reads it within its job. Undefined where there is none.
 */
export function entityRouteOf(database: Database, tenant: string, path: string): EntityRoute | undefined {
  const [, byIdentifier, byId, relation] =
    /^\/api\/entities\/(?:identifier\/([^/]+)|(\d+)(?:\/relations\/(\w+))?)$/.exec(path) ?? []
  const id = byIdentifier
    ? (idOfNamedTarget(database, tenant, byIdentifier) ?? idOf(byIdentifier))
    : byId === undefined
      ? undefined
      : BigInt(byId)
  if (id === undefined || id > 9223372036854775807n) return undefined
  const ofTarget = jobIdOfTarget(database, tenant, id)
  if (relation !== undefined)
    return ofTarget === undefined
      ? undefined
      : { operation: getTargetRelation(relation), jobId: ofTarget, id }
  if (findJob(database, tenant, id)) return { operation: getJobV2, jobId: id, id }
  const ofDescription = jobIdOfDescription(database, tenant, id)
  if (ofDescription !== undefined) return { operation: getDescriptionById, jobId: ofDescription, id }
  return ofTarget === undefined ? undefined : { operation: getTarget, jobId: ofTarget, id }
}
