import { mayBeCarriedOut } from '~/api/call.ts'
import { type ItemOutcome, waiting } from '~/api/operation.ts'
import type { OperationRun } from '~/api/operations.ts'
import { asProblem } from '~/lib/problem.ts'
import { type Doing, logSingles } from './log-singles.ts'
import { reasonOf } from './row-outcome.ts'

const refusals = new Set([400, 403, 409, 422, 423])
const lostMax = 3

/** The steps of one item. */
interface Steps {
  /** It was sent before, and nobody has told what became of it. */
  readonly wasSent: boolean
  /** To be awaited before it is sent: keeps that it is, here and in the log. */
  readonly begin: () => Promise<void>
  /** Says what became of it. */
  readonly tell: (outcome: ItemOutcome) => Promise<void>
}

interface Work<Item> extends Doing {
  readonly items: readonly Item[]
  /** What cannot be said to have happened if it fails. */
  readonly what: string
  /** Looks at an item, sends it once, and tells what came of it. Where an answer was lost, it is called again. */
  readonly act: (item: Item, steps: Steps) => Promise<void>
}

/** Carries out what is open of a part of an operation, one item after another; what cannot go on pauses it. */
export async function oneByOne<Item>(
  run: OperationRun,
  part: number,
  { items, what, act, ...doing }: Work<Item>,
): Promise<void> {
  const stateAt = (place: number) => run.parts[part]?.outcomes[place]?.state ?? ''
  const singles = logSingles(run, part, doing)
  const open = items.flatMap((item, place) =>
    ['waiting', 'sent'].includes(stateAt(place)) ? [{ item, place }] : [],
  )
  let lost = 0
  try {
    for (let next = open.shift(); next; next = open.shift()) {
      const { item, place } = next
      const tell = (outcome: ItemOutcome) => run.tell(part, new Map([[place, outcome]]))
      const begin = async () => {
        await tell({ state: 'sent' })
        await singles.begin(place)
      }
      await run.turn()
      const wasSent = stateAt(place) === 'sent'
      try {
        await act(item, { tell, begin, wasSent })
        lost = 0
      } catch (error) {
        const problem = asProblem(error, what)
        if (refusals.has(problem.status ?? 0)) {
          await tell({ state: 'failed', reason: reasonOf(problem) })
        } else {
          const isLost = mayBeCarriedOut(error)
          if (!isLost && !wasSent) await tell(waiting)
          lost += isLost || problem.status === 429 ? 1 : lostMax
          // It is looked at again: what was carried out all the same is found then. What cannot be done keeps nothing back.
          if (lost < lostMax) open.unshift(next)
          else {
            open.push(next)
            run.hold(problem)
          }
          lost %= lostMax
        }
      }
    }
  } finally {
    await singles.end()
  }
}
