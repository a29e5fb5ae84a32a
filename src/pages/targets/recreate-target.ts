import { type Created, createOnce } from '~/api/create-once.ts'
import { type Entity, isSameRevision } from '~/api/entity.ts'
import { keptIdentifier } from '~/api/kept-identifier.ts'
import { nothingSent } from '~/api/nothing-sent.ts'
import { optionChoices } from '~/api/option-lists.ts'
import { readTarget } from '~/api/targets.ts'
import type { Writer } from '~/api/writer.ts'
import { config } from '~/lib/current-config.ts'
import { newTargetBody, seedOfCopy } from './new-target.ts'
import { outcomeOf } from './use-target-create.ts'

/** A new target was created; or nothing was sent, because `now` is not what was seen. */
export type Recreation = (Created & { readonly outcome: string }) | { readonly now: Entity }

/**
 * Creates a new target from one that somebody has seen to have failed, waiting for a worker; that one stays. It is read again
 * first, and if somebody else has changed it meanwhile, nothing is sent. Until it is known to be created the same identifier
 * is sent, also after a reload, so that it is never created twice. Throws Problem.
 */
export async function recreateTarget(
  writer: Writer<'retry'>,
  jobId: string,
  seen: Entity,
): Promise<Recreation> {
  const now = await readTarget(jobId, seen.id, config().contentHub.cultures).catch(
    nothingSent('The target could not be read again before it is created anew.'),
  )
  if (!isSameRevision(seen, now)) return { now }
  const seed = seedOfCopy(now, jobId)
  const { identifier, history, forget } = keptIdentifier(`successor of ${jobId} ${seen.id}`)
  const body = { ...newTargetBody(seed, waiting(), seed.relations), identifier }
  const created = await createOnce(writer, jobId, body, history)
  forget()
  return { ...created, outcome: outcomeOf(created, identifier) }
}

/** State and condition in which a worker takes a target, where the instance has them by these names. */
function waiting() {
  const { targetState, targetCondition } = config().contentHub.properties
  const pending = { identifier: 'Pending' }
  return {
    ...(optionChoices('state').includes('Pending') && { [targetState]: pending }),
    ...(optionChoices('condition').includes('Pending') && { [targetCondition]: pending }),
  }
}
