import { formatNumber } from '~/lib/format.ts'
import { formatPercent } from '~/lib/percent.ts'
import type { Tone } from './badge.tsx'

const fills: Record<Tone, string> = {
  neutral: 'bg-neutral-fill',
  info: 'bg-info-fill',
  good: 'bg-good-fill',
  bad: 'bg-bad-fill',
  warn: 'bg-warn-fill',
}

interface ProgressBarProps {
  /** What is counted: "Targets". */
  label: string
  parts: readonly { label: string; value: number; tone: Tone }[]
  /** The whole; by default the sum of the parts. What the parts leave stays empty. */
  total?: number
}

/** Parts of a whole as one bar; hidden text tells the same in words: "Targets: 9,588 done (95.9%), 412 failed (4.1%)". */
export function ProgressBar({ label, parts, total }: ProgressBarProps) {
  const whole = Math.max(
    total ?? 0,
    parts.reduce((sum, { value }) => sum + value, 0),
  )
  const some = parts.filter(({ value }) => value > 0)
  const words = some.map(
    (part) => `${formatNumber(part.value)} ${part.label} (${formatPercent(part.value, whole)})`,
  )
  return (
    <div>
      <span className="sr-only">
        {label}: {words.join(', ') || formatNumber(0)}
      </span>
      <div aria-hidden="true" className="flex h-2 gap-0.5 overflow-hidden rounded-sm bg-hover">
        {some.map(({ label, value, tone }) => (
          <span
            key={label}
            className={`min-w-1 ${fills[tone]}`}
            style={{ width: `${(value / whole) * 100}%` }}
          />
        ))}
      </div>
    </div>
  )
}
