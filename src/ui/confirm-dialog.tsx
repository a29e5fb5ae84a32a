import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

interface ConfirmDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** A question: "Leave without saving?" */
  title: string
  /** What follows from a yes. */
  children?: ReactNode
  /** The verb of the question: "Leave". */
  confirmLabel: string
  cancelLabel?: string
  onConfirm: () => void
  danger?: boolean
  busy?: boolean
}

/** Asks before something that cannot be taken back. Load it lazily. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  cancelLabel = 'Cancel',
  onConfirm,
  danger = false,
  busy = false,
}: ConfirmDialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="popup fixed inset-x-3 top-[20vh] z-50 mx-auto grid max-w-md gap-2 p-4">
          <Base.Title className="text-lg tracking-tight">{title}</Base.Title>
          {children && <Base.Description render={<div />}>{children}</Base.Description>}
          <div className="flex flex-wrap justify-end gap-2 pt-3">
            <Base.Close render={<Button />}>{cancelLabel}</Base.Close>
            <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
