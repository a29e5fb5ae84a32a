import { Suspense, useEffect, useId, useRef, useState } from 'react'
import type { SeenEntry } from '~/api/activity-entry.ts'
import { askToUndo, useUndoRequest } from '~/form/undo-request.ts'
import { useMay } from '~/session/may.ts'
import { Button } from '~/ui/button.tsx'
import { Icon } from '~/ui/icon.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { Time } from '~/ui/time.tsx'
import { OutcomeBadge } from './outcome-badge.tsx'
import { canUndo, undoAction } from './undo-plan.ts'

const WriteDetails = lazyPart(async () => (await import('./write-details.tsx')).WriteDetails)

interface WriteEntryProps {
  readonly entry: SeenEntry
  /** The address points at it: it opens and comes into sight. */
  readonly pointedAt: boolean
}

/** One write: what, when and what became of it; opened, what it changed. */
export function WriteEntry({ entry, pointedAt }: WriteEntryProps) {
  const [chosen, choose] = useState<boolean>()
  const open = chosen ?? pointedAt
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const undoing = useUndoRequest()
  const mayUndo = useMay(undoAction(entry))
  useEffect(() => {
    if (pointedAt) button.current?.focus()
  }, [pointedAt])
  return (
    <li>
      <div className="flex items-center gap-2 pr-2 hover:bg-hover">
        <h2 className="min-w-0 flex-1 font-normal">
          <button
            ref={button}
            type="button"
            aria-expanded={open}
            aria-controls={`${id}-details`}
            className="flex w-full items-center gap-3 rounded-lg py-2 pl-3 text-left"
            onClick={() => choose(!open)}
          >
            <Icon name={open ? 'down' : 'next'} className="text-muted" />
            <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
              <span id={`${id}-title`} className="min-w-0 flex-1 basis-64 font-medium wrap-anywhere">
                {entry.title}
              </span>
              <OutcomeBadge entry={entry} />
              <span className="text-sm text-muted">
                <Time iso={entry.at} as="short" />
              </span>
            </span>
          </button>
        </h2>
        {mayUndo && canUndo(entry) && (
          <Button
            size="small"
            icon="undo"
            aria-describedby={`${id}-title`}
            busy={undoing === entry.id}
            onClick={() => askToUndo(entry.id)}
          >
            Undo
          </Button>
        )}
      </div>
      <div id={`${id}-details`} hidden={!open} className="border-t px-3 py-3">
        {open && (
          <Suspense fallback={<Skeleton label="Loading write" lines={5} />}>
            <WriteDetails entry={entry} />
          </Suspense>
        )}
      </div>
    </li>
  )
}
