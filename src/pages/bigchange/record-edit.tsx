import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { jobRecordQuery, personsQuery } from '~/api/job-records.ts'
import { FormGate } from '~/form/form-gate.tsx'
import { PageHeader } from '~/ui/page-header.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { RecordDetails } from './record-details.tsx'
import { RecordEditor } from './record-editor.tsx'
import { RecordProblem } from './record-page.tsx'
import { useRecordRight } from './use-record-right.ts'

/** One job of BigChange to be edited. Mounted with the job's id as its key. Load it lazily. */
export function RecordEdit({ jobId }: { jobId: string }) {
  return (
    <>
      <PageHeader
        title={`Edit BigChange job ${jobId}`}
        breadcrumb={[
          { to: '/bigchange/jobs', label: 'BigChange' },
          { to: `/bigchange/jobs/${jobId}`, label: `Job ${jobId}` },
        ]}
      />
      <div className="max-w-4xl rounded-lg border bg-surface p-4">
        <LoadedRecord jobId={jobId} />
      </div>
    </>
  )
}

function LoadedRecord({ jobId }: { jobId: string }) {
  const { data, error, refetch } = useQuery(jobRecordQuery(jobId))
  const right = useRecordRight(jobId, data)
  const navigate = useNavigate()
  const contactId = data?.job.contactId
  const persons = useQuery({ ...personsQuery(contactId ?? ''), enabled: contactId != null })
  const address = `/bigchange/jobs/${jobId}`
  if (!data)
    return error ? (
      <RecordProblem error={error} jobId={jobId} onRetry={() => void refetch()} />
    ) : (
      <Skeleton label="Loading job" lines={9} />
    )
  return (
    <FormGate
      right={right}
      back={{ to: address, label: `Back to job ${jobId}` }}
      instead={<RecordDetails job={data.job} />}
    >
      {(writer) => (
        <RecordEditor
          writer={writer}
          record={data}
          persons={persons.data ?? (persons.isLoading ? 'loading' : null)}
          onSaved={() => navigate(address)}
        />
      )}
    </FormGate>
  )
}
