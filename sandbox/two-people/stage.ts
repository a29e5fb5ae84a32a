import { AsyncLocalStorage } from 'node:async_hooks'

const people = ['operator', 'lead'] as const
export type Who = (typeof people)[number]

interface Actor {
  readonly who: Who
  settled: PromiseWithResolvers<void>
  /** Lets it go on; null while it acts, and once it is done. */
  goOn: (() => void) | null
}

const acting = new AsyncLocalStorage<Actor>()

/** Who is acting in the code that asks; null outside of `playTogether`. */
export const whoActs = (): Who | null => acting.getStore()?.who ?? null

/** Runs work that is nobody's. */
export const asNobody = <T>(work: () => T): T => acting.exit(work)

/** Stops whoever acts until it is their turn. */
export function turn(): Promise<void> {
  const actor = acting.getStore()
  if (!actor) throw new Error('Nobody acts here.')
  return new Promise((resolve) => {
    actor.goOn = resolve
    actor.settled.resolve()
  })
}

/**
 * Runs two people at the same time, but only one of them between two of its turns: the whole order of events is told by
 * `turns`, how many turns one of them takes until it is the other's. Without more of them one goes on to the end.
 */
export async function playTogether(
  parts: Record<Who, () => Promise<void>>,
  turns: readonly number[],
): Promise<void> {
  const failures: unknown[] = []
  const actors = people.map((who) => {
    const actor: Actor = { who, settled: Promise.withResolvers(), goOn: null }
    void acting.run(actor, async () => {
      await turn()
      await parts[who]().catch((error: unknown) => failures.push(error))
      actor.settled.resolve()
    })
    return actor
  })
  const order = turns.flatMap((count, place) => Array.from({ length: count }, () => place % 2))
  let last = 0
  for (;;) {
    // One after the other: nobody has begun to move but the one whose turn it was.
    for (const { settled } of actors) await settled.promise
    if (failures.length > 0) throw failures[0]
    const wished = order.shift() ?? last
    const next = [actors[wished], actors[1 - wished]].find((actor) => actor?.goOn)
    if (!next) return
    last = actors.indexOf(next)
    const go = next.goOn
    next.goOn = null
    next.settled = Promise.withResolvers()
    go?.()
  }
}
