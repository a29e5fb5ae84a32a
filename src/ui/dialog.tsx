import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { ScrollBox } from './scroll-box.tsx'

export interface DialogProps {
  open: boolean
  /** Asked for by Escape, the close button or a press outside; without it nothing but the actions closes. */
  onOpenChange?: ((open: boolean) => void) | undefined
  title: string
  children?: ReactNode
  /** Buttons, the main one last. */
  actions?: ReactNode
  /** False: only the actions close it. */
  dismissible?: boolean
  /** `wide` for differences and tables. */
  size?: 'normal' | 'wide'
}

/** A modal dialog over the page. Load it lazily. The focus goes in, stays in, and returns to where it was. */
export function Dialog({
  open,
  onOpenChange,
  title,
  children,
  actions,
  dismissible = true,
  size = 'normal',
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => dismissible && onOpenChange?.(next)}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup
          className={`popup fixed inset-x-3 top-[max(1rem,12vh)] z-50 mx-auto flex max-h-[min(76vh,calc(100dvh-2rem))] flex-col ${size === 'wide' ? 'max-w-4xl' : 'max-w-lg'}`}
        >
          <Base.Title className="py-3.5 pr-14 pl-4 text-lg tracking-tight wrap-anywhere">{title}</Base.Title>
          <ScrollBox label={title} className="min-h-0 px-4 pt-1 pb-4 wrap-anywhere">
            {children}
          </ScrollBox>
          {actions && <div className="flex flex-wrap justify-end gap-2 border-t px-4 py-3">{actions}</div>}
          {dismissible && (
            <Base.Close
              render={<Button variant="quiet" icon="close" iconOnly className="absolute top-2.5 right-2.5" />}
            >
              Close
            </Base.Close>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
