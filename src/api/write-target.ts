import { useMutation } from '@tanstack/react-query'
import { noteOf, type TakenBack } from './call.ts'
import { asRead, type Entity } from './entity.ts'
import { isOpaque } from './exact-value.ts'
import { path } from './path.ts'
import { useReadAgain } from './read-again.ts'
import { wholeBody, withReadRelations } from './whole-body.ts'
import type { Writer } from './writer.ts'

/** Only what changed; what is left out stays (documented for PATCH of a target). */
interface TargetChanges {
  readonly properties?: Readonly<Record<string, unknown>>
  /** Each whole. */
  readonly relations?: Readonly<Record<string, unknown>>
}

const patchWords = {
  edit: { what: 'The target could not be saved.', done: 'Edited' },
  retry: { what: 'The target could not be run again.', done: 'Ran again' },
}

interface TargetPatch {
  /** As it was read last. */
  readonly target: Entity
  readonly changes: TargetChanges
  /** The write that this one takes back. */
  readonly undo?: TakenBack
}

/** Changes some properties and relations of a target. Throws Problem. */
export function patchTarget(
  writer: Writer<keyof typeof patchWords>,
  jobId: string,
  { target, changes, undo }: TargetPatch,
) {
  const { what, done } = patchWords[writer.action]
  return writer.send('PATCH', path`/api/jobs/${jobId}/targets/${target.id}`, changes, {
    what,
    note: noteOf(`${done} target ${target.id} of job ${jobId}`, asRead(target), undo),
  })
}

/** Changes some properties and relations of a target and reads again whatever shows it. */
export function usePatchTarget(writer: Writer<'edit'>, jobId: string) {
  return useMutation({
    mutationFn: (patch: TargetPatch) => patchTarget(writer, jobId, patch),
    onSettled: useReadAgain(jobId),
  })
}

interface TargetReplacement {
  /** As it was read just before. */
  readonly now: Entity
  /** Properties by their name, relations by their key. */
  readonly changes: Readonly<Record<string, unknown>>
}

/** The body that replaces a target: what it leaves out would become null, so it bears all that was read. */
export const targetBody = (now: Entity, changes: TargetReplacement['changes']): Record<string, unknown> =>
  wholeBody(now, changes, isOpaque)

/** Replaces a target as a whole. Throws Problem. */
export const replaceTarget = (writer: Writer<'edit'>, jobId: string, { now, changes }: TargetReplacement) =>
  writer.send('PUT', path`/api/jobs/${jobId}/targets/${now.id}`, targetBody(now, changes), {
    what: patchWords.edit.what,
    note: noteOf(`Replaced target ${now.id} of job ${jobId}`, asRead(withReadRelations(now))),
  })

/** Replaces a target as a whole and reads again whatever shows it. */
export function useReplaceTarget(writer: Writer<'edit'>, jobId: string) {
  return useMutation({
    mutationFn: (replacement: TargetReplacement) => replaceTarget(writer, jobId, replacement),
    onSettled: useReadAgain(jobId),
  })
}

/** Deletes a target; `target` is as it was read last, and is kept whole by the activity log. Throws Problem, 404 if it is gone. */
export const deleteTarget = (writer: Writer<'delete'>, jobId: string, target: Entity, undo?: TakenBack) =>
  writer.send('DELETE', path`/api/jobs/${jobId}/targets/${target.id}`, undefined, {
    what: 'The target could not be deleted.',
    note: noteOf(`Deleted target ${target.id} of job ${jobId}`, asRead(target), undo),
  })
