import { Suspense, useEffect, useId, useRef } from 'react'
import { Link } from 'react-router'
import { isGoingOn, type OperationState } from '~/api/operation.ts'
import type { SeenOperation } from '~/api/operations.ts'
import { Alert } from '~/ui/alert.tsx'
import { Badge, type Tone } from '~/ui/badge.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { ProgressBar } from '~/ui/progress-bar.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { Time } from '~/ui/time.tsx'
import { countsInWords, outcomeWords } from './counts-in-words.ts'
import { OperationButtons } from './operation-buttons.tsx'

const ImportResults = lazyPart(async () => (await import('~/pages/import/import-results.tsx')).ImportResults)
const UndoResults = lazyPart(async () => (await import('~/pages/import/undo-results.tsx')).UndoResults)
const RetryResults = lazyPart(async () => (await import('~/pages/failures/retry-results.tsx')).RetryResults)
const results = { import: ImportResults, undo: UndoResults, retry: RetryResults }

const looks: Record<OperationState, { words: string; tone: Tone }> = {
  running: { words: 'Running', tone: 'info' },
  paused: { words: 'Paused', tone: 'warn' },
  stopped: { words: 'Stopped', tone: 'neutral' },
  finished: { words: 'Finished', tone: 'good' },
  interrupted: { words: 'Interrupted', tone: 'bad' },
}

interface OperationCardProps {
  readonly operation: SeenOperation
  /** It was begun a moment ago. */
  readonly takesFocus?: boolean
}

/** One operation: how far it is, how to steer it, and what became of its rows. */
export function OperationCard({ operation, takesFocus = false }: OperationCardProps) {
  const { kind, title, state, startedOn, problem, total, done, failed, jobId } = operation
  const words = outcomeWords[kind]
  const Results = results[kind]
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus])
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-3 rounded-lg border bg-surface p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 ref={heading} id={id} tabIndex={-1} className="min-w-0 flex-1 basis-64 text-base wrap-anywhere">
          {title}
        </h2>
        <Badge tone={looks[state].tone}>{looks[state].words}</Badge>
        <span className="text-sm text-muted">
          <Time iso={startedOn} as="short" />
        </span>
      </div>
      <ProgressBar
        label={kind === 'retry' ? 'Targets' : 'Rows'}
        total={total}
        parts={[
          { label: words.done, value: done, tone: 'good' },
          { label: words.failed, value: failed, tone: 'bad' },
        ]}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-64">
          {countsInWords(operation)}{' '}
          <Link to={`/jobs/${jobId}/targets`} className="link">
            Targets of job {jobId}
          </Link>
        </p>
        <OperationButtons operation={operation} titleId={id} />
      </div>
      {problem && (
        <Alert title={problem.what}>
          <p className="wrap-anywhere">{problem.why}</p>
          <p>{problem.next}</p>
        </Alert>
      )}
      <p className="text-sm text-muted empty:hidden">{wordsOf(operation)}</p>
      <Suspense fallback={<Skeleton label="Loading result" lines={1} />}>
        <Results operation={operation} />
      </Suspense>
    </section>
  )
}

function wordsOf({ state, elsewhere, isKept }: SeenOperation): string {
  if (elsewhere) return 'It goes on in another tab of this browser.'
  if (state === 'interrupted')
    return isKept
      ? 'Its tab was closed, or it could not go on. Resume looks for what was on its way first.'
      : ''
  if (!isGoingOn({ state })) return ''
  const kept = isKept ? ' You can resume it afterwards.' : ' This browser keeps nothing of it.'
  return `It goes on while you do something else in the console, and stops when this tab is closed.${kept}`
}
