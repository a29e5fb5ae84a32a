import { type Created, createOnce, UncertainCreation } from '~/api/create-once.ts'
import { type Entity, isSameRevision } from '~/api/entity.ts'
import { nothingSent } from '~/api/nothing-sent.ts'
import { optionChoices } from '~/api/option-lists.ts'
import { readTarget } from '~/api/targets.ts'
import type { Writer } from '~/api/writer.ts'
import { config } from '~/lib/current-config.ts'
import { newIdentifier } from '~/lib/identifier.ts'
import { newTargetBody, seedOfCopy } from './new-target.ts'
import { outcomeOf } from './use-target-create.ts'

/** By the target that was to be tried again: what was sent for it as its successor's identifier, and never answered. */
const unanswered = new Map<string, string>()

/** A new target was created; or nothing was sent, because `now` is not what was seen. */
export type Recreation = (Created & { readonly outcome: string }) | { readonly now: Entity }

/**
 * Creates a new target from one that somebody has seen to have failed, waiting for a worker; that one stays. It is read again
 * first, and if somebody else has changed it meanwhile, nothing is sent. After a lost answer the same identifier is sent
 * again, so that it is never created twice. Throws Problem.
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
  const sent = unanswered.get(seen.id)
  const identifier = sent ?? newIdentifier()
  const seed = seedOfCopy(now, jobId)
  const body = { ...newTargetBody(seed, waiting(), seed.relations), identifier }
  try {
    const created = await createOnce(writer, jobId, body, sent === undefined ? 'generated' : 'sent')
    unanswered.delete(seen.id)
    return { ...created, outcome: outcomeOf(created, identifier) }
  } catch (error) {
    if (error instanceof UncertainCreation) unanswered.set(seen.id, identifier)
    throw error
  }
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
