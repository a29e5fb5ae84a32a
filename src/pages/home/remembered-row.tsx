import { Link } from 'react-router'
import { jobStatus } from '~/pages/jobs/job-status.ts'
import { forgetJob, pinJob, type RememberedJob } from '~/pages/jobs/remembered-jobs.ts'
import { Badge } from '~/ui/badge.tsx'
import { Button } from '~/ui/button.tsx'
import { Time } from '~/ui/time.tsx'

/** One job that was opened here: the way back to it, and how it stood. */
export function RememberedRow({ job }: { job: RememberedJob }) {
  const { words, tone } = jobStatus(job)
  return (
    <li className="relative flex items-center gap-2 py-2 pr-2 pl-3 hover:bg-hover">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-64">
          <Link to={`/jobs/${job.id}`} className="link font-medium after:absolute after:inset-0">
            Job {job.id}
          </Link>
          {job.title && (
            <span dir="auto" className="block truncate">
              {job.title}
            </span>
          )}
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          {job.type && <span>{job.type}</span>}
          <Badge tone={tone}>{words}</Badge>
          <span>
            opened <Time iso={job.openedOn} as="relative" />
          </span>
        </div>
      </div>
      <div className="relative flex">
        <Button variant="quiet" icon="pin" iconOnly onClick={() => pinJob(job.id, !job.pinned)}>
          {job.pinned ? 'Unpin' : 'Pin'} job {job.id}
        </Button>
        <Button variant="quiet" icon="close" iconOnly onClick={() => forgetJob(job.id)}>
          Remove job {job.id} from this list
        </Button>
      </div>
    </li>
  )
}
