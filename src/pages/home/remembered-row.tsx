import { Link } from 'react-router'
import { jobStatus } from '~/pages/jobs/job-status.ts'
import type { RememberedJob } from '~/pages/jobs/remembered-jobs.ts'
import { Badge } from '~/ui/badge.tsx'
import { Button } from '~/ui/button.tsx'
import { Time } from '~/ui/time.tsx'

/** The id of a row's button in the document. */
export const rowButtonId = (button: 'pin' | 'remove', jobId: string): string => `${button}-${jobId}`

interface RememberedRowProps {
  job: RememberedJob
  onPin: (job: RememberedJob) => void
  onRemove: (job: RememberedJob) => void
}

/** One job that was opened here: the way back to it, and how it stood. */
export function RememberedRow({ job, onPin, onRemove }: RememberedRowProps) {
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
        <Button
          id={rowButtonId('pin', job.id)}
          variant="quiet"
          icon="pin"
          iconOnly
          title={job.pinned ? 'Unpin' : 'Pin'}
          onClick={() => onPin(job)}
        >
          {job.pinned ? 'Unpin' : 'Pin'} job {job.id}
        </Button>
        <Button
          id={rowButtonId('remove', job.id)}
          variant="quiet"
          icon="close"
          iconOnly
          title="Remove from this list"
          onClick={() => onRemove(job)}
        >
          Remove job {job.id} from this list
        </Button>
      </div>
    </li>
  )
}
