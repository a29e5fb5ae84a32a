import { type JobRecord, placeOfRecord } from '~/api/job-records.ts'
import { type Right, useRight } from '~/api/use-right.ts'
import { whyFixed } from './record-locks.ts'

/** Whether a person may change a BigChange job: by role, by what the gateway allows, by earlier refusals, and by its status. */
export function useRecordRight(jobId: string, record: JobRecord | undefined): Right<'edit'> {
  const right = useRight('edit', placeOfRecord(jobId))
  const reason = record && whyFixed(record)
  return right.writer && reason !== undefined ? { writer: null, refusal: { reason } } : right
}
