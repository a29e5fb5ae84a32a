import { formatCount, formatNumber } from '~/lib/format.ts'
import { formatPercent } from '~/lib/percent.ts'
import type { CountsOfJob } from './counts-of-job.ts'
import { type JobState, type JobStatus, jobStatus } from './job-status.ts'
import { type EntityTimes, pendingTime } from './pending-time.ts'
import { otherCount, type TargetCounts } from './target-counts.ts'

/** One sentence in two parts: "Running" and " · 9,203 done, 412 failed (4.1%), 385 waiting". */
export interface JobHeadline {
  readonly status: JobStatus
  /** Empty where there is no more to say. */
  readonly rest: string
}

/**
 * A job in a sentence; what is not known or not there is left out, and what could not be counted (yet) is said as the job
 * tells it. `now` in milliseconds.
 */
export function jobHeadline(
  job: JobState & EntityTimes & CountsOfJob,
  counts: TargetCounts,
  now: number,
): JobHeadline {
  const status = jobStatus(job)
  const pending = job.state === 'Pending' ? pendingTime(job, now) : null
  const told = countsText({ ...counts, total: counts.total ?? job.targets }, job.completed)
  return {
    status: pending?.overdue ? { ...status, tone: 'warn' } : status,
    rest: `${pending ? ` ${pending.words}` : ''}${told && ` · ${told}`}`,
  }
}

function countsText(counts: TargetCounts, completed: number | null): string {
  const { total, done, failed, running, waiting, cancelled } = counts
  if (total === 0) return 'no targets'
  const share = failed !== null && total !== null ? ` (${formatPercent(failed, total)})` : ''
  const parts: readonly (readonly [number | null, string])[] = [
    [done, 'done'],
    [failed, `failed${share}`],
    [running, 'running'],
    [waiting, 'waiting'],
    [cancelled, 'cancelled'],
    [otherCount(counts), 'in other states'],
  ]
  const told = parts.flatMap(([count, word]) => (count ? [`${formatNumber(count)} ${word}`] : []))
  if (told.length > 0) return told.join(', ')
  if (total === null) return ''
  const targets = formatCount(total, 'target')
  return completed === null ? targets : `${formatNumber(completed)} of ${targets} completed`
}
