import { Link } from 'react-router'
import { formatNumber } from '~/lib/format.ts'
import { asProblem } from '~/lib/problem.ts'
import type { Tone } from '~/ui/badge.tsx'
import { Button } from '~/ui/button.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { ProgressBar } from '~/ui/progress-bar.tsx'
import { shareText } from './share-text.ts'
import { countFilters, type CountName, otherCount } from './target-counts.ts'
import { type CountQuery, knownCounts } from './use-target-counts.ts'

const tiles: readonly { name: CountName; label: string; tone: Tone | null; evenNone: boolean }[] = [
  { name: 'total', label: 'All targets', tone: null, evenNone: true },
  { name: 'done', label: 'Done', tone: 'good', evenNone: true },
  { name: 'failed', label: 'Failed', tone: 'bad', evenNone: true },
  { name: 'running', label: 'Running', tone: 'info', evenNone: true },
  { name: 'waiting', label: 'Waiting', tone: 'neutral', evenNone: true },
  { name: 'cancelled', label: 'Cancelled', tone: 'warn', evenNone: false },
]

interface CountTilesProps {
  jobId: string
  counts: Readonly<Record<CountName, CountQuery>>
}

/** How many targets are in which state, as a bar and in numbers that lead to them. */
export function CountTiles({ jobId, counts }: CountTilesProps) {
  const known = knownCounts(counts)
  const other = otherCount(known)
  const total = known.total
  const failed = tiles.filter(({ name }) => counts[name].error)
  // All of them fail of one cause, which is told once.
  if (failed.length === tiles.length)
    return (
      <ProblemAlert
        problem={asProblem(counts.total.error, 'The targets could not be counted.')}
        onRetry={() => tiles.forEach(({ name }) => void counts[name].refetch())}
      />
    )
  return (
    <section aria-label="Targets by state" className="grid gap-3">
      <ProgressBar
        label="Targets"
        total={total ?? 0}
        parts={tiles.flatMap(({ name, label, tone }) =>
          tone ? [{ label: label.toLowerCase(), tone, value: known[name] ?? 0 }] : [],
        )}
      />
      <ul className="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-2">
        {tiles
          .filter(({ name, evenNone }) => evenNone || known[name] || counts[name].error)
          .map(({ name, label, tone }) => (
            <li key={name} className={name === 'total' ? 'max-sm:col-span-2' : ''}>
              <CountTile
                to={`/jobs/${jobId}/targets${searchOf(name)}`}
                label={label}
                tone={tone}
                query={counts[name]}
                share={
                  name === 'total' || !known[name] || total === null ? null : shareText(known[name], total)
                }
              />
            </li>
          ))}
        {other !== null && other > 0 && (
          <li>
            <Tile
              label="In other states"
              tone="neutral"
              count={formatNumber(other)}
              share={shareText(other, total ?? 0)}
            />
          </li>
        )}
      </ul>
    </section>
  )
}

const searchOf = (name: CountName): string => {
  const text = new URLSearchParams({ ...countFilters[name] }).toString()
  return text && `?${text}`
}

interface CountTileProps {
  to: string
  label: string
  tone: Tone | null
  query: CountQuery
  share: string | null
}

function CountTile({ to, label, tone, query, share }: CountTileProps) {
  if (query.error) return <Uncounted label={label} query={query} />
  const count = query.isPending ? '…' : query.data === null ? 'not told' : formatNumber(query.data)
  return (
    <Link to={to} className="block rounded-lg hover:bg-hover">
      <Tile label={label} tone={tone} count={count} share={share} />
    </Link>
  )
}

const marks: Record<Tone, string> = {
  neutral: 'bg-neutral-fill',
  info: 'bg-info-fill',
  good: 'bg-good-fill',
  bad: 'bg-bad-fill',
  warn: 'bg-warn-fill',
}

const Tile = ({
  label,
  tone,
  count,
  share,
}: {
  label: string
  tone: Tone
  count: string
  share: string | null
}) => (
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

function Uncounted({ label, query }: { label: string; query: CountQuery }) {
  const problem = asProblem(query.error, 'The targets could not be counted.')
  return (
    <div className="grid justify-items-start gap-1 rounded-lg border border-bad-fill bg-bad-soft px-3 py-2 text-sm">
      <div role="alert" className="wrap-anywhere">
        <p className="font-semibold text-bad">{label}: not counted</p>
        <p>{problem.why}</p>
        <p>{problem.next}</p>
      </div>
      <Button size="small" busy={query.isFetching} onClick={() => query.refetch()}>
        Try again
      </Button>
    </div>
  )
}
