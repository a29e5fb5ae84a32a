import type { Operation } from '~/api/operation.ts'
import { formatNumber } from '~/lib/format.ts'

type Counts = Pick<Operation, 'state' | 'total' | 'done' | 'failed' | 'sent'>

/** What became of the rows of an operation; once it is stopped, what was sent and never answered apart from what was not. */
export function countsInWords({ state, total, done, failed, sent }: Counts): string {
  const waiting = total - done - failed - sent
  const left =
    state === 'stopped'
      ? [count(sent, 'perhaps created'), count(waiting, 'not sent')]
      : [count(sent + waiting, 'to go')]
  return `${formatNumber(done)} created, ${formatNumber(failed)} failed${left.join('')}.`
}

const count = (number: number, what: string): string =>
  number > 0 ? `, ${formatNumber(number)} ${what}` : ''
