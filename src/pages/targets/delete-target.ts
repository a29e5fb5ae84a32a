import { mayBeCarriedOut, type TakenBack } from '~/api/call.ts'
import { type Entity, isSameRevision } from '~/api/entity.ts'
import { nothingSent } from '~/api/nothing-sent.ts'
import { readTarget } from '~/api/targets.ts'
import { deleteTarget } from '~/api/write-target.ts'
import type { Writer } from '~/api/writer.ts'
import { config } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'

/** It is gone, and `outcome` says how; `entry` is the deletion's in the activity log, where an answer told of it. */
export interface Deleted {
  readonly outcome: string
  readonly entry?: string | null
}

/** What came of a deletion: it is gone; or nothing was sent, because `now` is not what was seen. */
type Deletion = Deleted | { readonly now: Entity }

/**
 * Deletes a target as somebody has seen it: it is read again first, and if somebody else has changed it meanwhile, nothing
 * is sent. Where the answer is lost it looks whether the target is still there. Throws Problem.
 */
export async function deleteSeen(
  writer: Writer<'delete'>,
  jobId: string,
  seen: Entity,
  undo?: TakenBack,
): Promise<Deletion> {
  const alreadyGone = { outcome: `Target ${seen.id} was gone already` }
  const now = await readIfThere(jobId, seen).catch(
    nothingSent('The target could not be read again before deleting.'),
  )
  if (!now) return alreadyGone
  if (!isSameRevision(seen, now)) return { now }
  try {
    const { entry } = await deleteTarget(writer, jobId, now, undo)
    return { outcome: `Deleted target ${seen.id}`, entry }
  } catch (error) {
    if (isGone(error)) return alreadyGone
    if (!mayBeCarriedOut(error)) throw error
    const left = await readIfThere(jobId, seen).catch(() => undefined)
    if (left === null)
      return {
        outcome: `The answer was lost, but target ${seen.id} was deleted: it is gone. Your activity can create it again`,
      }
    throw new Problem(
      'The answer to the deletion was lost.',
      `${error.why} ${left ? `The server was asked again: target ${seen.id} is still there.` : 'Looking whether it is still there failed too.'}`,
      left ? 'Delete it again.' : 'Delete it again when the connection is back: it is looked for first.',
    )
  }
}

/** The target with all that can be known of it; null where it is gone. */
export const readIfThere = (jobId: string, { id }: Entity): Promise<Entity | null> =>
  readTarget(jobId, id, config().contentHub.cultures).catch((error: unknown) => {
    if (isGone(error)) return null
    throw error
  })

const isGone = (error: unknown): boolean => error instanceof Problem && error.status === 404
