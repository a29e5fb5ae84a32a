import type { JobRecord } from '~/api/job-records.ts'
import type { Properties } from '~/form/entity-changes.ts'
import { Problem } from '~/lib/problem.ts'
import type { Member } from './record-names.ts'

/** Why a person may change nothing of a job, or undefined: by what the gateway allows, and by the job's status. */
export function whyFixed({ job, mayEdit }: JobRecord): string | undefined {
  if (!mayEdit) return 'Your account may look at the jobs of BigChange, but not change them (jobs:write).'
  if (job.status === 'cancelled')
    return 'This job is cancelled: it is kept as it was. Nothing of it can be changed here.'
  return undefined
}

/** Why `description` and `personId` cannot be changed any more, or undefined: BigChange locks them at the start. */
export function lockReason(status: string): string | undefined {
  if (status === 'started' || status === 'suspended')
    return 'Cannot be changed any more: the job has been started.'
  if (status === 'completedOk' || status === 'completedWithIssues')
    return 'Cannot be changed any more: the job has been completed.'
  return undefined
}

const lockable: readonly Member[] = ['description', 'personId']

/** What BigChange cannot be without: null is refused for it, or means something else. */
export const neverCleared: ReadonlySet<string> = new Set<Member>([
  'plannedDuration',
  'description',
  'personId',
])

/** What BigChange would refuse of some changes, as the job was read just before: nothing of them is to be sent. */
export function refusedBeforehand(record: JobRecord, changes: Properties): Problem | undefined {
  const fixed = whyFixed(record)
  if (fixed !== undefined)
    return new Problem('Nothing was sent.', fixed, 'What you typed is kept here; discard it to leave it.')
  const reason = lockReason(record.job.status)
  const locked = lockable.filter((name) => Object.hasOwn(changes, name))
  if (reason === undefined || locked.length === 0) return undefined
  return new Problem(
    'Nothing was sent.',
    `${locked.join(' and ')}: ${reason}`,
    'Put back what was there, and save the rest.',
    { fields: Object.fromEntries(locked.map((name) => [name, reason])) },
  )
}
