import { Suspense, useState } from 'react'
import type { Entity } from '~/api/entity.ts'
import { useReadAgain } from '~/api/read-again.ts'
import { placeOf } from '~/api/refusals.ts'
import { useRight } from '~/api/use-right.ts'
import { type Writer, writerFor } from '~/api/writer.ts'
import { Offered } from '~/form/offered.tsx'
import { withUndo } from '~/form/undo-request.ts'
import { useOneAtATime } from '~/form/use-one-at-a-time.ts'
import { config } from '~/lib/current-config.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { may } from '~/session/may.ts'
import { announce } from '~/ui/announce.ts'
import { Button } from '~/ui/button.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { runAgain } from './run-again.ts'
import { isUnderWay } from './target-words.ts'

const RecreateDialog = lazyPart(async () => (await import('./recreate-dialog.tsx')).RecreateDialog, 'over')

interface RetryButtonProps {
  readonly jobId: string
  readonly target: Entity
  /** Goes to the target that was created in place of this one; null where its id is not known. */
  readonly onCreated: (id: string | null) => void | Promise<void>
}

/** Runs a target again, where the settings say how, for those who may. Mounted with the target's id in its key. */
export function RetryButton({ jobId, target, onCreated }: RetryButtonProps) {
  const { retry } = config().contentHub
  const [asks, setAsks] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, alone] = useOneAtATime()
  const readAgain = useReadAgain(jobId)
  const anew = retry?.strategy === 'recreate'
  const right = useRight('retry', anew ? placeOf.newTargets(jobId) : placeOf.target(jobId, target.id), target)
  if (!retry) return null
  const underWay = isUnderWay(target)
  const run = async (writer: Writer<'retry'>, properties: Readonly<Record<string, unknown>>) => {
    try {
      announce(await runAgain(writer, jobId, target, properties))
      await readAgain(null, null)
    } catch (error) {
      setProblem(asProblem(error, 'The target could not be run again.'))
      void readAgain(null, error)
    }
  }
  const start = () => {
    setProblem(null)
    right.refusal?.tryAgain?.()
    const writer = writerFor('retry')
    if (retry.strategy === 'recreate') setAsks(true)
    else if (writer) void alone(() => run(writer, retry.properties))
  }
  return (
    <>
      {problem && (
        <div className="order-last basis-full">
          <ProblemAlert problem={problem} onRetry={start} />
        </div>
      )}
      <Offered right={right} label="Retry">
        <Button
          variant="primary"
          icon="retry"
          busy={busy || underWay}
          title={underWay ? 'Under way' : undefined}
          onClick={start}
        >
          Retry
        </Button>
      </Offered>
      <Suspense>
        {asks && right.writer && (
          <RecreateDialog
            writer={right.writer}
            jobId={jobId}
            target={target}
            onClose={() => setAsks(false)}
            onCreated={async (created) => {
              setAsks(false)
              announce(created.outcome, withUndo(may('delete') ? created : null))
              void readAgain(null, null)
              await onCreated(created.id)
            }}
            onProblem={(problem) => {
              setAsks(false)
              setProblem(problem)
            }}
          />
        )}
      </Suspense>
    </>
  )
}
