import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
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
  const saving = useSaveDescription(writer, jobId)
  const fieldsOf = useCallback(
    (of: Entity, cultures: readonly string[]) => descriptionFields(of, cultures, jobId),
    [jobId],
  )
  const [isNew] = useState(description === null)
  const store = descriptionStore({
    jobId,
    description,
    isNew,
    save: (now, save) => saving.mutateAsync({ now, ...save }),
    onRead: (now) => client.setQueryData(descriptionQuery(jobId, cultures).queryKey, now),
  })
  return (
    <EntityEditor
      label="Edit description"
      entity={description ?? noDescription}
      fieldsOf={fieldsOf}
      cultures={cultures}
      of={`jobs/${jobId}/description`}
      store={store}
      onSaved={onSaved}
    />
  )
}
