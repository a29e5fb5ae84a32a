import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { mayBeCarriedOut } from '~/api/call.ts'
import type { Entity } from '~/api/entity.ts'
import { readTarget, targetQuery, usePatchTarget } from '~/api/targets.ts'
import { asProblem, Problem } from '~/lib/problem.ts'
import { lostSaveProblem } from './lost-save.ts'
import { movedSince, notHeld, type Properties } from './target-changes.ts'

/** What is to be looked at before it is sent, beside the target as the server holds it at this moment. */
export interface Review {
  readonly changes: Properties
  readonly now: Entity
  readonly others: readonly string[]
  readonly collisions: readonly string[]
}

interface TargetSaveOptions {
  readonly jobId: string
  /** The target as the form was opened with it. */
  readonly opened: Entity
  readonly cultures: readonly string[]
  readonly onSaved: (outcome: string) => Promise<void>
  /** `held`: the answer was lost, but the server holds what was typed. */
  readonly onProblem: (problem: Problem, held: Entity | null) => void
}

/** Saves changes of a target; never over what somebody else has changed in the same property without asking. */
export function useTargetSave({ jobId, opened, cultures, onSaved, onProblem }: TargetSaveOptions) {
  const patch = usePatchTarget(jobId, opened)
  const [review, setReview] = useState<Review | null>(null)
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const client = useQueryClient()

  const read = async (): Promise<Entity> => {
    const now = await readTarget(jobId, opened.id, cultures)
    client.setQueryData(targetQuery(jobId, opened.id, cultures).queryKey, now)
    return now
  }

  const alone = async (work: () => Promise<void>): Promise<void> => {
    if (running.current) return
    running.current = true
    setBusy(true)
    try {
      await work()
    } catch (error) {
      setReview(null)
      onProblem(asProblem(error, 'The target could not be saved.'), null)
    } finally {
      running.current = false
      setBusy(false)
    }
  }

  const look = async (changes: Properties): Promise<Review> => {
    const now = await read().catch((error: unknown) => {
      const { why, next } = asProblem(error)
      throw new Problem('Nothing was sent.', `The target could not be read again before saving. ${why}`, next)
    })
    return { changes, now, ...movedSince(opened, now, changes) }
  }

  const send = async (changes: Properties, others: readonly string[]): Promise<void> => {
    try {
      await patch.mutateAsync({ properties: changes })
    } catch (error) {
      if (!mayBeCarriedOut(error)) throw error
      const now = await read().catch(() => null)
      setReview(null)
      onProblem(
        lostSaveProblem(error.why, changes, now),
        now && notHeld(now, changes).length === 0 ? now : null,
      )
      return
    }
    await onSaved(
      others.length > 0 ? `Saved. Somebody else changed ${others.join(', ')} meanwhile.` : 'Saved',
    )
  }

  return {
    review,
    busy,
    closeReview: () => setReview(null),
    /** Opens the review. */
    show: (changes: Properties) => alone(async () => setReview(await look(changes))),
    /** Sends at once, or opens the review where somebody else has changed the same. */
    save: (changes: Properties) =>
      alone(async () => {
        const looked = await look(changes)
        if (looked.collisions.length > 0) setReview(looked)
        else await send(changes, looked.others)
      }),
    /** Sends what was reviewed, without the properties in which the other person's value stays. */
    saveReviewed: ({ changes, now }: Review, theirs: readonly string[]) =>
      alone(async () => {
        const kept = Object.fromEntries(Object.entries(changes).filter(([name]) => !theirs.includes(name)))
        if (Object.keys(kept).length === 0) return onSaved('Nothing was sent: what somebody else saved stays')
        const looked = await look(kept)
        if (movedSince(now, looked.now, kept).collisions.length > 0) setReview(looked)
        else await send(kept, looked.others)
      }),
  }
}
