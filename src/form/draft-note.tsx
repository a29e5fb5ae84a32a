import { useState } from 'react'
import type { Entity } from '~/api/entity.ts'
import { formatRelative } from '~/lib/format.ts'
import { Button } from '~/ui/button.tsx'
import { Note } from '~/ui/note.tsx'
import { Time } from '~/ui/time.tsx'
import { type DraftEntry, isStale } from './draft.ts'

interface DraftNoteProps {
  readonly draft: DraftEntry
  /** The entity as it is now; null for what is not to exist before it is saved. */
  readonly now: Entity | null
  readonly busy: boolean
  readonly onRestore: () => void
  readonly onDiscard: () => void
}

/**
 * Offers what was typed before and not saved: how old it is and against which version it was made. Mounted with the
 * draft's id as its key.
 */
export function DraftNote({ draft, now, busy, onRestore, onDiscard }: DraftNoteProps) {
  const { at, properties } = draft
  const stale = isStale(draft, now)
  // Once: a text that counts on would be read out again and again.
  const [age] = useState(() => formatRelative(at))
  return (
    <Note
      tone={stale ? 'warn' : 'info'}
      action={
        <span className="flex flex-wrap gap-2">
          <Button inactive={busy} onClick={onRestore}>
            Restore draft
          </Button>
          <Button variant="quiet" inactive={busy} onClick={onDiscard}>
            Discard draft
          </Button>
        </span>
      }
    >
      A draft that was not saved, typed {age}
      {properties.length > 0 && `, of ${properties.join(', ')}`}. {now && <MadeAgainst draft={draft} />}{' '}
      {stale && `${nowAt(now)} What somebody else has changed too is asked about before anything is saved.`}
    </Note>
  )
}

/** What a restored draft held and the form does not take, to be copied by hand. */
export const LeftOut = ({ texts }: { texts: readonly { property: string; text: string }[] }) => (
  <Note tone="warn">
    Not restored, because it cannot be changed any more:
    {texts.map(({ property, text }) => (
      <span key={property} className="block">
        {property}: <span className="whitespace-pre-wrap">{text}</span>
      </span>
    ))}
  </Note>
)

function MadeAgainst({ draft: { version, modifiedOn, revision } }: { draft: DraftEntry }) {
  if (revision !== undefined) return null
  if (version === null && modifiedOn === null) return 'It was made when there was none yet.'
  return (
    <>
      It was made against version {version ?? 'unknown'}
      {modifiedOn !== null && (
        <>
          {' of '}
          <Time iso={modifiedOn} />
        </>
      )}
      .
    </>
  )
}

function nowAt(now: Entity | null): string {
  if (now?.revision !== undefined) return 'It was changed since.'
  return now?.version == null ? 'It is another one now.' : `It is version ${String(now.version)} now.`
}
