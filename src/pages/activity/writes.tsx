import { useState } from 'react'
import { useLocation } from 'react-router'
import type { SeenEntry } from '~/api/activity-entry.ts'
import { formatCount, formatNumber } from '~/lib/format.ts'
import { Button } from '~/ui/button.tsx'
import { TextField } from '~/ui/text-field.tsx'
import { WriteEntry } from './write-entry.tsx'
import { outcomeWords } from './outcome-badge.tsx'

const step = 50

/** The log, newest first. The address may point at an entry, which shows whatever is looked for. */
export function Writes({ entries }: { entries: readonly SeenEntry[] }) {
  const [wanted, setWanted] = useState('')
  const { hash } = useLocation()
  const [most, setMost] = useState(step)
  if (entries.length === 0) return <NoWrites />
  const pointedAt = hash.slice(1)
  const found = entries.filter((entry) => entry.id === pointedAt || isFound(entry, wanted))
  const shown = Math.max(most, found.findIndex(({ id }) => id === pointedAt) + 1)
  return (
    <section aria-label="Writes" className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <TextField
            label="Filter"
            type="search"
            placeholder="An id, a title, an outcome"
            value={wanted}
            onChange={({ target }) => setWanted(target.value)}
          />
        </div>
        <output className="py-1.5 text-sm text-muted">
          {wanted
            ? `${formatNumber(found.length)} of ${formatCount(entries.length, 'write')}`
            : formatCount(entries.length, 'write')}
        </output>
      </div>
      {found.length > 0 ? (
        <ul className="divide-y rounded-lg border bg-surface">
          {found.slice(0, shown).map((entry) => (
            <WriteEntry key={entry.id} entry={entry} pointedAt={entry.id === pointedAt} />
          ))}
        </ul>
      ) : (
        <p className="py-6 text-center text-muted">No write of the log has “{wanted}” in it.</p>
      )}
      {found.length > shown && (
        <Button className="justify-self-center" onClick={() => setMost(shown + step)}>
          Show more
        </Button>
      )}
    </section>
  )
}

function isFound(entry: SeenEntry, wanted: string): boolean {
  const { title, method, path, problem } = entry
  const text = [title, method, path, problem?.why, outcomeWords(entry)].join(' ').toLowerCase()
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const NoWrites = () => (
  <div className="grid justify-items-center gap-1 rounded-lg border border-dashed px-6 py-10 text-center">
    <h2 className="text-lg">Nothing written yet</h2>
    <p className="max-w-lg text-muted">
      Every change that you send from this browser is listed here, with what was there before, so that it can
      be undone. The newest 1,000 are kept. Other people who sign in here do not see them.
    </p>
  </div>
)
