import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { descriptionQuery } from '~/api/descriptions.ts'
import { placeOf } from '~/api/refusals.ts'
import { useRight } from '~/api/use-right.ts'
import { EditButton } from '~/form/edit-button.tsx'
import { Offered } from '~/form/offered.tsx'
import { config } from '~/lib/current-config.ts'
import { asProblem } from '~/lib/problem.ts'
import { buttonClass } from '~/ui/button.tsx'
import { PageHeader } from '~/ui/page-header.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { DeleteDescription } from './delete-description.tsx'
import { DescriptionDetails } from './description-details.tsx'
import { OpenDescription, OpenedDescription } from './open-description.tsx'

/** What a job is to do, as its worker reads it. */
export function DescriptionPage() {
  const { jobId = '' } = useParams()
  return <JobDescriptionPage key={jobId} jobId={jobId} />
}

function JobDescriptionPage({ jobId }: { jobId: string }) {
  const { data, error, isPending, refetch } = useQuery(descriptionQuery(jobId, config().contentHub.cultures))
  const [asked, setAsked] = useState<string | null>(null)
  const editAddress = `/jobs/${jobId}/description/edit`
  const edit = useRight('edit', placeOf.description(jobId), data)
  return (
    <>
      <PageHeader
        title={`Description of job ${jobId}`}
        breadcrumb={[{ to: `/jobs/${jobId}`, label: `Job ${jobId}` }]}
        actions={
          data &&
          asked === null && (
            <>
              <DeleteDescription jobId={jobId} description={data} />
              <EditButton right={edit} to={editAddress} />
            </>
          )
        }
      />
      <div className="grid grid-cols-1 gap-5">
        {error && (
          <ProblemAlert
            problem={asProblem(error, 'The description could not be loaded.')}
            onRetry={() => void refetch()}
          />
        )}
        {isPending && <Skeleton label="Loading description" lines={9} />}
        {asked === null && data && <DescriptionDetails key={data.id} description={data} />}
        {asked === null && data === null && (
          <div className="grid justify-items-start gap-3">
            <p className="text-muted">This job has no description, or it is hidden from you.</p>
            <Offered right={edit} label="Create a description">
              <Link to={editAddress} className={buttonClass('primary')}>
                Create a description
              </Link>
            </Offered>
          </div>
        )}
        <OpenDescription onOpen={setAsked} />
        {asked !== null && (
          <OpenedDescription jobId={jobId} descriptionId={asked} onClose={() => setAsked(null)} />
        )}
      </div>
    </>
  )
}
