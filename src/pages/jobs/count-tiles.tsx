import { formatNumber } from '~/lib/format.ts'
import { formatPercent } from '~/lib/percent.ts'
import { asProblem } from '~/lib/problem.ts'
import type { Tone } from '~/ui/badge.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { ProgressBar } from '~/ui/progress-bar.tsx'
import { CountTile, Tile } from './count-tile.tsx'
import { gridOf } from './grid-of.ts'
import { type CountName, otherCount } from './target-counts.ts'
import { type CountQuery, knownCounts } from './use-target-counts.ts'

const parts: readonly { name: CountName; label: string; tone: Tone }[] = [
  { name: 'done', label: 'Done', tone: 'good' },
  { name: 'failed', label: 'Failed', tone: 'bad' },
  { name: 'running', label: 'Running', tone: 'info' },
  { name: 'waiting', label: 'Waiting', tone: 'neutral' },
  { name: 'cancelled', label: 'Cancelled', tone: 'warn' },
]

interface CountTilesProps {
  jobId: string
  counts: Readonly<Record<CountName, CountQuery>>
}

/** How many targets are in which state, as a bar and in numbers that lead to them. */
export function CountTiles({ jobId, counts }: CountTilesProps) {
  const known = knownCounts(counts)
  const other = otherCount(known)
  const share = (count: number | null) => (count && known.total ? formatPercent(count, known.total) : null)
  const all = Object.values(counts)
  // All of them fail of one cause, which is told once.
  const allFail = all.every(({ error }) => error)
  const tile = (name: CountName) => ({
    to: gridOf(jobId, name),
    query: counts[name],
    tellsFailure: !allFail,
  })
  return (
    <section aria-label="Targets by state" className="grid grid-cols-1 gap-3">
      {allFail && (
        <ProblemAlert
          problem={asProblem(counts.total.error, 'The targets could not be counted.')}
          onRetry={() => all.forEach((count) => void count.refetch())}
        />
      )}
      <ProgressBar
        label="Targets"
        total={known.total ?? 0}
        parts={parts.map(({ name, label, tone }) => ({
          label: label.toLowerCase(),
          tone,
          value: known[name] ?? 0,
        }))}
      />
      <ul className="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-2">
        <li className="max-sm:col-span-2">
          <CountTile {...tile('total')} label="All targets" tone={null} share={null} />
        </li>
        {parts
          .filter(({ name }) => name !== 'cancelled' || known.cancelled || counts.cancelled.error)
          .map(({ name, label, tone }) => (
            <li key={name}>
              <CountTile {...tile(name)} label={label} tone={tone} share={share(known[name])} />
            </li>
          ))}
        {other !== null && other > 0 && (
          <li>
            <Tile label="In other states" tone={null} count={formatNumber(other)} share={share(other)} />
          </li>
        )}
      </ul>
    </section>
  )
}
