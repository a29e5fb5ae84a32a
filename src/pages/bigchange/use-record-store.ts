import { useQueryClient } from '@tanstack/react-query'
import { mayBeCarriedOut, type TakenBack } from '~/api/call.ts'
import { jobRecordQuery, readJobRecord } from '~/api/job-records.ts'
import { useUpdateJobRecord } from '~/api/write-job-record.ts'
import type { Writer } from '~/api/writer.ts'
import type { EntityStore } from '~/form/entity-save.ts'
import { Problem } from '~/lib/problem.ts'
import { recordEntity } from './record-entity.ts'
import { placedProblem, updateOf } from './record-update.ts'

/** How the form of a BigChange job, and what takes its saves back, reads and writes it. */
export function useRecordStore(writer: Writer<'edit'>, jobId: string, undo?: TakenBack): EntityStore {
  const client = useQueryClient()
  const { mutateAsync } = useUpdateJobRecord(writer, jobId)
  const { queryKey } = jobRecordQuery(jobId)
  const read = async () => {
    const record = await readJobRecord(client, jobId)
    client.setQueryData(queryKey, record)
    return record
  }
  return {
    noun: 'job',
    read: async () => recordEntity((await read()).job),
    write: async (changes) => {
      // As it was read just before, to be compared.
      const { job } = client.getQueryData(queryKey) ?? (await read())
      const update = updateOf(job, changes)
      try {
        return await mutateAsync({ job, update, undo })
      } catch (error) {
        throw error instanceof Problem && !mayBeCarriedOut(error) ? placedProblem(error, job, update) : error
      }
    },
  }
}
