import { useState } from 'react'
import type { Written } from '~/api/call.ts'
import type { Entity } from '~/api/entity.ts'
import type { Problem } from '~/lib/problem.ts'
import type { Properties } from './entity-changes.ts'
import { entitySave, type Review, type SaveOptions, type SaveResult } from './entity-save.ts'
import { useOneAtATime } from './use-one-at-a-time.ts'

interface EntitySaveOptions extends SaveOptions {
  /** `written` is null where nothing had to be sent. */
  readonly onSaved: (outcome: string, written: Written | null) => void | Promise<void>
  /** `held`: the answer was lost, but the server holds what was typed. */
  readonly onProblem: (problem: Problem, held: Entity | null) => void
}

/** `entitySave` as state: the open review, and one save at a time. */
export function useEntitySave({ onSaved, onProblem, ...options }: EntitySaveOptions) {
  const [review, setReview] = useState<Review | null>(null)
  const [busy, one] = useOneAtATime()
  const { show, save, saveReviewed } = entitySave(options)

  const alone = (work: () => Promise<SaveResult>): Promise<void> =>
    one(async () => {
      const result = await work()
      if ('review' in result) return setReview(result.review)
      if ('saved' in result) return onSaved(result.saved, result.written)
      setReview(null)
      onProblem(result.problem, result.held)
    })

  return {
    review,
    busy,
    closeReview: () => setReview(null),
    show: (changes: Properties) => alone(() => show(changes)),
    save: (changes: Properties) => alone(() => save(changes)),
    saveReviewed: (reviewed: Review, theirs: readonly string[]) =>
      alone(() => saveReviewed(reviewed, theirs)),
  }
}
