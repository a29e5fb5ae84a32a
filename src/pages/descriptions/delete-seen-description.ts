import { mayBeCarriedOut } from '~/api/call.ts'
import { readDescription } from '~/api/descriptions.ts'
import { type Entity, isSameRevision } from '~/api/entity.ts'
import { config } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'

/**
 * Deletes a job's description as somebody has seen it: not what somebody else made of it since. Resolves where it is gone.
 * `remove` sends the deletion. Throws Problem.
 */
export async function deleteSeenDescription(
  jobId: string,
  seen: Entity,
  remove: (now: Entity) => Promise<unknown>,
): Promise<void> {
  const read = () => readDescription(jobId, config().contentHub.cultures)
  const now = await read()
  if (!now) return
  if (!isSameRevision(seen, now)) throw movedProblem
  try {
    await remove(now)
  } catch (error) {
    if (!mayBeCarriedOut(error)) throw error
    throw lostProblem(error, await read().catch(() => undefined))
  }
}

const movedProblem = new Problem(
  'Nothing was deleted.',
  'Somebody else has changed the description since it was shown here.',
  'Reload the page, look at it again, then decide.',
)

/** `now` is null where it is gone, undefined where looking failed. */
function lostProblem({ why }: Problem, now: Entity | null | undefined): Problem {
  const may = `${why} It may have been carried out all the same.`
  const what = 'The answer to the deletion was lost.'
  if (now === undefined)
    return new Problem(
      what,
      `${may} Looking again failed too.`,
      'Reload the page to see whether it is there.',
    )
  return now
    ? new Problem(
        what,
        `${may} The server was asked again: the description is still there.`,
        'Delete it again.',
      )
    : new Problem(
        what,
        `${may} The server was asked again: the description is gone.`,
        'Nothing is left to do.',
      )
}
