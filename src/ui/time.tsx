import { useEffect, useState } from 'react'
import { formatRelative, formatShort, formatTime, formatUtc } from '~/lib/format.ts'
import { useTimeZone } from '~/lib/time-zone.ts'

interface TimeProps {
  /** A time as the API gives it (ISO 8601 with an offset). */
  iso: string
  /** `moment` in the person's zone, `short` for columns, `beside` with UTC after it, `relative` as "3 min. ago"; UTC is always the tooltip. */
  as?: 'moment' | 'short' | 'beside' | 'relative'
}

export function Time({ iso, as = 'moment' }: TimeProps) {
  useTimeZone()
  if (as === 'short') return shortTime(iso)
  return (
    <time dateTime={iso} title={as === 'relative' ? bothTimes(iso) : formatUtc(iso)}>
      {as === 'relative' ? <Relative iso={iso} /> : formatTime(iso)}
      {as === 'beside' && <span className="text-muted"> · {formatUtc(iso)}</span>}
    </time>
  )
}

/** A page of the grid has 75: a component for each, and a tooltip that nobody points at, would cost too much. */
export const shortTime = (iso: string) => (
  <time dateTime={iso} onPointerEnter={(event) => (event.currentTarget.title = bothTimes(iso))}>
    {formatShort(iso)}
  </time>
)

const bothTimes = (iso: string): string => `${formatTime(iso)} · ${formatUtc(iso)}`

const tick = 10_000

function Relative({ iso }: { iso: string }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick)
    return () => clearInterval(timer)
  }, [])
  const since = now - Date.parse(iso)
  // What happened after the last tick is not "in 3 s".
  return formatRelative(iso, since < 0 && since > -tick ? now - since : now)
}
