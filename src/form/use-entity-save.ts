import { useState } from 'react'
import { mayBeCarriedOut, type Written } from '~/api/call.ts'
import type { Entity } from '~/api/entity.ts'
import { nothingSent } from '~/api/nothing-sent.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { emptiedBy, movedSince, notHeld, type Properties } from './entity-changes.ts'
import { lostSaveProblem } from './lost-save.ts'
import { useOneAtATime } from './use-one-at-a-time.ts'

/** What is to be looked at before it is sent, beside the entity as the server holds it at this moment. */
export interface Review {
  readonly changes: Properties
  readonly now: Entity
  readonly others: readonly string[]
  readonly collisions: readonly string[]
  /** What has a value now and will have none. */
  readonly emptied: readonly string[]
}

/** How an entity is read and written; the part of a form that knows the noun. */
export interface EntityStore {
  /** "target": in sentences. */
  readonly noun: string
  /** Reads it as it is at this moment, past every cache. */
  readonly read: () => Promise<Entity>
  /** Writes the changes; `now` is as it was read just before. */
  readonly write: (changes: Properties, now: Entity) => Promise<Written>
  /** What is left without a value is listed before it is sent: the write replaces the whole. */
  readonly listsEmptied?: boolean
}

interface EntitySaveOptions extends EntityStore {
  /** The entity as the form was opened with it. */
  readonly opened: Entity
  /** A save of the person, or one that takes another back. */
  readonly kind?: 'save' | 'undo'
  /** `written` is null where nothing had to be sent. */
  readonly onSaved: (outcome: string, written: Written | null) => void | Promise<void>
  /** `held`: the answer was lost, but the server holds what was typed. */
  readonly onProblem: (problem: Problem, held: Entity | null) => void
}

/** Saves changes of an entity; never over what somebody else has changed in the same property without asking. */
export function useEntitySave(options: EntitySaveOptions) {
  const { noun, read, write, listsEmptied = false, opened, kind, onSaved, onProblem } = options
  const [review, setReview] = useState<Review | null>(null)
  const [busy, one] = useOneAtATime()

  const alone = (work: () => Promise<void>): Promise<void> =>
    one(() =>
      work().catch((error: unknown) => {
        setReview(null)
        onProblem(asProblem(error, `The ${noun} could not be saved.`), null)
      }),
    )

  const look = async (changes: Properties): Promise<Review> => {
    const now = await read().catch(nothingSent(`The ${noun} could not be read again before saving.`))
    return { changes, now, ...movedSince(opened, now, changes), emptied: emptiedBy(now, changes) }
  }

  const send = async ({ changes, now, others }: Review): Promise<void> => {
    let written: Written
    try {
      written = await write(changes, now)
    } catch (error) {
      if (!mayBeCarriedOut(error)) throw error
      const after = await read().catch(() => null)
      setReview(null)
      onProblem(
        lostSaveProblem(error.why, changes, after, kind),
        after && notHeld(after, changes).length === 0 ? after : null,
      )
      return
    }
    await onSaved(
      others.length > 0 ? `Saved. Somebody else changed ${others.join(', ')} meanwhile.` : 'Saved',
      written,
    )
  }

  return {
    review,
    busy,
    closeReview: () => setReview(null),
    /** Opens the review. */
    show: (changes: Properties) => alone(async () => setReview(await look(changes))),
    /** Sends at once, or opens the review where something is to be decided or known first. */
    save: (changes: Properties) =>
      alone(async () => {
        const looked = await look(changes)
        const mustBeSeen = looked.collisions.length > 0 || (listsEmptied && looked.emptied.length > 0)
        if (mustBeSeen) setReview(looked)
        else await send(looked)
      }),
    /** Sends what was reviewed, without the properties in which the other person's value stays. */
    saveReviewed: ({ changes, now }: Review, theirs: readonly string[]) =>
      alone(async () => {
        const kept = Object.fromEntries(Object.entries(changes).filter(([name]) => !theirs.includes(name)))
        if (Object.keys(kept).length === 0)
          return onSaved('Nothing was sent: what somebody else saved stays', null)
        const looked = await look(kept)
        if (movedSince(now, looked.now, kept).collisions.length > 0) setReview(looked)
        else await send(looked)
      }),
  }
}
