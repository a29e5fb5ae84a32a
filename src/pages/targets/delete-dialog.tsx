import { useState } from 'react'
import type { TakenBack } from '~/api/call.ts'
import type { Entity } from '~/api/entity.ts'
import type { Writer } from '~/api/writer.ts'
import { useOneAtATime } from '~/form/use-one-at-a-time.ts'
import { config } from '~/lib/current-config.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { ConfirmDialog } from '~/ui/confirm-dialog.tsx'
import { DefinitionList } from '~/ui/definition-list.tsx'
import { Note } from '~/ui/note.tsx'
import { type Deleted, deleteSeen } from './delete-target.ts'
import { knownText } from './target-words.ts'

interface DeleteDialogProps {
  readonly writer: Writer<'delete'>
  readonly jobId: string
  /** As the person sees it. */
  readonly target: Entity
  /** Where the deletion takes back the creation. */
  readonly undo?: TakenBack
  readonly onClose: () => void
  /** It is gone. */
  readonly onDeleted: (deleted: Deleted) => void | Promise<void>
  readonly onProblem: (problem: Problem) => void
}

/** Asks, naming the target, and deletes it; asks again where somebody else has changed it meanwhile. Load it lazily. */
export function DeleteDialog({
  writer,
  jobId,
  target,
  undo,
  onClose,
  onDeleted,
  onProblem,
}: DeleteDialogProps) {
  const [asked, setAsked] = useState(target)
  const [busy, alone] = useOneAtATime()
  const remove = async () => {
    try {
      const deletion = await deleteSeen(writer, jobId, asked, undo)
      if ('now' in deletion) setAsked(deletion.now)
      else await onDeleted(deletion)
    } catch (error) {
      onProblem(asProblem(error, 'The target could not be deleted.'))
    }
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete target ${target.id}?`}
      confirmLabel="Delete"
      danger
      busy={busy}
      onConfirm={() => void alone(remove)}
    >
      <div className="grid gap-2">
        {asked !== target && (
          <Note tone="warn">Somebody else has changed it since you opened it. Nothing was sent.</Note>
        )}
        <DefinitionList
          rows={[
            { term: 'Job', value: jobId },
            { term: 'Identifier', value: asked.identifier ?? 'none' },
            {
              term: 'Location',
              value: knownText(asked, 'targetLocation', config().contentHub.cultures) ?? 'none',
            },
          ]}
        />
        <p>The server keeps no copy. What it holds is kept in this browser, in your activity.</p>
      </div>
    </ConfirmDialog>
  )
}
