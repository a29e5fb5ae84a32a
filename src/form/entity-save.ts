import { mayBeCarriedOut, type Written } from '~/api/call.ts'
import type { Entity } from '~/api/entity.ts'
import { nothingSent } from '~/api/nothing-sent.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { completed, emptiedBy, movedSince, notHeld, type Properties } from './entity-changes.ts'
import { lostSaveProblem } from './lost-save.ts'

/** What is to be looked at before it is sent, beside the entity as the server holds it at this moment. */
export interface Review {
  readonly changes: Properties
  readonly now: Entity
  readonly others: readonly string[]
  readonly collisions: readonly string[]
  /** What has a value now and will have none. */
  readonly emptied: readonly string[]
  /** What else may be lost, in sentences. */
  readonly losses: readonly string[]
}

/** How an entity is read and written; the part of a form that knows the noun. */
export interface EntityStore {
  /** "target": in sentences. */
  readonly noun: string
  /** Reads it as it is at this moment, past every cache. */
  readonly read: () => Promise<Entity>
  /** Writes the changes, which are whole (`completed`); `now` is as it was read just before. */
  readonly write: (changes: Properties, now: Entity) => Promise<Written>
  /** What is left without a value is listed before it is sent: the write replaces the whole. */
  readonly listsEmptied?: boolean
  /** Nothing is sent before it was looked at. */
  readonly reviewsFirst?: boolean
  /** What the write cannot carry and may be lost, in sentences. */
  readonly lossesOf?: (now: Entity, changes: Properties) => readonly string[]
}

export interface SaveOptions extends EntityStore {
  /** The entity as the form was opened with it. */
  readonly opened: Entity
  /** A save of the person, or one that takes another back. */
  readonly kind?: 'save' | 'undo'
}

/** What comes of a save: something to decide, an outcome in words, or a problem. */
export type SaveResult =
  | { readonly review: Review }
  /** `written` is null where nothing had to be sent. */
  | { readonly saved: string; readonly written: Written | null }
  /** `held`: the answer was lost, but the server holds what was typed. */
  | { readonly problem: Problem; readonly held: Entity | null }

/** Saves changes of an entity; never over what somebody else has changed in the same property without asking. Throws nothing. */
export function entitySave(options: SaveOptions) {
  const { noun, read, write, opened, kind } = options
  const { listsEmptied = false, reviewsFirst = false, lossesOf = () => [] } = options

  const look = async (changes: Properties): Promise<Review> => {
    const now = await read().catch(nothingSent(`The ${noun} could not be read again before saving.`))
    const moved = movedSince(opened, now, changes)
    return { changes, now, ...moved, emptied: emptiedBy(now, changes), losses: lossesOf(now, changes) }
  }

  const send = async ({ changes, now, others }: Review): Promise<SaveResult> => {
    try {
      const written = await write(completed(changes, now), now)
      const saved =
        others.length > 0 ? `Saved. Somebody else changed ${others.join(', ')} meanwhile.` : 'Saved'
      return { saved, written }
    } catch (error) {
      if (!mayBeCarriedOut(error)) throw error
      const after = await read().catch(() => null)
      const missing = after && notHeld(after, changes, now)
      return {
        problem: lostSaveProblem(error.why, changes, missing, kind),
        held: missing?.length === 0 ? after : null,
      }
    }
  }

  const orProblem = (result: Promise<SaveResult>): Promise<SaveResult> =>
    result.catch((error: unknown) => ({
      problem: asProblem(error, `The ${noun} could not be saved.`),
      held: null,
    }))

  return {
    /** Gives the review. */
    show: (changes: Properties) => orProblem(look(changes).then((review) => ({ review }))),
    /** Sends at once, or gives the review where something is to be decided or known first. */
    save: (changes: Properties) =>
      orProblem(
        look(changes).then((review) => {
          const mustBeSeen =
            reviewsFirst || review.collisions.length > 0 || (listsEmptied && review.emptied.length > 0)
          return mustBeSeen ? { review } : send(review)
        }),
      ),
    /** Sends what was reviewed, without the properties in which the other person's value stays. */
    saveReviewed: ({ changes, now, losses }: Review, theirs: readonly string[]) => {
      const kept = Object.fromEntries(Object.entries(changes).filter(([name]) => !theirs.includes(name)))
      if (Object.keys(kept).length === 0)
        return Promise.resolve<SaveResult>({
          saved: 'Nothing was sent: what somebody else saved stays',
          written: null,
        })
      return orProblem(
        look(kept).then((review) => {
          const isNews =
            movedSince(now, review.now, kept).collisions.length > 0 ||
            review.losses.some((loss) => !losses.includes(loss))
          return isNews ? { review } : send(review)
        }),
      )
    },
  }
}
