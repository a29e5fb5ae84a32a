import { Suspense, useMemo } from 'react'
import { formatCount, formatNumber } from '~/lib/format.ts'
import { JsonText } from '~/lib/json.ts'
import { Disclosure } from '~/ui/disclosure.tsx'
import { Badge } from '~/ui/badge.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import type { CheckedRows } from './check-rows.ts'
import { LineTable } from './line-table.tsx'

const JsonView = lazyPart(async () => (await import('~/ui/json-view.tsx')).JsonView)
const shownRows = 3

/** How many rows are good, which are not and why, and the first ones as they would be sent. */
export function CheckResult({ ready, faulty }: CheckedRows) {
  const first = useMemo(
    () =>
      new JsonText(
        `[${ready
          .slice(0, shownRows)
          .map(({ text }) => text)
          .join(',')}]`,
      ),
    [ready],
  )
  return (
    <div className="grid grid-cols-1 gap-3">
      {faulty.length > 0 && (
        <section
          aria-label="Faulty rows"
          className="grid grid-cols-1 gap-1 rounded-lg border bg-surface px-3 pt-2 pb-1"
        >
          <h3 className="text-base">{formatCount(faulty.length, 'faulty row')}</h3>
          <LineTable
            label="Faulty rows"
            head={['Reason']}
            rows={faulty}
            lineOf={({ line }) => line}
            cells={({ reason }) => [reason]}
          />
        </section>
      )}
      {ready.length > 0 && (
        <Disclosure
          summary={
            ready.length === 1
              ? 'The row as it would be sent'
              : `The first ${Math.min(shownRows, ready.length)} rows as they would be sent`
          }
        >
          <Suspense fallback={<Skeleton label="Loading rows" lines={5} />}>
            <JsonView label="First rows" value={first} />
          </Suspense>
        </Disclosure>
      )}
    </div>
  )
}

/** The outcome of the check in one line. */
export const CheckSummary = ({ ready, faulty }: CheckedRows) => (
  <output className="flex flex-wrap items-center gap-2">
    <Badge tone={ready.length > 0 ? 'good' : 'neutral'}>{formatCount(ready.length, 'good row')}</Badge>
    {faulty.length > 0 && <Badge tone="bad">{`${formatNumber(faulty.length)} faulty`}</Badge>}
    <span className="text-sm text-muted">Nothing has been sent yet.</span>
  </output>
)
