import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import type { Entity } from '~/api/entity.ts'
import { placeOf } from '~/api/refusals.ts'
import { useRight } from '~/api/use-right.ts'
import { Offered } from '~/form/offered.tsx'
import { withUndo } from '~/form/undo-request.ts'
import type { Problem } from '~/lib/problem.ts'
import { may } from '~/session/may.ts'
import { announce } from '~/ui/announce.ts'
import { Button } from '~/ui/button.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { useShortcuts } from '~/ui/shortcuts.ts'
import { withoutTarget } from './without-target.ts'

const DeleteDialog = lazyPart(async () => (await import('./delete-dialog.tsx')).DeleteDialog, 'over')

interface DeleteButtonProps {
  readonly jobId: string
  readonly target: Entity
  /** Leaves the target, which is gone. */
  readonly onGone: () => Promise<void>
}

/** Deletes a target after a question that names it, for those who may. Mounted with `key={target.id}`. */
export function DeleteButton({ jobId, target, onGone }: DeleteButtonProps) {
  const client = useQueryClient()
  const [asked, setAsked] = useState<Entity | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const right = useRight('delete', placeOf.target(jobId, target.id), target)
  const ask = () => {
    right.refusal?.tryAgain?.()
    setProblem(null)
    setAsked(target)
  }
  useShortcuts(right.writer ? [{ keys: 'Delete', label: 'Delete target', run: ask }] : [])
  return (
    <>
      {problem && (
        <div className="order-last basis-full">
          <ProblemAlert problem={problem} onRetry={ask} />
        </div>
      )}
      <Offered right={right} label="Delete">
        <Button variant="danger" icon="remove" onClick={ask}>
          Delete
        </Button>
      </Offered>
      <Suspense>
        {asked && right.writer && (
          <DeleteDialog
            writer={right.writer}
            jobId={jobId}
            target={asked}
            onClose={() => setAsked(null)}
            onDeleted={async ({ outcome, entry }) => {
              setAsked(null)
              announce(outcome, withUndo(may('edit') ? { entry } : null))
              // The list that it was in says what comes next, so it is read again only afterwards.
              await onGone()
              void client.invalidateQueries(withoutTarget(jobId, target.id))
            }}
            onProblem={(problem) => {
              setAsked(null)
              setProblem(problem)
            }}
          />
        )}
      </Suspense>
    </>
  )
}
