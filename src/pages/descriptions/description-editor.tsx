import { useQueryClient } from '@tanstack/react-query'
import { descriptionQuery, readDescription } from '~/api/descriptions.ts'
import type { Entity } from '~/api/entity.ts'
import { useSaveDescription } from '~/api/write-description.ts'
import type { Writer } from '~/api/writer.ts'
import { EntityEditor } from '~/form/entity-editor.tsx'
import { config } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'
import { descriptionFields, isNoDescription, noDescription } from './description-fields.ts'

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
  const read = async () => {
    const now = await readDescription(jobId, cultures)
    if (!now && description)
      throw new Problem(
        'The description is gone.',
        'Somebody has deleted it meanwhile.',
        'Copy what you typed, then reload this page to create a description anew.',
      )
    client.setQueryData(descriptionQuery(jobId, cultures).queryKey, now)
    return now ?? noDescription
  }
  return (
    <EntityEditor
      label="Edit description"
      entity={description ?? noDescription}
      fieldsOf={descriptionFields}
      cultures={cultures}
      store={{
        noun: 'description',
        read,
        write: async (changes, now) => {
          if (!isNoDescription(now)) return save.mutateAsync({ now, changes })
          // A new one is taken back by deleting it, which asks first: no Undo right away.
          return { ...(await save.mutateAsync({ now: null, changes })), entry: null }
        },
        listsEmptied: true,
      }}
      onSaved={onSaved}
    />
  )
}
