import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { descriptionQuery } from '~/api/descriptions.ts'
import { config } from '~/lib/current-config.ts'
import { asProblem } from '~/lib/problem.ts'
import { PageHeader } from '~/ui/page-header.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { DescriptionEditor } from './description-editor.tsx'

/** The description of a job to be edited, or to be created where there is none. */
export function DescriptionEdit() {
  const { jobId = '' } = useParams()
  return (
    <>
      <PageHeader
        key={jobId}
        title={`Edit description of job ${jobId}`}
        breadcrumb={[
          { to: `/jobs/${jobId}`, label: `Job ${jobId}` },
          { to: `/jobs/${jobId}/description`, label: 'Description' },
        ]}
      />
      <div className="max-w-4xl rounded-lg border bg-surface p-4">
        <LoadedEditor key={jobId} jobId={jobId} />
      </div>
    </>
  )
}

function LoadedEditor({ jobId }: { jobId: string }) {
  const navigate = useNavigate()
  const query = useQuery(descriptionQuery(jobId, config().contentHub.cultures))
  // The form stays the same one, and with it what is typed, also where a description comes or goes while it is open.
  const [first, setFirst] = useState(query.data)
  if (first === undefined && query.data !== undefined) setFirst(query.data)
  if (first !== undefined)
    return (
      <DescriptionEditor
        jobId={jobId}
        description={query.data ?? first}
        onSaved={() => navigate(`/jobs/${jobId}/description`)}
      />
    )
  if (!query.error) return <Skeleton label="Loading description" lines={9} />
  const problem = asProblem(query.error, 'The description could not be loaded.')
  return <ProblemAlert problem={problem} onRetry={() => void query.refetch()} />
}
