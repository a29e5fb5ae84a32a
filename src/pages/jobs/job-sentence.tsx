import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Entity } from '~/api/entity.ts'
import { isFinished } from '~/api/job-goes-on.ts'
import { Badge } from '~/ui/badge.tsx'
import { Button } from '~/ui/button.tsx'
import { Switch } from '~/ui/switch.tsx'
import { Time } from '~/ui/time.tsx'
import { countsOfJob } from './counts-of-job.ts'
import { useLiveUpdates } from './followed-job.ts'
import { jobHeadline } from './job-headline.ts'
import { jobStateOf } from './job-status.ts'
import type { TargetCounts } from './target-counts.ts'

interface JobSentenceProps {
  jobId: string
  job: Entity
  counts: TargetCounts
}

/** How the job stands, in a sentence, and whether that follows what happens. */
export function JobSentence({ jobId, job, counts }: JobSentenceProps) {
  const { status, rest } = jobHeadline(
    { ...job, ...jobStateOf(job), ...countsOfJob(job) },
    counts,
    useMinute(),
  )
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <p className="min-w-0 text-lg wrap-anywhere">
        <output>
          <Badge tone={status.tone}>{status.words}</Badge>
          {rest}
        </output>
        {job.modified_on && (
          <span className="text-muted">
            {' · last change '}
            <Time iso={job.modified_on} as="relative" />
          </span>
        )}
      </p>
      <div className="flex items-center gap-3">
        {!isFinished(job) && <LiveSwitch />}
        <Refresh jobId={jobId} />
      </div>
    </div>
  )
}

function LiveSwitch() {
  const { live, setLive } = useLiveUpdates()
  return <Switch label="Live updates" checked={live} onChange={(event) => setLive(event.target.checked)} />
}

function Refresh({ jobId }: { jobId: string }) {
  const client = useQueryClient()
  const queryKey = ['jobs', jobId]
  const busy = useIsFetching({ queryKey }) > 0
  return (
    <Button size="small" icon="retry" busy={busy} onClick={() => client.invalidateQueries({ queryKey })}>
      Refresh
    </Button>
  )
}

const minute = 60_000

function useMinute(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute)
    return () => clearInterval(timer)
  }, [])
  return now
}
