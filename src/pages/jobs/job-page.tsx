import { useParams } from 'react-router'
import { asProblem } from '~/lib/problem.ts'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { AllProperties } from './all-properties.tsx'
import { CountTiles } from './count-tiles.tsx'
import { JobDescription } from './job-description.tsx'
import { JobFacts } from './job-facts.tsx'
import { JobHeader } from './job-header.tsx'
import { JobSentence } from './job-sentence.tsx'
import { OtherHostNote } from './other-host-note.tsx'
import { useRememberedVisit } from './use-remembered-visit.ts'
import { useLiveJob } from './use-live-job.ts'
import { knownCounts } from './use-target-counts.ts'

/** One job at a glance: how it stands, how far it is, what it does, who and when. */
export function JobPage() {
  const { jobId = '' } = useParams()
  return <JobOverview key={jobId} jobId={jobId} />
}

function JobOverview({ jobId }: { jobId: string }) {
  const { job, counts, mayCount } = useLiveJob(jobId)
  const known = knownCounts(counts)
  useRememberedVisit(job.data)
  return (
    <>
      <JobHeader jobId={jobId} job={job.data} failed={known.failed} hasTargets={mayCount || job.isPending} />
      <div className="grid grid-cols-1 gap-5">
        <OtherHostNote jobId={jobId} />
        {job.error && (
          <ProblemAlert
            problem={asProblem(job.error, 'The job could not be loaded.')}
            onRetry={() => job.refetch()}
          />
        )}
        {job.isPending && <Skeleton label="Loading job" lines={6} />}
        {job.data && <JobSentence jobId={jobId} job={job.data} counts={known} />}
        {mayCount && <CountTiles jobId={jobId} counts={counts} />}
        {job.data && (
          <div className="grid items-start gap-x-8 gap-y-5 lg:grid-cols-2">
            <JobFacts job={job.data} />
            <JobDescription jobId={jobId} />
          </div>
        )}
        {job.data && <AllProperties properties={job.data.properties ?? {}} />}
      </div>
    </>
  )
}
