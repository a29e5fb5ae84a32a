import { Suspense, useState } from 'react'
import { writerFor } from '~/api/writer.ts'
import { useOneAtATime } from '~/form/use-one-at-a-time.ts'
import { config } from '~/lib/current-config.ts'
import { formatCount } from '~/lib/format.ts'
import { useMay } from '~/session/may.ts'
import { Button } from '~/ui/button.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import type { Cause } from './group-causes.ts'
import { startRetry } from './retry-targets.ts'

const ConfirmDialog = lazyPart(async () => (await import('~/ui/confirm-dialog.tsx')).ConfirmDialog, 'over')

interface RetryCauseProps {
  readonly jobId: string
  readonly cause: Cause
  /** Failed targets of the job that were not read may have the same cause. */
  readonly isPart: boolean
  /** A retry goes on: another would run the same targets twice. */
  readonly isRetried: boolean
  readonly onStarted: (id: string) => void
}

/** Runs all targets of a cause again, after a question; for those who may retry, and may do many things at once. */
export function RetryCause({ jobId, cause, isPart, isRetried, onStarted }: RetryCauseProps) {
  const { retry } = config().contentHub
  const [asking, setAsking] = useState(false)
  const [starting, alone] = useOneAtATime()
  const mayRetry = useMay('retry')
  const mayMany = useMay('bulk')
  if (retry?.strategy !== 'patch' || !mayRetry || !mayMany) return null
  const words = formatCount(cause.targets.length, 'target')
  const start = async () => {
    setAsking(false)
    const writer = writerFor('retry')
    if (writer) onStarted(await startRetry(writer, jobId, cause, retry.properties))
  }
  return (
    <>
      <Button
        variant="primary"
        icon="retry"
        busy={starting}
        inactive={starting || isRetried}
        onClick={() => setAsking(true)}
      >
        Retry
        <span className="sr-only"> {words}</span>
      </Button>
      {asking && (
        <Suspense>
          <ConfirmDialog
            open
            onOpenChange={setAsking}
            title={`Run ${words} again?`}
            confirmLabel="Retry"
            onConfirm={() => void alone(start)}
          >
            <p>
              Each is looked at first: what is no longer failed is left. You can pause and stop it, and do
              something else meanwhile.
              {isPart && ' Failed targets that were not read yet are not among them.'}
            </p>
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  )
}
