import { useEffect, useState } from 'react'
import type { Waits } from '~/api/waits.ts'
import { formatShort } from '~/lib/format.ts'
import { Note } from '~/ui/note.tsx'

/** Says which system asks for a pause and when it goes on. It stands over the page, where nothing moves and all can be reached. */
export function WaitNote({ waits }: { waits: Waits }) {
  const [now, setNow] = useState(Date.now)
  const going = Object.entries(waits).filter(([, until]) => until > now)
  const next = Math.min(...going.map(([, until]) => until))
  useEffect(() => {
    if (next === Infinity) return undefined
    const timer = setTimeout(() => setNow(next), next - Date.now())
    return () => clearTimeout(timer)
  }, [next])
  return (
    <div className="pointer-events-none fixed inset-x-4 top-12 z-40 mx-auto grid max-w-xl gap-2 pt-2">
      {going.map(([system, until]) => (
        <Note key={system} tone="warn">
          {system} asks to wait until {formatShort(new Date(until).toISOString())}. What waits for it goes on
          then by itself.
        </Note>
      ))}
    </div>
  )
}
