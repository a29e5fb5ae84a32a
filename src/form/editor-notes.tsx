import { useMemo } from 'react'
import { type Entity, idOfLink } from '~/api/entity.ts'
import { Note } from '~/ui/note.tsx'
import { Time } from '~/ui/time.tsx'
import { movedSince } from './entity-changes.ts'

interface EditorNotesProps {
  /** "target": in sentences. */
  readonly noun: string
  /** What the person started from. */
  readonly opened: Entity
  /** As it was read last. */
  readonly now: Entity
  /** Another tab of this person edits the same. */
  readonly isElsewhere: boolean
}

/** Who else is at work on what is being edited. */
export function EditorNotes({ noun, opened, now, isElsewhere }: EditorNotesProps) {
  const moved = useMemo(() => (opened === now ? [] : movedSince(opened, now, {}).others), [opened, now])
  const { locked_by: by, locked_on: since } = now
  const id = idOfLink(by?.href)
  return (
    <>
      {(by || since) && (
        <Note tone="warn">
          This {noun} is locked{id !== null && ` by user ${id}`}
          {since && (
            <>
              {' since '}
              <Time iso={since} />
            </>
          )}
          . A save may be refused.
        </Note>
      )}
      {isElsewhere && <Note tone="warn">This {noun} is being edited in another tab of yours.</Note>}
      {moved.length > 0 && (
        <Note>
          Somebody else has changed this {noun} since you opened it: {moved.join(', ')}. What you change too
          is asked about when you save.
        </Note>
      )}
    </>
  )
}
