import type { Operation } from '~/api/operation.ts'
import { formatNumber } from '~/lib/format.ts'

type Counts = Pick<Operation, 'kind' | 'state' | 'total' | 'done' | 'failed' | 'sent'>

/** What is said of items that are done, and of those that are not. */
export const outcomeWords: Record<Operation['kind'], { done: string; failed: string }> = {
  import: { done: 'created', failed: 'failed' },
  undo: { done: 'deleted', failed: 'left' },
  retry: { done: 'run again', failed: 'left' },
}

/** What became of the rows of an operation; once it is stopped, what was sent and never answered apart from what was not. */
export function countsInWords({ kind, state, total, done, failed, sent }: Counts): string {
  const waiting = total - done - failed - sent
  const words = outcomeWords[kind]
  const left =
    state === 'stopped'
      ? [count(sent, `perhaps ${words.done}`), count(waiting, 'not sent')]
      : [count(sent + waiting, 'to go')]
  return `${formatNumber(done)} ${words.done}, ${formatNumber(failed)} ${words.failed}${left.join('')}.`
}

const count = (number: number, what: string): string =>
  number > 0 ? `, ${formatNumber(number)} ${what}` : ''
