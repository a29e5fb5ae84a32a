import { useEffect, useState } from 'react'
import { formatRelative, formatShort, formatTime, formatUtc } from '~/lib/format.ts'

interface TimeProps {
  /** A time as the API gives it (ISO 8601 with an offset). */
  iso: string
  /** `moment` in the person's zone, `short` for columns, `beside` with UTC after it, `relative` as "3 min. ago"; UTC is always the tooltip. */
  as?: 'moment' | 'short' | 'beside' | 'relative'
}

export function Time({ iso, as = 'moment' }: TimeProps) {
  const tooltip = () =>
    as === 'relative' || as === 'short' ? `${formatTime(iso)} · ${formatUtc(iso)}` : formatUtc(iso)
  return (
    <time
      dateTime={iso}
      // A page of the grid has 75 times: what nobody points at is not written out.
      onPointerEnter={(event) => (event.currentTarget.title = tooltip())}
    >
      {as === 'relative' ? <Relative iso={iso} /> : as === 'short' ? formatShort(iso) : formatTime(iso)}
      {as === 'beside' && <span className="text-muted"> · {formatUtc(iso)}</span>}
    </time>
  )
}

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
