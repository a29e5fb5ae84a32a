import { type ReactNode, useId, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { Right } from '~/api/use-right.ts'
import { Button, buttonClass } from '~/ui/button.tsx'
import { Icon } from '~/ui/icon.tsx'

interface OfferedProps {
  readonly right: Right
  /** The name of what is offered: "Delete". */
  readonly label: string
  /** The button or link, for those who may. */
  readonly children: ReactNode
}

/** A button for those who may. What the server refused stays in its place and says why; what is not given is not there. */
export function Offered({ right, label, children }: OfferedProps) {
  const place = useRef<HTMLSpanElement>(null)
  const { refusal } = right
  const again = refusal?.tryAgain
  const tryAgain =
    again &&
    (() => {
      flushSync(again)
      place.current?.querySelector<HTMLElement>('a, button')?.focus()
    })
  return (
    <span ref={place} className="contents">
      {right.writer
        ? children
        : refusal && <Refused label={label} reason={refusal.reason} tryAgain={tryAgain} />}
    </span>
  )
}

interface RefusedProps {
  readonly label: string
  readonly reason: string
  readonly tryAgain: (() => void) | undefined
}

function Refused({ label, reason, tryAgain }: RefusedProps) {
  const id = useId()
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-describedby={`${id}-reason`}
        className={`${buttonClass('quiet')} border-dashed border-line`}
      >
        <Icon name="lock" />
        {label}
      </button>
      <div
        id={id}
        popover="auto"
        role="group"
        aria-label={`${label} is not offered`}
        className="popup menu-popover w-72 p-3 text-sm"
      >
        <p id={`${id}-reason`} className="wrap-anywhere">
          {reason}
        </p>
        {tryAgain && (
          <Button size="small" className="mt-2" onClick={tryAgain}>
            Try again
          </Button>
        )}
      </div>
    </>
  )
}
