import { type ReactNode, Suspense, useEffect, useRef } from 'react'
import { useBlocker } from 'react-router'
import { lazyPart } from '~/ui/lazy-part.tsx'

const ConfirmDialog = lazyPart(async () => (await import('~/ui/confirm-dialog.tsx')).ConfirmDialog, 'over')

interface LeaveGuard {
  /** Lets the next navigation pass: what was typed is saved. */
  readonly allow: () => void
  /** To be rendered anywhere in the form. */
  readonly dialog: ReactNode
}

/**
 * Asks before typed text is lost: through a link, Back, a closed panel, or a closed tab. `onLeave`: the person gives up
 * what was typed.
 */
export function useLeaveGuard(isDirty: boolean, onLeave: () => void): LeaveGuard {
  const allowed = useRef(false)
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty &&
      !allowed.current &&
      (currentLocation.pathname !== nextLocation.pathname || currentLocation.search !== nextLocation.search),
  )
  useEffect(() => {
    if (!isDirty) return undefined
    // The question must not wait for the network, which may be what is gone.
    ConfirmDialog.preload()
    const ask = (event: BeforeUnloadEvent) => {
      if (!allowed.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isDirty])
  const dialog = blocker.state === 'blocked' && (
    <Suspense>
      <ConfirmDialog
        open
        onOpenChange={() => blocker.reset()}
        title="Leave without saving?"
        cancelLabel="Stay"
        confirmLabel="Leave"
        danger
        onConfirm={() => {
          onLeave()
          blocker.proceed()
        }}
      >
        What you have typed will be lost.
      </ConfirmDialog>
    </Suspense>
  )
  return {
    allow: () => {
      allowed.current = true
    },
    dialog,
  }
}
