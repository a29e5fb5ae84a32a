import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { isGoingOn } from '~/api/operation.ts'
import { useLiveOperations } from '~/api/operations.ts'
import { formatCount, formatNumber, formatShort } from '~/lib/format.ts'
import { asProblem } from '~/lib/problem.ts'
import { useTimeZone } from '~/lib/time-zone.ts'
import { OperationCard } from '~/pages/activity/operation-card.tsx'
import { Button } from '~/ui/button.tsx'
import { Note } from '~/ui/note.tsx'
import { PageHeader } from '~/ui/page-header.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { CauseTargets } from './cause-targets.tsx'
import { CausesTable } from './causes-table.tsx'
import { openGroup } from './group-address.ts'
import { useFailures } from './use-failures.ts'

/** Why targets of a job failed: its failed targets grouped by what their messages have in common. */
export function FailuresPage() {
  const { jobId = '' } = useParams()
  return <Failures key={jobId} jobId={jobId} />
}

function Failures({ jobId }: { jobId: string }) {
  const failures = useFailures(jobId)
  const { causes, read, total, error, isReading, hasMore } = failures
  const [search] = useSearchParams()
  useTimeZone()
  const at =
    failures.readAt === undefined ? '' : ` as of ${formatShort(new Date(failures.readAt).toISOString())}`
  const open = openGroup(search)
  const cause = causes.find(({ pattern }) => pattern === open)
  const retries = useLiveOperations().filter((one) => one.kind === 'retry' && one.jobId === jobId)
  const [started, setStarted] = useState<string>()
  // What goes on when one comes back stays when it has ended.
  const [found] = useState(() => retries.filter(isGoingOn).map(({ id }) => id))
  const shown = retries.filter((one) => isGoingOn(one) || one.id === started || found.includes(one.id))
  return (
    <>
      <PageHeader
        title={`Failures of job ${jobId}`}
        breadcrumb={[{ to: `/jobs/${jobId}`, label: `Job ${jobId}` }]}
        actions={
          <Button icon="retry" inactive={isReading} onClick={failures.readAgain}>
            Read again
          </Button>
        }
      />
      <div className="grid grid-cols-1 gap-5">
        {error && (
          <ProblemAlert
            problem={asProblem(error, 'The failed targets could not be read.')}
            onRetry={failures.tryAgain}
          />
        )}
        {shown.map((one) => (
          <OperationCard
            key={one.id}
            operation={{ ...one, elsewhere: false }}
            takesFocus={one.id === started}
          />
        ))}
        {read > 0 && <HowFar {...failures} />}
        {read === 0 && isReading && <Skeleton label="Reading failed targets" lines={6} />}
        {read === 0 && !isReading && !error && (
          <p className="rounded-lg border border-dashed p-8 text-center text-muted">
            No target of this job has failed{at}.{' '}
            <Link to={`/jobs/${jobId}/targets`} className="link">
              All targets
            </Link>
          </p>
        )}
        {read > 0 && <CausesTable jobId={jobId} causes={causes} read={read} open={open} search={search} />}
        {cause && (
          <CauseTargets
            key={cause.pattern}
            jobId={jobId}
            cause={cause}
            isPart={hasMore}
            isRetried={retries.some(isGoingOn)}
            onRetry={setStarted}
          />
        )}
        {open !== null && !cause && read > 0 && !isReading && (
          <Note tone="warn">
            No target that was read failed by the cause of this address
            {hasMore && total !== null && `; ${formatNumber(total - read)} are not read yet`}.
          </Note>
        )}
      </div>
    </>
  )
}

/** How many were read, and the way to the rest: the API tells no causes, so each failed target has to be looked at. */
function HowFar({
  causes,
  read,
  total,
  readAt,
  isReading,
  hasMore,
  pause,
  readRest,
  error,
}: ReturnType<typeof useFailures>) {
  const of =
    total !== null && hasMore ? `${formatNumber(read)} of ${formatNumber(total)}` : formatNumber(read)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {/* Each hundred that is read would be said. */}
      <output aria-live={isReading ? 'off' : 'polite'} className="text-lg">
        {`${of} failed ${read === 1 && !hasMore ? 'target' : 'targets'} by ${formatCount(causes.length, 'cause')}`}
        <span className="text-base text-muted">
          {isReading && hasMore
            ? ' · reading on …'
            : readAt !== undefined && ` · read at ${formatShort(new Date(readAt).toISOString())}`}
        </span>
      </output>
      {hasMore &&
        !error &&
        (isReading ? (
          <Button size="small" onClick={pause}>
            Pause
            <span className="sr-only"> reading</span>
          </Button>
        ) : (
          <Button size="small" onClick={readRest}>
            Read the rest
          </Button>
        ))}
    </div>
  )
}
