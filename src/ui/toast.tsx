import { useEffect, useState } from 'react'
import { dismissOutcome, useOutcome } from './announce.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

const shownMilliseconds = 8000

/** Shows what `announce` says; once in the frame. It stays while the pointer or the focus is on it. */
export function Toast() {
  const outcome = useOutcome()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (!outcome || held) return undefined
    const timer = setTimeout(dismissOutcome, shownMilliseconds)
    return () => clearTimeout(timer)
  }, [outcome, held])
  const close = () => {
    setHeld(false)
    dismissOutcome()
  }
  return (
    <div
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex justify-center"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <output className="max-w-full">
        {outcome && (
          <span
            key={outcome.id}
            className="popup pointer-events-auto flex items-center gap-2 py-1.5 pr-1.5 pl-3 text-sm"
          >
            <Icon name="check" className="text-good" />
            <span className="min-w-0 wrap-anywhere">{outcome.text}</span>
            <Button variant="quiet" size="small" icon="close" iconOnly onClick={close}>
              Dismiss
            </Button>
          </span>
        )}
      </output>
    </div>
  )
}
