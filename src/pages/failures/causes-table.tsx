import { Link } from 'react-router'
import { formatNumber } from '~/lib/format.ts'
import { formatPercent } from '~/lib/percent.ts'
import { Time } from '~/ui/time.tsx'
import { groupAddress } from './group-address.ts'
import type { Cause } from './group-causes.ts'
import { PatternText } from './pattern-text.tsx'

interface CausesTableProps {
  readonly jobId: string
  readonly causes: readonly Cause[]
  /** Of how many targets the causes are known. */
  readonly read: number
  /** The cause whose targets are shown. */
  readonly open: string | null
  readonly search: URLSearchParams
}

/** One row a cause, that of the most targets first. */
export const CausesTable = ({ jobId, causes, read, open, search }: CausesTableProps) => (
  <div className="overflow-x-auto rounded-lg border bg-surface">
    <table aria-label="Causes" className="data-table">
      <thead>
        <tr>
          {['Cause', 'Targets', 'Share', 'Last failed'].map((name, place) => (
            <th key={name} scope="col" className={place === 0 ? 'w-full' : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {causes.map(({ pattern, targets, lastOn }) => (
          <tr key={pattern} data-current={pattern === open || undefined}>
            <th scope="row" className="min-w-44 wrap-anywhere">
              <Link
                to={groupAddress(jobId, pattern, search)}
                preventScrollReset
                {...(pattern === open && { 'aria-current': 'true' })}
                className="link"
              >
                <PatternText pattern={pattern} />
              </Link>
            </th>
            <td className="tabular-nums">{formatNumber(targets.length)}</td>
            <td className="whitespace-nowrap">
              {formatPercent(targets.length, read)}
              <Bar part={targets.length} whole={read} />
            </td>
            <td className="whitespace-nowrap">{lastOn && <Time iso={lastOn} as="short" />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const Bar = ({ part, whole }: { part: number; whole: number }) => (
  <span
    aria-hidden="true"
    className="block h-0.5 min-w-1 rounded-sm bg-bad-fill"
    style={{ width: `${(part / whole) * 5}rem` }}
  />
)
