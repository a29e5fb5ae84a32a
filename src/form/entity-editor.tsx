import { type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import { type Entity, isSameRevision, revisionOf } from '~/api/entity.ts'
import { announce } from '~/ui/announce.ts'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { asItWas } from './draft.ts'
import { EditorNotes } from './editor-notes.tsx'
import type { Properties } from './entity-changes.ts'
import type { EntityField } from './entity-fields.ts'
import type { EntityStore } from './entity-save.ts'
import { EntityForm } from './entity-form.tsx'
import { RelationReader } from './relation-reader.ts'
import { reviewOf } from './review-of.ts'
import { withUndo } from './undo-request.ts'
import { useEntityForm } from './use-entity-form.ts'
import { useEntitySave } from './use-entity-save.ts'
import { useReadRelations } from './use-read-relations.ts'

const ReviewChanges = lazyPart(async () => (await import('./review-changes.tsx')).ReviewChanges, 'over')

interface EntityEditorProps {
  /** The form's name: "Edit target". */
  readonly label: string
  readonly entity: Entity
  /** The inputs for an entity as it is read. Another function at a later render may offer other choices, no other fields. */
  readonly fieldsOf: (entity: Entity, cultures: readonly string[]) => readonly EntityField[]
  readonly cultures: readonly string[]
  readonly store: EntityStore
  /** Names the entity in its system, for the drafts of it: "jobs/39596/targets/2000001". */
  readonly of: string
  readonly onSaved: () => void | Promise<void>
  /** Below the fields. */
  readonly children?: ReactNode
}

/** Mounted with the entity's id as its key: a background refetch must never overwrite what someone is typing. */
export function EntityEditor({
  label,
  entity,
  fieldsOf,
  cultures: asked,
  store,
  of,
  onSaved,
  children,
}: EntityEditorProps) {
  const [opened, setOpened] = useState(entity)
  const [cultures] = useState(asked)
  const fields = useMemo(() => fieldsOf(opened, cultures), [fieldsOf, opened, cultures])
  const typing = useEntityForm(fields, {
    of,
    opened,
    cultures,
    onRestore: (draft) => {
      const then = asItWas(entity, draft)
      setOpened(then)
      return fieldsOf(then, cultures)
    },
  })
  const relations = useReadRelations(opened, setOpened, typing)
  const startFrom = (next: Entity) => {
    setOpened(next)
    typing.startFrom(fieldsOf(next, cultures))
  }
  useEffect(() => {
    // Read anew before anything was typed: nothing is lost, and nothing needs to be compared later.
    if (!isSameRevision(entity, opened) && typing.isUntouched()) startFrom(entity)
    // oxlint-disable-next-line react/exhaustive-deps -- only what arrives counts, not what is undone
  }, [entity])
  const saving = useEntitySave({
    ...store,
    read: () => relations.readAgain(store.read()),
    opened,
    onProblem: (problem, held) => {
      if (held) startFrom(held)
      typing.tell(problem)
    },
    onSaved: async (outcome, written) => {
      announce(outcome, withUndo(written))
      typing.done()
      await onSaved()
    },
  })
  const reviewed = useMemo(
    () => (saving.review ? reviewOf(saving.review, opened, cultures) : []),
    [saving.review, opened, cultures],
  )
  const unlessNothing =
    (act: (changes: Properties) => Promise<void>) =>
    async (changes: Properties): Promise<void> => {
      if (Object.keys(changes).length === 0) typing.say('Nothing has changed.')
      else await act(changes)
    }
  return (
    <RelationReader value={relations.readOne}>
      <EntityForm
        label={label}
        typing={typing}
        busy={saving.busy}
        onReview={unlessNothing(saving.show)}
        onSave={unlessNothing(saving.save)}
        onDiscard={() => startFrom(entity)}
        now={entity}
        notes={
          <EditorNotes
            noun={store.noun}
            opened={opened}
            // What is just being saved is not somebody else's.
            now={saving.busy ? opened : entity}
            isElsewhere={typing.draft.isElsewhere}
          />
        }
      >
        {children}
      </EntityForm>
      <Suspense>
        {saving.review && (
          <ReviewChanges
            key={revisionOf(saving.review.now)}
            changes={reviewed}
            others={saving.review.others}
            losses={saving.review.losses}
            busy={saving.busy}
            onClose={saving.closeReview}
            onSave={(theirs) => saving.review && void saving.saveReviewed(saving.review, theirs)}
          />
        )}
      </Suspense>
    </RelationReader>
  )
}
