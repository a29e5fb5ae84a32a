import type { Tone } from '~/ui/badge.tsx'

interface StatusWords {
  readonly label: string
  readonly meaning: string
  readonly tone: Tone
}

const internal = 'A mark of BigChange’s own alerts; a job should not bear it.'

/** The statuses of BigChange (`JobStatus` of the contract), in words. */
const words: Readonly<Record<string, StatusWords>> = {
  new: { label: 'New', meaning: 'Created, and nothing is planned yet.', tone: 'neutral' },
  scheduled: {
    label: 'Scheduled',
    meaning: 'Somebody, a vehicle and a time are set; it is not on their device yet.',
    tone: 'info',
  },
  unscheduled: { label: 'Unscheduled', meaning: 'It was planned, and was taken out again.', tone: 'neutral' },
  sent: { label: 'Sent', meaning: 'It is on the device of the person it is scheduled to.', tone: 'info' },
  read: { label: 'Read', meaning: 'The person it is scheduled to has opened it.', tone: 'info' },
  accepted: { label: 'Accepted', meaning: 'The person it is scheduled to has accepted it.', tone: 'info' },
  refused: { label: 'Refused', meaning: 'The person it is scheduled to has refused it.', tone: 'warn' },
  onTheWay: { label: 'On the way', meaning: 'Somebody is on the way to the place.', tone: 'info' },
  started: { label: 'Started', meaning: 'The work is under way.', tone: 'info' },
  suspended: { label: 'Suspended', meaning: 'The work was begun and is paused.', tone: 'warn' },
  completedOk: { label: 'Completed', meaning: 'The work is done.', tone: 'good' },
  completedWithIssues: {
    label: 'Completed with issues',
    meaning: 'The work has ended, but not everything went well.',
    tone: 'bad',
  },
  cancelled: { label: 'Cancelled', meaning: 'It will not be done.', tone: 'neutral' },
  lateStart: { label: 'Late start', meaning: internal, tone: 'warn' },
  lateFinish: { label: 'Late finish', meaning: internal, tone: 'warn' },
  rescheduled: { label: 'Rescheduled', meaning: internal, tone: 'neutral' },
}

/** What a status means; one that is not known is told as it is. */
export const statusWords = (status: string): StatusWords =>
  (Object.hasOwn(words, status) ? words[status] : undefined) ?? {
    label: status,
    meaning: 'A status that this console does not know.',
    tone: 'neutral',
  }
