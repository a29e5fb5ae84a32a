import { Link } from 'react-router'
import { formatNumber } from '~/lib/format.ts'
import { asProblem } from '~/lib/problem.ts'
import type { Tone } from '~/ui/badge.tsx'
import { Button } from '~/ui/button.tsx'
import type { CountQuery } from './use-target-counts.ts'

const marks: Record<Tone, string> = {
  neutral: 'bg-neutral-fill',
  info: 'bg-info-fill',
  good: 'bg-good-fill',
  bad: 'bg-bad-fill',
  warn: 'bg-warn-fill',
}

interface TileProps {
  label: string
  tone: Tone | null
  count: string
  share: string | null
}

/** A number under its name. */
export const Tile = ({ label, tone, count, share }: TileProps) => (
  <div className="grid rounded-lg border px-3 py-2">
    <span className="flex items-center gap-1.5 text-sm text-muted">
      {tone && <span aria-hidden="true" className={`size-2 rounded-sm ${marks[tone]}`} />}
      {label}
    </span>
    <span className="flex items-baseline gap-2">
      <span className="text-xl font-semibold tracking-tight">{count}</span>
      {share && <span className="text-sm text-muted">{share}</span>}
    </span>
  </div>
)

interface CountTileProps extends Omit<TileProps, 'count'> {
  /** The grid with just the targets that are counted. */
  to: string
  query: CountQuery
  /** Whether a failure is told here, and not elsewhere. */
  tellsFailure: boolean
}

/** A count that leads to what it counts, or why it could not be counted. */
export function CountTile({ to, query, tellsFailure, ...rest }: CountTileProps) {
  if (query.error && tellsFailure) return <Uncounted label={rest.label} query={query} />
  return (
    <Link to={to} className="block rounded-lg hover:bg-hover">
      <Tile {...rest} count={countText(query)} />
    </Link>
  )
}

function countText({ data, isPending }: CountQuery): string {
  if (typeof data === 'number') return formatNumber(data)
  return isPending ? '…' : '–'
}

function Uncounted({ label, query }: { label: string; query: CountQuery }) {
  const problem = asProblem(query.error, 'The targets could not be counted.')
  return (
    <div className="grid justify-items-start gap-1 rounded-lg border border-bad-fill bg-bad-soft px-3 py-2 text-sm">
      <div role="alert" className="wrap-anywhere">
        <p className="font-semibold text-bad">
          {label}:{' '}
          {typeof query.data === 'number' ? `${formatNumber(query.data)}, not counted again` : 'not counted'}
        </p>
        <p>{problem.why}</p>
        <p>{problem.next}</p>
      </div>
      <Button size="small" busy={query.isFetching} onClick={() => query.refetch()}>
        Try again
      </Button>
    </div>
  )
}
