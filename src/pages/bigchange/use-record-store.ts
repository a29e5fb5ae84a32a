import { useQueryClient } from '@tanstack/react-query'
import { mayBeCarriedOut, type TakenBack } from '~/api/call.ts'
import { jobRecordQuery, readJobRecord } from '~/api/job-records.ts'
import { useUpdateJobRecord } from '~/api/write-job-record.ts'
import type { Writer } from '~/api/writer.ts'
import type { EntityStore } from '~/form/entity-save.ts'
import { Problem } from '~/lib/problem.ts'
import { recordEntity } from './record-entity.ts'
import { refusedBeforehand } from './record-locks.ts'
import { type NamedFields, namedFields } from './record-names.ts'
import { placedProblem, updateOf } from './record-update.ts'

/**
 * How the form of a BigChange job, and what takes its saves back, reads and writes it; `known` are its custom fields as that
 * began with them.
 */
export function useRecordStore(
  writer: Writer<'edit'>,
  jobId: string,
  known: NamedFields,
  undo?: TakenBack,
): EntityStore {
  const client = useQueryClient()
  const { mutateAsync } = useUpdateJobRecord(writer)
  const { queryKey } = jobRecordQuery(jobId)
  const read = async () => {
    const record = await readJobRecord(client, jobId)
    client.setQueryData(queryKey, record)
    return record
  }
  return {
    noun: 'job',
    read: async () => recordEntity((await read()).job, known),
    write: async (changes) => {
      // As it was read just before, to be compared.
      const record = client.getQueryData(queryKey) ?? (await read())
      const refused = refusedBeforehand(record, changes)
      if (refused) throw refused
      const fields = namedFields(record.job, known)
      const update = updateOf(fields, changes)
      const job = { ...record.job, customFields: [...fields.values()] }
      try {
        return await mutateAsync({ job, update, undo })
      } catch (error) {
        throw error instanceof Problem && !mayBeCarriedOut(error)
          ? placedProblem(error, fields, update)
          : error
      }
    },
  }
}
