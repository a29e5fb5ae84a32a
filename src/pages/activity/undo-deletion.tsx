import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { TakenBack } from '~/api/call.ts'
import type { Writer } from '~/api/writer.ts'
import { endUndo } from '~/form/undo-request.ts'
import { useOneAtATime } from '~/form/use-one-at-a-time.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { seedOf } from '~/pages/targets/new-target.ts'
import { announce, dismissOutcome } from '~/ui/announce.ts'
import { ConfirmDialog } from '~/ui/confirm-dialog.tsx'
import { createAgain } from './create-again.ts'
import { NotUndone } from './not-undone.tsx'
import type { CreatePlan } from './undo-plan.ts'

interface UndoDeletionProps {
  readonly writer: Writer<'edit'>
  readonly plan: CreatePlan
  readonly undo: TakenBack
}

/** What was deleted is created again, after a word on what will not be as it was: its id. */
export function UndoDeletion({ writer, plan, undo }: UndoDeletionProps) {
  const client = useQueryClient()
  const [problem, setProblem] = useState<Problem>()
  const [busy, alone] = useOneAtATime()
  useEffect(dismissOutcome, [])
  const { noun, jobId, was } = plan
  const create = async () => {
    try {
      announce(await createAgain(writer, plan, undo))
      endUndo()
    } catch (error) {
      setProblem(asProblem(error, `The ${noun} could not be created again.`))
    }
    void client.invalidateQueries({ queryKey: ['jobs', jobId] })
  }
  if (problem) return <NotUndone problem={problem} />
  const lost = noun === 'target' ? seedOf(was, jobId).leftRelations : Object.keys(was.relations ?? {})
  return (
    <ConfirmDialog
      open
      onOpenChange={endUndo}
      title={`Create ${noun} ${was.id} again?`}
      confirmLabel="Create again"
      busy={busy}
      onConfirm={() => void alone(create)}
    >
      <div className="grid gap-2">
        <p>
          It gets a new id: whatever points at {was.id} will not find it. Its identifier and all its
          properties are sent as they were deleted, its state too; the rest the server chooses anew.
        </p>
        {lost.length > 0 && <p>Relations that are not created again: {lost.join(', ')}.</p>}
      </div>
    </ConfirmDialog>
  )
}
