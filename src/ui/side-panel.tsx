import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button.tsx'
import { usePageTitle } from './page-title.ts'
import { useShortcuts } from './shortcuts.ts'

interface SidePanelProps {
  title: string
  onClose: () => void
  /** Beside the title: position and arrows, actions. */
  actions?: ReactNode
  /** What takes the focus when the panel closes; without it what had it before. */
  returnTo?: () => HTMLElement | null
  children: ReactNode
}

/**
 * A panel at the right, beside a list that stays usable; on a phone in place of it. It must be a sibling of what it
 * covers there. The focus goes to its heading and, when it closes, back to where it was.
 */
export function SidePanel({ title, onClose, actions, returnTo, children }: SidePanelProps) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  usePageTitle(title)
  useShortcuts([{ keys: 'Escape', label: 'Close the panel', run: onClose }])
  const back = useRef(returnTo)
  useEffect(() => {
    back.current = returnTo
  })
  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus({ preventScroll: true })
    return () => {
      const next = back.current?.() ?? (before?.isConnected ? before : null)
      if (next instanceof HTMLElement) next.focus({ preventScroll: true })
    }
  }, [])
  return (
    <aside aria-labelledby={id} className="side-panel">
      <div className="flex flex-wrap items-center gap-2 border-b px-4 py-2">
        <h2
          id={id}
          ref={heading}
          tabIndex={-1}
          className="min-w-0 flex-1 text-lg tracking-tight wrap-anywhere"
        >
          {title}
        </h2>
        <div className="order-last flex basis-full flex-wrap items-center gap-2 empty:hidden">{actions}</div>
        <Button variant="quiet" icon="close" iconOnly onClick={onClose}>
          Close
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4">{children}</div>
    </aside>
  )
}
