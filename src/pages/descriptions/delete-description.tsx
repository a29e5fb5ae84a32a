import { Suspense, useState } from 'react'
import { mayBeCarriedOut } from '~/api/call.ts'
import { readDescription } from '~/api/descriptions.ts'
import { type Entity, isSameRevision } from '~/api/entity.ts'
import { useReadAgain } from '~/api/read-again.ts'
import { placeOf } from '~/api/refusals.ts'
import { useRight } from '~/api/use-right.ts'
import { deleteDescription } from '~/api/write-description.ts'
import type { Writer } from '~/api/writer.ts'
import { Offered } from '~/form/offered.tsx'
import { config } from '~/lib/current-config.ts'
import { asProblem, Problem } from '~/lib/problem.ts'
import { announce } from '~/ui/announce.ts'
import { Button } from '~/ui/button.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'

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
  const readAgain = useReadAgain(jobId)
  const read = () => readDescription(jobId, config().contentHub.cultures)
  const done = () => announce(`Description ${description.id} is deleted`)

  const run = async (writer: Writer<'delete'>) => {
    const now = await read()
    if (!now) return done()
    if (!isSameRevision(description, now)) throw movedProblem
    try {
      await deleteDescription(writer, jobId, now)
      await readAgain(null, null)
    } catch (error) {
      void readAgain(null, error)
      if (!mayBeCarriedOut(error)) throw error
      throw lostProblem(error, await read().catch(() => undefined))
    }
    done()
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

const movedProblem = new Problem(
  'Nothing was deleted.',
  'Somebody else has changed the description since it was shown here.',
  'Reload the page, look at it again, then decide.',
)

/** `now` is null where it is gone, undefined where looking failed. */
function lostProblem({ why }: Problem, now: Entity | null | undefined): Problem {
  const may = `${why} It may have been carried out all the same.`
  const what = 'The answer to the deletion was lost.'
  if (now === undefined)
    return new Problem(
      what,
      `${may} Looking again failed too.`,
      'Reload the page to see whether it is there.',
    )
  return now
    ? new Problem(
        what,
        `${may} The server was asked again: the description is still there.`,
        'Delete it again.',
      )
    : new Problem(
        what,
        `${may} The server was asked again: the description is gone.`,
        'Nothing is left to do.',
      )
}
