import { useState } from 'react'
import type { Entity } from '~/api/entity.ts'
import type { Writer } from '~/api/writer.ts'
import { useOneAtATime } from '~/form/use-one-at-a-time.ts'
import { config } from '~/lib/current-config.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { ConfirmDialog } from '~/ui/confirm-dialog.tsx'
import { Note } from '~/ui/note.tsx'
import { seedOf } from './new-target.ts'
import { type Recreation, recreateTarget } from './recreate-target.ts'

interface RecreateDialogProps {
  readonly writer: Writer<'retry'>
  readonly jobId: string
  /** As the person sees it. */
  readonly target: Entity
  readonly onClose: () => void
  readonly onCreated: (created: Exclude<Recreation, { now: Entity }>) => void | Promise<void>
  readonly onProblem: (problem: Problem) => void
}

/** Asks, and creates a new target from one that failed; asks again where somebody else has changed it. Load it lazily. */
export function RecreateDialog({
  writer,
  jobId,
  target,
  onClose,
  onCreated,
  onProblem,
}: RecreateDialogProps) {
  const [asked, setAsked] = useState(target)
  const [busy, alone] = useOneAtATime()
  const recreate = async () => {
    try {
      const recreation = await recreateTarget(writer, jobId, asked)
      if ('now' in recreation) setAsked(recreation.now)
      else await onCreated(recreation)
    } catch (error) {
      onProblem(asProblem(error, 'The target could not be created anew.'))
    }
  }
  const { leftRelations } = seedOf(asked, jobId)
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Retry target ${target.id} as a new target?`}
      confirmLabel="Create new target"
      busy={busy}
      onConfirm={() => void alone(recreate)}
    >
      <div className="grid gap-2">
        {asked !== target && (
          <Note tone="warn">Somebody else has changed it since you opened it. Nothing was sent.</Note>
        )}
        <p>
          A new target with a new id is created from it, with its texts in{' '}
          {config().contentHub.cultures.join(', ')}. Target {target.id} stays as it is.
        </p>
        {leftRelations.length > 0 && (
          <p>Not copied, because the server tells only a part of it: {leftRelations.join(', ')}.</p>
        )}
      </div>
    </ConfirmDialog>
  )
}
