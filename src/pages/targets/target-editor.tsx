import { useQueryClient } from '@tanstack/react-query'
import type { Entity } from '~/api/entity.ts'
import { readTarget, targetQuery } from '~/api/targets.ts'
import { usePatchTarget } from '~/api/write-target.ts'
import type { Writer } from '~/api/writer.ts'
import { EntityEditor } from '~/form/entity-editor.tsx'
import { targetFields } from './target-fields.ts'

interface TargetEditorProps {
  readonly writer: Writer<'edit'>
  readonly jobId: string
  readonly target: Entity
  readonly cultures: readonly string[]
  readonly onSaved: () => void | Promise<void>
}

/** The form of one target; sends only what changed. Mounted with `key={target.id}`. */
export function TargetEditor({ writer, jobId, target, cultures, onSaved }: TargetEditorProps) {
  const client = useQueryClient()
  const patch = usePatchTarget(writer, jobId)
  const read = async () => {
    const now = await readTarget(jobId, target.id, cultures)
    client.setQueryData(targetQuery(jobId, target.id, cultures).queryKey, now)
    return now
  }
  return (
    <EntityEditor
      label="Edit target"
      entity={target}
      fieldsOf={targetFields}
      cultures={cultures}
      of={`jobs/${jobId}/targets/${target.id}`}
      store={{
        noun: 'target',
        read,
        write: (properties, now) => patch.mutateAsync({ target: now, changes: { properties } }),
      }}
      onSaved={onSaved}
    />
  )
}
