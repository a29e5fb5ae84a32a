import { Suspense, useState } from 'react'
import type { Entity } from '~/api/entity.ts'
import { placeOf } from '~/api/refusals.ts'
import { useRight } from '~/api/use-right.ts'
import { useDeleteDescription } from '~/api/write-description.ts'
import type { Writer } from '~/api/writer.ts'
import { Offered } from '~/form/offered.tsx'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { announce } from '~/ui/announce.ts'
import { Button } from '~/ui/button.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { deleteSeenDescription } from './delete-seen-description.ts'

const ConfirmDialog = lazyPart(async () => (await import('~/ui/confirm-dialog.tsx')).ConfirmDialog, 'over')

interface DeleteDescriptionProps {
  readonly jobId: string
  /** As it is shown. */
  readonly description: Entity
}

/** Deletes a job's description after a question, and only as it is shown: not what somebody else made of it since. */
export function DeleteDescription({ jobId, description }: DeleteDescriptionProps) {
  const [asks, setAsks] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const right = useRight('delete', placeOf.description(jobId), description)
  const remove = useDeleteDescription(jobId)

  const run = async (writer: Writer<'delete'>) => {
    await deleteSeenDescription(jobId, description, (now) => remove.mutateAsync({ writer, now }))
    announce(`Description ${description.id} is deleted`)
  }
  const onConfirm = async (writer: Writer<'delete'>) => {
    setBusy(true)
    setProblem(null)
    await run(writer).catch((error: unknown) =>
      setProblem(asProblem(error, 'The description could not be deleted.')),
    )
    setBusy(false)
    setAsks(false)
  }
  return (
    <>
      {problem && (
        <div className="order-last basis-full">
          <ProblemAlert problem={problem} />
        </div>
      )}
      <Offered right={right} label="Delete">
        <Button variant="danger" onClick={() => setAsks(true)}>
          Delete
        </Button>
      </Offered>
      <Suspense>
        {asks && right.writer && (
          <ConfirmDialog
            open
            onOpenChange={setAsks}
            title={`Delete description ${description.id} of job ${jobId}?`}
            confirmLabel="Delete"
            danger
            busy={busy}
            onConfirm={() => right.writer && void onConfirm(right.writer)}
          >
            Without it the job’s worker does not know what to do. Its content is kept in the activity log of
            this browser.
          </ConfirmDialog>
        )}
      </Suspense>
    </>
  )
}
