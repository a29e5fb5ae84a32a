import { mayBeCarriedOut } from '~/api/call.ts'
import { type Entity, isSameRevision } from '~/api/entity.ts'
import { nothingSent } from '~/api/nothing-sent.ts'
import { readTarget } from '~/api/targets.ts'
import { patchTarget } from '~/api/write-target.ts'
import type { Writer } from '~/api/writer.ts'
import { config } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'
import { isUnderWay } from './target-words.ts'

/**
 * Has a target run again by writing these properties, and says what came of it. It is read again first: one that a worker
 * has by now is left alone, and so is one that is not as somebody has seen it. Where the answer is lost it looks whether the target is under way. Throws Problem.
 */
export async function runAgain(
  writer: Writer<'retry'>,
  jobId: string,
  seen: Entity,
  properties: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { id } = seen
  const read = () => readTarget(jobId, id, config().contentHub.cultures)
  const before = await read().catch(nothingSent('The target could not be read again before the retry.'))
  if (isUnderWay(before)) return `Target ${id} is under way already: nothing was sent`
  if (!isSameRevision(seen, before))
    throw new Problem(
      'Nothing was sent.',
      'Somebody else has changed the target since it was shown here.',
      'Look at it as it is now, then decide.',
    )
  try {
    await patchTarget(writer, jobId, { target: before, changes: { properties } })
    return `Target ${id} will be run again`
  } catch (error) {
    if (!mayBeCarriedOut(error)) throw error
    const now = await read().catch(() => null)
    if (now && isUnderWay(now)) return `The answer was lost, but target ${id} is under way`
    throw lostRetry(error.why, before, now)
  }
}

/** `now` is null where looking failed too. */
function lostRetry(why: string, before: Entity, now: Entity | null): Problem {
  const what = 'The answer to the retry was lost.'
  const may = `${why} It may have been carried out all the same.`
  if (!now)
    return new Problem(what, `${may} Looking again failed too.`, 'Look at the target before you retry.')
  return isSameRevision(before, now)
    ? new Problem(what, `${may} The server was asked again: the target has not changed.`, 'Retry it again.')
    : new Problem(
        what,
        `${may} The server was asked again: the target has changed since.`,
        'Look at its state before you retry.',
      )
}
