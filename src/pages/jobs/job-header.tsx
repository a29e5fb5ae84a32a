import { Link } from 'react-router'
import type { Entity } from '~/api/entity.ts'
import { formatNumber } from '~/lib/format.ts'
import { Button, buttonClass } from '~/ui/button.tsx'
import { ExternalLink } from '~/ui/external-link.tsx'
import { PageHeader } from '~/ui/page-header.tsx'
import { gridOf } from './grid-of.ts'
import { portalAddress } from './portal-address.ts'
import { pinJob, titleOf, useRememberedJobs } from './remembered-jobs.ts'

interface JobHeaderProps {
  jobId: string
  job: Entity | undefined
  failed: number | null
  /** False where the server says that there is no such job for this person. */
  hasTargets: boolean
}

/** The job's name and the ways on from it, there before the job is. */
export function JobHeader({ jobId, job, failed, hasTargets }: JobHeaderProps) {
  const title = job && titleOf(job)
  const inPortal = portalAddress(jobId)
  return (
    <PageHeader
      title={`Job ${jobId}`}
      breadcrumb={[{ to: '/', label: 'Jobs' }]}
      beside={
        title && (
          <span dir="auto" className="min-w-0 text-lg text-muted wrap-anywhere">
            {title}
          </span>
        )
      }
      actions={
        <>
          {inPortal && <ExternalLink href={inPortal}>Open in Content Hub</ExternalLink>}
          <PinButton jobId={jobId} />
          {hasTargets && (
            <>
              {failed !== 0 && (
                <Link to={`/jobs/${jobId}/failures`} className={buttonClass()}>
                  Causes of failure
                </Link>
              )}
              <Link to={gridOf(jobId, 'failed')} className={buttonClass()}>
                Failed targets{failed !== null && ` (${formatNumber(failed)})`}
              </Link>
              <Link to={`/jobs/${jobId}/targets`} className={buttonClass('primary')}>
                Targets
              </Link>
            </>
          )}
        </>
      }
    />
  )
}

/** There once the job is remembered: what could not be opened cannot be pinned. */
function PinButton({ jobId }: { jobId: string }) {
  const remembered = useRememberedJobs().find(({ id }) => id === jobId)
  if (!remembered) return null
  const { pinned } = remembered
  return (
    <Button icon="pin" onClick={() => pinJob(jobId, !pinned)}>
      {pinned ? 'Unpin' : 'Pin'}
    </Button>
  )
}
