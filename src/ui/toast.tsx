import { useEffect, useState } from 'react'
import { dismissOutcome, type Outcome, useOutcome } from './announce.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { useShortcuts } from './shortcuts.ts'
import { Spinner } from './spinner.tsx'

const shownMilliseconds = 8_000
const actionMilliseconds = 10_000

/** Shows what `announce` says; once in the frame. It stays while the pointer or the focus is on it, or work goes on. */
export function Toast() {
  const outcome = useOutcome()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (!outcome || outcome.busy || held) return undefined
    const timer = setTimeout(dismissOutcome, outcome.action ? actionMilliseconds : shownMilliseconds)
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
            {outcome.busy ? <Spinner /> : <Icon name="check" className="text-good" />}
            <span className="min-w-0 wrap-anywhere">{outcome.text}</span>
            {outcome.action && <Action {...outcome.action} close={close} />}
            <Button variant="quiet" size="small" icon="close" iconOnly onClick={close}>
              Dismiss
            </Button>
          </span>
        )}
      </output>
    </div>
  )
}

function Action({ label, run, close }: NonNullable<Outcome['action']> & { close: () => void }) {
  const act = () => {
    close()
    run()
  }
  useShortcuts([{ keys: 'Mod+Z', label, whileTyping: false, run: act }])
  return (
    <Button size="small" aria-keyshortcuts="Control+Z Meta+Z" onClick={act}>
      {label}
    </Button>
  )
}
