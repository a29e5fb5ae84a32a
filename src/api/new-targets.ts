import * as z from 'zod/mini'
import { isRecord } from '~/lib/json.ts'
import { noteOf, type TakenBack, type WriteNote } from './call.ts'
import { entityId, idOfLink } from './entity.ts'
import { path } from './path.ts'
import type { Writer } from './writer.ts'

/** For one target by itself, for a failed one's second try, or for many. */
export type Creator = Writer<'edit' | 'retry' | 'bulk'>

/** A target that does not exist yet; options as `{ identifier }`. Without an identifier the server gives one. */
export interface NewTarget {
  readonly identifier?: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly relations?: Readonly<Record<string, unknown>>
}

/** What the activity log says of a creation, or of one that takes a deletion back. */
export const creationNote = (jobId: string, undo?: TakenBack): WriteNote =>
  noteOf(`Created a target of job ${jobId}`, null, undo)

/**
 * Creates a target and gives its id, null where the answer does not bear it, and its entry in the activity log. Throws
 * Problem; where `mayBeCarriedOut` says so, look for the identifier (`findTargetByIdentifier`) before you send it again.
 */
export async function createTarget(
  writer: Creator,
  jobId: string,
  body: NewTarget,
  note: WriteNote | null = creationNote(jobId),
): Promise<{ id: string | null; entry: string | null }> {
  const answer = await writer.send('POST', path`/api/jobs/${jobId}/targets`, body, {
    what: 'The target could not be created.',
    note,
  })
  return { id: createdId(answer), entry: answer.entry }
}

/**
 * Creates several targets at once and gives their ids in the order of the bodies; null where the answer does not tell one.
 * Throws as `createTarget` does. An instance without this operation answers 404 or 405.
 */
export async function createTargets(
  writer: Writer<'bulk'>,
  jobId: string,
  bodies: readonly NewTarget[],
): Promise<readonly (string | null)[]> {
  const answer = await writer.send('POST', path`/api/jobs/${jobId}/targets/bulk`, bodies, {
    what: 'The targets could not be created.',
    note: { title: `Created ${bodies.length} targets of job ${jobId}`, before: null },
  })
  return createdIds(answer.body, bodies.length)
}

/** The id in the answer to a creation: in `Location`, or as a bare number, or in an object; the contract allows each. */
export const createdId = ({ location, body }: { location: string | null; body: unknown }): string | null =>
  idOf(idOfLink(location)) ?? idIn(body)

/** The ids in the answer to a bulk creation, of which only a guess is known: a list, or an object around one. */
export function createdIds(body: unknown, count: number): readonly (string | null)[] {
  const lists = [body, ...Object.values(isRecord(body) ? body : {})].filter((one) => Array.isArray(one))
  // A list of another length cannot say which id belongs to which body.
  const [ids, other] = lists.filter((list) => list.length === count)
  return ids && !other ? ids.map(idIn) : Array.from({ length: count }, () => null)
}

const idIn = (value: unknown): string | null => idOf(isRecord(value) ? value['id'] : value)

function idOf(value: unknown): string | null {
  const parsed = z.safeParse(entityId, value)
  return parsed.success ? parsed.data : null
}
