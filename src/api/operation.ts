/** What became of one item; `sent` where it is on its way, or its answer was lost. */
export type ItemOutcome =
  | { readonly state: 'waiting' | 'sent' }
  | {
      readonly state: 'done'
      /** Of what was made or changed; null where nobody told it. */
      readonly id: string | null
      /** No answer told of it, but it was found. */
      readonly found: boolean
    }
  | { readonly state: 'failed'; readonly reason: string }

export const waiting: ItemOutcome = { state: 'waiting' }

/** `interrupted`: its tab was closed, or it could not go on. */
export type OperationState = 'running' | 'paused' | 'stopped' | 'finished' | 'interrupted'

/** Many writes that were asked for at once, and go on while the person does something else. */
export interface Operation {
  readonly id: string
  readonly kind: 'import' | 'undo' | 'retry'
  readonly title: string
  readonly jobId: string
  /** The `sub` of the person who began it. */
  readonly who: string
  /** ISO 8601. */
  readonly startedOn: string
  readonly state: OperationState
  /** Why it does not go on. */
  readonly problem: { readonly what: string; readonly why: string; readonly next: string } | null
  readonly total: number
  readonly done: number
  readonly failed: number
  /** On their way, or nobody knows what became of them. */
  readonly sent: number
  /** Whether this browser keeps it, so that it can go on after its tab was closed. */
  readonly isKept: boolean
  /** The id of the operation that this one takes back. */
  readonly undoes?: string
  /** What its kind needs beside the items. */
  readonly plan: unknown
}

/** Some of the items of an operation, with what became of each. */
export interface OperationPart {
  readonly items: readonly unknown[]
  readonly outcomes: readonly ItemOutcome[]
}

export const isGoingOn = ({ state }: Pick<Operation, 'state'>): boolean =>
  state === 'running' || state === 'paused'

/** How many items stand where; the rest waits. */
export function countOutcomes(parts: readonly OperationPart[]): Pick<Operation, 'done' | 'failed' | 'sent'> {
  const counts = { done: 0, failed: 0, sent: 0 }
  for (const { outcomes } of parts)
    for (const { state } of outcomes) if (state !== 'waiting') counts[state] += 1
  return counts
}

const hasEnded = ({ state }: Pick<Operation, 'state'>): boolean => state === 'finished' || state === 'stopped'

/** The ids of what goes where somebody has too many: what has ended goes first, and of this the oldest. */
export function beyondMost(
  operations: readonly Pick<Operation, 'id' | 'who' | 'startedOn' | 'state'>[],
  most = 10,
): string[] {
  const counts = new Map<string, number>()
  return operations
    .toSorted(
      (one, other) =>
        Number(hasEnded(one)) - Number(hasEnded(other)) || other.startedOn.localeCompare(one.startedOn),
    )
    .filter(({ who }) => {
      const count = (counts.get(who) ?? 0) + 1
      counts.set(who, count)
      return count > most
    })
    .map(({ id }) => id)
}
