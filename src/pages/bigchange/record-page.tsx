import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { jobRecordQuery } from '~/api/job-records.ts'
import { EditButton } from '~/form/edit-button.tsx'
import { asProblem, Problem } from '~/lib/problem.ts'
import { Button } from '~/ui/button.tsx'
import { CopyButton } from '~/ui/copy-button.tsx'
import { PageHeader } from '~/ui/page-header.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { useShortcuts } from '~/ui/shortcuts.ts'
import { Skeleton } from '~/ui/skeleton.tsx'
import { RecordDetails } from './record-details.tsx'
import { useRecordRight } from './use-record-right.ts'

/** One job of BigChange. Mounted with the job's id as its key. */
export function RecordPage({ jobId }: { jobId: string }) {
  const { data, error, refetch, isFetching } = useQuery(jobRecordQuery(jobId))
  const right = useRecordRight(jobId, data)
  const navigate = useNavigate()
  const address = `/bigchange/jobs/${jobId}/edit`
  const mayEdit = data !== undefined && right.writer !== null
  useShortcuts(
    useMemo(
      () => (mayEdit ? [{ keys: 'E', label: 'Edit job', run: () => void navigate(address) }] : []),
      [mayEdit, navigate, address],
    ),
  )
  return (
    <>
      <PageHeader
        title={`BigChange job ${jobId}`}
        breadcrumb={[{ to: '/bigchange/jobs', label: 'BigChange' }]}
        beside={<CopyButton text={jobId} label="Copy job id" iconOnly />}
        actions={
          data && (
            <>
              <Button icon="retry" busy={isFetching} onClick={() => void refetch()}>
                Refresh
              </Button>
              <EditButton right={right} to={address} />
            </>
          )
        }
      >
        {data && [data.job.typeName, data.job.contactName].filter(Boolean).join(' · ')}
      </PageHeader>
      <div className="grid grid-cols-1 gap-5">
        {error && <RecordProblem error={error} jobId={jobId} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton label="Loading job" lines={9} />}
        {data && <RecordDetails job={data.job} />}
      </div>
    </>
  )
}

interface RecordProblemProps {
  readonly error: unknown
  readonly jobId: string
  readonly onRetry: () => void
}

/** Why a job could not be read; digits that are no id may be a reference. */
export function RecordProblem({ error, jobId, onRetry }: RecordProblemProps) {
  return (
    <>
      <ProblemAlert problem={asProblem(error, 'The job could not be loaded.')} onRetry={onRetry} />
      {error instanceof Problem && error.status === 404 && (
        <p>
          <Link to={{ pathname: '/bigchange/jobs', search: `?reference=${jobId}` }} className="link">
            Look for jobs with the reference “{jobId}”
          </Link>
        </p>
      )}
    </>
  )
}
