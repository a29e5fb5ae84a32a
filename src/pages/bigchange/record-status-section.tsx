import type { WholeJob } from '~/api/job-records.ts'
import { Badge } from '~/ui/badge.tsx'
import { Time } from '~/ui/time.tsx'
import { statusWords } from './record-status.ts'

/** How a job stands, what that means, and what is known of how it came there. */
export function RecordStatus({ job }: { job: WholeJob }) {
  const { label, meaning, tone } = statusWords(job.status)
  const moments = [
    { what: 'Created', iso: job.createdAt },
    { what: 'Work began', iso: job.actualStartAt },
    { what: 'Work ended', iso: job.actualEndAt },
    { what: `Became “${label}”`, iso: job.statusModifiedAt },
  ]
    .flatMap(({ what, iso }) => (iso ? [{ what, iso }] : []))
    .toSorted((one, other) => Date.parse(one.iso) - Date.parse(other.iso))
  return (
    <section aria-label="Status" className="grid gap-2 rounded-lg border bg-surface px-4 py-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={tone}>{label}</Badge>
        <span>{meaning}</span>
      </p>
      <ol aria-label="History" className="grid gap-1 border-l-2 pl-3 text-sm">
        {moments.map(({ what, iso }) => (
          <li key={what}>
            {what} <Time iso={iso} as="beside" />
          </li>
        ))}
      </ol>
      <p className="text-sm text-muted">
        The record bears the time of its last change of status alone; the statuses before are not told.
      </p>
    </section>
  )
}
