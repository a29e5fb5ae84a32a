import { Suspense, useEffect, useState } from 'react'
import type { TakenBack } from '~/api/call.ts'
import { revisionOf } from '~/api/entity.ts'
import { readDescription } from '~/api/descriptions.ts'
import { relationName } from '~/api/exact-value.ts'
import { withRelations } from '~/api/read-relation.ts'
import { readTarget } from '~/api/targets.ts'
import { changesBody, withReadRelations } from '~/api/whole-body.ts'
import { usePatchTarget } from '~/api/write-target.ts'
import { useSaveDescription } from '~/api/write-description.ts'
import type { Writer } from '~/api/writer.ts'
import { reviewOf } from '~/form/review-of.ts'
import { endUndo } from '~/form/undo-request.ts'
import type { EntityStore } from '~/form/entity-save.ts'
import { useEntitySave } from '~/form/use-entity-save.ts'
import { Problem } from '~/lib/problem.ts'
import { useRecordStore } from '~/pages/bigchange/use-record-store.ts'
import { announce, dismissOutcome } from '~/ui/announce.ts'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { NotUndone } from './not-undone.tsx'
import type { ChangePlan } from './undo-plan.ts'

const ReviewChanges = lazyPart(async () => (await import('~/form/review-changes.tsx')).ReviewChanges, 'over')

interface UndoChangeProps {
  readonly writer: Writer<'edit'>
  readonly plan: ChangePlan
  readonly undo: TakenBack
}

/** The inverse change goes the way of every save: read again, compared, asked about where it collides, then sent. */
export function UndoChange({ writer, plan, undo }: UndoChangeProps) {
  const [problem, setProblem] = useState<Problem>()
  const { review, busy, save, saveReviewed } = useEntitySave({
    ...useUndoStore(writer, plan, undo),
    kind: 'undo',
    opened: plan.left,
    onSaved: (outcome, written) => {
      announce(written ? `Undone: ${undo.title}` : outcome)
      endUndo()
    },
    onProblem: (problem, held) => {
      if (!held) return setProblem(problem)
      announce(`Undone: ${undo.title}. The answer was lost, but the server holds what was there before.`)
      endUndo()
    },
  })
  useEffect(() => {
    void save(plan.inverse)
    // oxlint-disable-next-line react/exhaustive-deps -- once; `save` does one thing at a time
  }, [])
  useEffect(() => {
    if (review) dismissOutcome()
  }, [review])
  if (problem) return <NotUndone problem={problem} />
  if (!review) return null
  return (
    <Suspense>
      <ReviewChanges
        key={revisionOf(review.now)}
        changes={reviewOf(review, plan.left, plan.cultures)}
        others={review.others}
        losses={review.losses}
        busy={busy}
        words={words}
        onClose={endUndo}
        onSave={(theirs) => void saveReviewed(review, theirs)}
      />
    </Suspense>
  )
}

function useUndoStore(
  writer: Writer<'edit'>,
  { noun, jobId, left, inverse, cultures, known = noFields, losses = [] }: ChangePlan,
  undo: TakenBack,
): EntityStore {
  const patch = usePatchTarget(writer, jobId)
  const save = useSaveDescription(writer, jobId)
  const record = useRecordStore(writer, jobId, known, undo)
  if (noun === 'job') return { ...record, reviewsFirst: losses.length > 0, lossesOf: () => losses }
  const relations = Object.keys(inverse).flatMap((key) => relationName(key) ?? [])
  if (noun === 'target')
    return {
      noun,
      read: async () => withRelations(await readTarget(jobId, left.id, cultures), relations),
      write: (changes, now) =>
        patch.mutateAsync({ target: withReadRelations(now), changes: changesBody(changes), undo }),
    }
  return {
    noun,
    read: async () => {
      const now = await readDescription(jobId, cultures)
      if (now?.id === left.id) return now
      throw new Problem('The description is gone.', 'Somebody has deleted it since.', 'Create it anew.')
    },
    write: (changes, now) => save.mutateAsync({ now, changes, undo }),
  }
}

const noFields = new Map()

const words = {
  title: 'Review undo',
  collision: 'What is to be undone was changed again since. Choose what to keep, then undo.',
  base: 'After what is to be undone',
  theirs: 'Now',
  mine: 'Before',
  keepMine: 'Put back',
  takeTheirs: 'Leave as it is now',
  back: 'Cancel',
  save: 'Undo',
}
