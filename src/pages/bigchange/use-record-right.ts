import { type JobRecord, placeOfRecord } from '~/api/job-records.ts'
import { type Right, useRight } from '~/api/use-right.ts'

/** Whether a person may change a BigChange job: by role, by what the gateway allows, by earlier refusals, and by its status. */
export function useRecordRight(jobId: string, record: JobRecord | undefined): Right<'edit'> {
  const right = useRight('edit', placeOfRecord(jobId))
  if (!right.writer || !record) return right
  if (!record.mayEdit)
    return refused('Your account may look at the jobs of BigChange, but not change them (jobs:write).')
  if (record.job.status === 'cancelled')
    return refused('This job is cancelled: it is kept as it was. Nothing of it can be changed here.')
  return right
}

const refused = (reason: string) => ({ writer: null, refusal: { reason } })
