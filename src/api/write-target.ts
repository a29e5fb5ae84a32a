import { useMutation } from '@tanstack/react-query'
import { noteOf, type TakenBack } from './call.ts'
import type { Entity } from './entity.ts'
import { path } from './path.ts'
import { useReadAgain } from './read-again.ts'
import type { Writer } from './writer.ts'

/** Only what changed; what is left out stays (documented for PATCH of a target). */
interface TargetChanges {
  readonly properties: Readonly<Record<string, unknown>>
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

/** Changes some properties of a target. Throws Problem. */
export function patchTarget(
  writer: Writer<keyof typeof patchWords>,
  jobId: string,
  { target, changes, undo }: TargetPatch,
) {
  const { what, done } = patchWords[writer.action]
  return writer.send('PATCH', path`/api/jobs/${jobId}/targets/${target.id}`, changes, {
    what,
    note: noteOf(`${done} target ${target.id} of job ${jobId}`, target, undo),
  })
}

/** Changes some properties of a target and reads again whatever shows it. */
export function usePatchTarget(writer: Writer<'edit'>, jobId: string) {
  return useMutation({
    mutationFn: (patch: TargetPatch) => patchTarget(writer, jobId, patch),
    onSettled: useReadAgain(jobId),
  })
}

/** Deletes a target; `target` is as it was read last, and is kept whole by the activity log. Throws Problem, 404 if it is gone. */
export const deleteTarget = (writer: Writer<'delete'>, jobId: string, target: Entity, undo?: TakenBack) =>
  writer.send('DELETE', path`/api/jobs/${jobId}/targets/${target.id}`, undefined, {
    what: 'The target could not be deleted.',
    note: noteOf(`Deleted target ${target.id} of job ${jobId}`, target, undo),
  })
