import { useMemo, useState } from 'react'
import type { JobRecord } from '~/api/job-records.ts'
import type { Writer } from '~/api/writer.ts'
import { EntityEditor } from '~/form/entity-editor.tsx'
import { Note } from '~/ui/note.tsx'
import { recordCultures, recordEntity } from './record-entity.ts'
import { type RecordSurroundings, recordFields } from './record-fields.tsx'
import { useRecordStore } from './use-record-store.ts'

interface RecordEditorProps {
  readonly writer: Writer<'edit'>
  readonly record: JobRecord
  readonly around: RecordSurroundings
  readonly onSaved: () => void | Promise<void>
}

/** The form of a BigChange job; sends only what changed. Mounted with the job's id as its key. */
export function RecordEditor({ writer, record, around, onSaved }: RecordEditorProps) {
  const { job } = record
  const [opened] = useState(job)
  const fieldsOf = useMemo(() => recordFields(opened, around), [opened, around])
  const entity = useMemo(() => recordEntity(job), [job])
  const store = useRecordStore(writer, job.id)
  return (
    <div className="grid gap-4">
      {!around.type && (
        <Note tone="warn">
          The settings of the job type could not be read: custom fields that were never given are missing
          here, and what is required is not known.
        </Note>
      )}
      <EntityEditor
        label="Edit job"
        entity={entity}
        fieldsOf={fieldsOf}
        cultures={recordCultures}
        of={`bigchange/jobs/${job.id}`}
        store={store}
        onSaved={onSaved}
      />
    </div>
  )
}
