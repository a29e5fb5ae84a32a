import { config } from '~/lib/current-config.ts'
import { isRecord } from '~/lib/json.ts'
import { Problem } from '~/lib/problem.ts'
import { mayBeCarriedOut, type WriteNote } from './call.ts'
import { type Entity, valueOf } from './entity.ts'
import { isOption } from './exact-value.ts'
import { findByIdentifier, findTargetByIdentifier } from './find-target.ts'
import { heldAlike } from './held-alike.ts'
import { createTarget, type Creator, type NewTarget } from './new-targets.ts'
import { nothingSent } from './nothing-sent.ts'
import { progressProperties } from './progress-properties.ts'

/**
 * What is known of an identifier: it was generated and never sent; a person chose it; it was sent and the answer was lost,
 * and what is sent now may be another body; it was generated for this very body and perhaps sent.
 */
export type IdentifierHistory = 'generated' | 'chosen' | 'sent' | 'generated, sent'

export interface Created {
  /** Null where neither the answer nor a look told it. */
  readonly id: string | null
  /** True where no answer told of the creation, but the target was found by its identifier. */
  readonly found: boolean
  /** The creation's entry in the activity log, where an answer told of it. */
  readonly entry?: string | null
}

/**
 * Nobody knows whether a target was created: the answer was lost, and looking for it found nothing, or something else by the
 * same identifier (then with the field `identifier`), or failed too.
 */
export class UncertainCreation extends Problem {
  override readonly name = 'UncertainCreation'
}

/**
 * Creates a target, and never twice: what may have been carried out is looked for by its identifier before anything is sent
 * again. Throws Problem; after UncertainCreation call it with the same identifier as `sent`. An identifier that something
 * else bears is a Problem with the field `identifier`.
 */
export async function createOnce(
  writer: Creator,
  jobId: string,
  body: NewTarget & { readonly identifier: string },
  history: IdentifierHistory,
  note?: WriteNote | null,
): Promise<Created> {
  const { identifier } = body
  const wasSent = history.endsWith('sent')
  // Nobody else has a generated one: whatever has become of the target since, it is the one that was to be created.
  const asCreated = (found: Entity) =>
    history.startsWith('generated') ? { id: found.id, found: true } : foundAs(found, body)
  const find = () => findTargetByIdentifier(jobId, identifier)
  if (wasSent) {
    const found = await find().catch(notLooked)
    if (found) return asCreated(found)
  }
  if (history === 'chosen') {
    const other = await findByIdentifier(jobId, identifier).catch(notLooked)
    if (other) throw inUse(identifier, other.id)
  }
  try {
    const { id, entry } = await createTarget(writer, jobId, body, note)
    return { id: id ?? (await find().catch(() => null))?.id ?? null, found: false, entry }
  } catch (error) {
    const lost = mayBeCarriedOut(error)
    // What was sent before may have arrived late: then this time it was refused as a duplicate.
    if (!lost && !wasSent) throw error
    const looked = await find().then(
      (found) => ({ found }),
      () => null,
    )
    if (looked?.found) return asCreated(looked.found)
    throw lost ? uncertain(error.why, identifier, looked !== null) : error
  }
}

/**
 * What bears the identifier is what was to be created only if it holds what was typed: somebody else may have chosen the same.
 * A worker may have begun with it already.
 */
function foundAs(
  found: Entity,
  { identifier, properties }: NewTarget & { readonly identifier: string },
): Created {
  const progress = new Set(progressProperties())
  const missing = Object.keys(properties).filter(
    (name) => !progress.has(name) && !bears(name, valueOf(found, name), properties[name]),
  )
  if (missing.length === 0) return { id: found.id, found: true }
  throw new UncertainCreation(
    'Nobody knows whether the target was created.',
    `Target ${found.id} has the identifier, but it does not hold what you typed in ${missing.join(', ')}: it is somebody else’s, or has changed since.`,
    `Look at target ${found.id}. If it is not yours, choose another identifier.`,
    { fields: { identifier: `Target ${found.id} has the identifier ${identifier}.` } },
  )
}

/** A property that is kept per culture was perhaps sent in others than it is read in. */
const bears = (property: string, held: unknown, sent: unknown): boolean =>
  isRecord(held) && isRecord(sent) && !isOption(held)
    ? Object.keys(sent).every(
        (name) => !Object.hasOwn(held, name) || heldAlike(property, sent[name], held[name]),
      )
    : heldAlike(property, sent, held)

const notLooked = nothingSent('The identifier could not be looked up.')

const inUse = (identifier: string, id: string) =>
  new Problem('Nothing was sent.', 'The identifier is in use.', 'Choose another one, or leave it empty.', {
    fields: { identifier: `Entity ${id} has the identifier ${identifier} already.` },
  })

function uncertain(why: string, identifier: string, looked: boolean): UncertainCreation {
  const { entityByIdentifier } = config().contentHub
  const found = !looked
    ? `Looking for the identifier ${identifier} failed too.`
    : entityByIdentifier
      ? `The server was asked again: the job has no target with the identifier ${identifier}.`
      : `The server was asked again: the identifier ${identifier} is not among the job’s first and last targets, which alone were read.`
  return new UncertainCreation(
    'The answer to the creation was lost.',
    `${why} The target may have been created all the same. ${found}`,
    looked
      ? `${entityByIdentifier ? 'Try' : 'Look for it in the list, then try'} again: the same identifier is sent, so that nothing is created twice.`
      : 'Try again when the connection is back: it is looked for first.',
  )
}
