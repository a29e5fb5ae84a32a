import { useMemo, useState } from 'react'
import type { JobRecord } from '~/api/job-records.ts'
import type { Writer } from '~/api/writer.ts'
import { EntityEditor } from '~/form/entity-editor.tsx'
import { Note } from '~/ui/note.tsx'
import { recordCultures, recordEntity } from './record-entity.ts'
import { type ContactPersons, recordFields } from './record-fields.tsx'
import { namedFields } from './record-names.ts'
import { useRecordStore } from './use-record-store.ts'

interface RecordEditorProps {
  readonly writer: Writer<'edit'>
  readonly record: JobRecord
  readonly persons: ContactPersons
  readonly onSaved: () => void | Promise<void>
}

/** The form of a BigChange job; sends only what changed. Mounted with the job's id as its key. */
export function RecordEditor({
  writer,
  record: { job, type: readType },
  persons,
  onSaved,
}: RecordEditorProps) {
  // A later answer must not change the form under somebody's hands.
  const [type] = useState(readType)
  const [known] = useState(() => namedFields(job))
  const fieldsOf = useMemo(() => recordFields(known, { type, persons }), [known, type, persons])
  const entity = useMemo(() => recordEntity(job, known), [job, known])
  const store = useRecordStore(writer, job.id, known)
  return (
    <div className="grid gap-4">
      {!type && (
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
