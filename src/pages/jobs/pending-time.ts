import { formatDuration } from '~/lib/duration.ts'

const minute = 60_000
const hour = 60 * minute
/** After this long in state Pending a job is marked failed by itself (the vendor's page on job states). */
const limitMs = 48 * hour

/** Times of an entity, ISO 8601. */
export interface EntityTimes {
  readonly created_on?: string | null | undefined
  readonly modified_on?: string | null | undefined
}

export interface PendingTime {
  /** Goes after "Pending": "for 31 h, fails by itself in 17 h". */
  readonly words: string
  readonly overdue: boolean
}

/**
 * How long a pending job has waited. No time of queuing is known; becoming Pending is a change, and a job that waits
 * changes no more, so the last change is taken. Null where the job bears no time.
 */
export function pendingTime({ created_on, modified_on }: EntityTimes, now: number): PendingTime | null {
  const since = [modified_on, created_on]
    .map((iso) => Date.parse(iso ?? ''))
    .find((time) => !Number.isNaN(time))
  if (since === undefined) return null
  const waited = Math.max(0, now - since)
  const start = waited < minute ? 'for less than a minute' : `for ${roughly(waited, Math.floor)}`
  return waited < limitMs
    ? { words: `${start}, fails by itself in ${roughly(limitMs - waited, Math.ceil)}`, overdue: false }
    : { words: `${start}, should have failed by itself after 48 h`, overdue: true }
}

/** Whole hours up to the limit, whole minutes below two hours; rounded apart, both ends add up to 48 h. */
function roughly(milliseconds: number, round: (value: number) => number): string {
  if (milliseconds < 2 * hour) return formatDuration(round(milliseconds / minute) * minute)
  const hours = round(milliseconds / hour)
  return hours * hour <= limitMs ? `${hours} h` : formatDuration(hours * hour)
}
