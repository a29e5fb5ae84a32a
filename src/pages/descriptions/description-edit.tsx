import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { descriptionQuery } from '~/api/descriptions.ts'
import { placeOf } from '~/api/refusals.ts'
import { useRight } from '~/api/use-right.ts'
import { FormGate } from '~/form/form-gate.tsx'
import { config } from '~/lib/current-config.ts'
import { asProblem } from '~/lib/problem.ts'
import { PageHeader } from '~/ui/page-header.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { DescriptionDetails } from './description-details.tsx'
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
  const right = useRight('edit', placeOf.description(jobId), query.data)
  const address = `/jobs/${jobId}/description`
  if (first !== undefined)
    return (
      <FormGate
        right={right}
        back={{ to: address, label: 'Back to the description' }}
        instead={first && <DescriptionDetails description={first} />}
      >
        {(writer) => (
          <DescriptionEditor
            writer={writer}
            jobId={jobId}
            description={query.data ?? first}
            onSaved={() => navigate(address)}
          />
        )}
      </FormGate>
    )
  if (!query.error) return <Skeleton label="Loading description" lines={9} />
  const problem = asProblem(query.error, 'The description could not be loaded.')
  return <ProblemAlert problem={problem} onRetry={() => void query.refetch()} />
}
