import { useMutation } from '@tanstack/react-query'
import type { ExactNumber } from '~/lib/json.ts'
import { noteOf, type TakenBack } from './call.ts'
import { jobRecordsKey, type WholeJob } from './job-records.ts'
import { path } from './path.ts'
import { useReadAgainAt } from './read-again.ts'
import type { Writer } from './writer.ts'

/** What changes: a member that is left out is kept, null clears it. Custom fields that are not listed are kept. */
export interface JobUpdate {
  readonly plannedDuration?: number
  readonly description?: string
  readonly reference?: string | null
  /** Null: the contact's primary person takes the place. */
  readonly personId?: string | null
  readonly orderNumber?: string | null
  readonly customFields?: readonly {
    readonly definitionId: number | ExactNumber
    readonly value: string | null
  }[]
}

interface JobWrite {
  /** As it was read just before. */
  readonly job: WholeJob
  readonly update: JobUpdate
  /** The write that this one takes back. */
  readonly undo?: TakenBack | undefined
}

/** Changes some members of a BigChange job. The answer (204) bears nothing: read it again. Throws Problem. */
export const updateJobRecord = (writer: Writer<'edit'>, { job, update, undo }: JobWrite) =>
  writer.send('PATCH', path`/v1/jobs/${job.id}`, update, {
    what: 'The job could not be saved.',
    note: noteOf(`Edited BigChange job ${job.id}`, job, undo),
  })

/** Changes a BigChange job and reads again whatever shows it, also where the answer was lost. */
export function useUpdateJobRecord(writer: Writer<'edit'>) {
  return useMutation({
    mutationFn: (write: JobWrite) => updateJobRecord(writer, write),
    onSettled: useReadAgainAt(jobRecordsKey),
  })
}
