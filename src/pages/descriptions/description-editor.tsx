import { useQueryClient } from '@tanstack/react-query'
import { descriptionQuery } from '~/api/descriptions.ts'
import type { Entity } from '~/api/entity.ts'
import { useSaveDescription } from '~/api/write-description.ts'
import type { Writer } from '~/api/writer.ts'
import { EntityEditor } from '~/form/entity-editor.tsx'
import { config } from '~/lib/current-config.ts'
import { descriptionFields, noDescription } from './description-fields.ts'
import { descriptionStore } from './description-store.ts'

interface DescriptionEditorProps {
  readonly writer: Writer<'edit'>
  readonly jobId: string
  /** Null: it is to be created. */
  readonly description: Entity | null
  readonly onSaved: () => void | Promise<void>
}

/** The form of a job's description; sends the whole of it. Mounted with the description's id as its key. */
export function DescriptionEditor({ writer, jobId, description, onSaved }: DescriptionEditorProps) {
  const { cultures } = config().contentHub
  const client = useQueryClient()
  const save = useSaveDescription(writer, jobId)
  const store = descriptionStore({
    jobId,
    description,
    save: (now, changes) => save.mutateAsync({ now, changes }),
    onRead: (now) => client.setQueryData(descriptionQuery(jobId, cultures).queryKey, now),
  })
  return (
    <EntityEditor
      label="Edit description"
      entity={description ?? noDescription}
      fieldsOf={descriptionFields}
      cultures={cultures}
      store={store}
      onSaved={onSaved}
    />
  )
}
