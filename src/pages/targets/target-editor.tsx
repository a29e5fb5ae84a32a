import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Entity } from '~/api/entity.ts'
import { readTarget, targetQuery } from '~/api/targets.ts'
import { changesBody, withReadRelations } from '~/api/whole-body.ts'
import { usePatchTarget, useReplaceTarget } from '~/api/write-target.ts'
import type { Writer } from '~/api/writer.ts'
import { EntityEditor } from '~/form/entity-editor.tsx'
import type { EntityStore } from '~/form/entity-save.ts'
import { Switch } from '~/ui/switch.tsx'
import { patchLosses, replacementLosses } from './losses.ts'
import { editedTargetFields } from './target-fields.ts'

interface TargetEditorProps {
  readonly writer: Writer<'edit'>
  readonly jobId: string
  readonly target: Entity
  readonly cultures: readonly string[]
  readonly onSaved: () => void | Promise<void>
}

/** The form of one target; sends only what changed, or all of it where that is asked for. Mounted with `key={target.id}`. */
export function TargetEditor({ writer, jobId, target, cultures, onSaved }: TargetEditorProps) {
  const client = useQueryClient()
  const [replaces, setReplaces] = useState(false)
  const patch = usePatchTarget(writer, jobId)
  const replace = useReplaceTarget(writer, jobId)
  const fieldsOf = useMemo(() => editedTargetFields(jobId), [jobId])
  const read = async () => {
    const now = await readTarget(jobId, target.id, cultures)
    client.setQueryData(targetQuery(jobId, target.id, cultures).queryKey, now)
    return now
  }
  const patching: EntityStore = {
    noun: 'target',
    read,
    write: (changes, now) =>
      patch.mutateAsync({ target: withReadRelations(now), changes: changesBody(changes) }),
    lossesOf: (now, changes) => patchLosses(now, changes, cultures),
  }
  const replacing: EntityStore = {
    noun: 'target',
    read,
    write: (changes, now) => replace.mutateAsync({ now, changes }),
    reviewsFirst: true,
    lossesOf: (now) => replacementLosses(now, cultures),
  }
  return (
    <EntityEditor
      label="Edit target"
      entity={target}
      fieldsOf={fieldsOf}
      cultures={cultures}
      of={`jobs/${jobId}/targets/${target.id}`}
      store={replaces ? replacing : patching}
      onSaved={onSaved}
    >
      <Switch
        label="Replace everything (PUT)"
        hint="Off, only what you changed is sent. On, all of the target is read again and sent back with your changes: what the server did not tell becomes null, and what somebody else saves in that very moment is overwritten. What may be lost is listed before anything is sent."
        checked={replaces}
        onChange={(event) => setReplaces(event.target.checked)}
      />
    </EntityEditor>
  )
}
