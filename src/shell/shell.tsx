import { Suspense, useEffect, useState } from 'react'
import { Outlet, useNavigate } from 'react-router'
import { useWaits } from '~/api/waits.ts'
import { endUndo, useUndoRequest } from '~/form/undo-request.ts'
import { signOut } from '~/session/session.ts'
import { dismissOutcome } from '~/ui/announce.ts'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { holdTyping, useShortcuts } from '~/ui/shortcuts.ts'
import { Toast } from '~/ui/toast.tsx'
import { NavigationHint } from './navigation-hint.tsx'
import { OfflineNote } from './offline-note.tsx'
import { SkipLink } from './skip-link.tsx'
import { TopBar } from './top-bar.tsx'

const CommandPalette = lazyPart(async () => (await import('./command-palette.tsx')).CommandPalette, 'over')
const ShortcutsDialog = lazyPart(async () => (await import('./shortcuts-dialog.tsx')).ShortcutsDialog, 'over')
const UndoHost = lazyPart(async () => (await import('~/pages/activity/undo-host.tsx')).UndoHost, 'over')
const WaitNote = lazyPart(async () => (await import('./wait-note.tsx')).WaitNote, 'over')

/** The frame around every page. */
export function Shell() {
  const undoing = useUndoRequest()
  const waits = useWaits()
  const [overlay, setOverlay] = useState<'palette' | 'shortcuts' | null>(null)
  const navigate = useNavigate()
  // What was said to one person is nothing to the next.
  useEffect(
    () => () => {
      endUndo()
      dismissOutcome()
    },
    [],
  )
  const close = () => setOverlay(null)
  const showPalette = () => {
    holdTyping()
    setOverlay('palette')
  }
  const showShortcuts = () => setOverlay('shortcuts')
  useShortcuts([
    { keys: 'Mod+K', label: 'Command palette', run: showPalette },
    { keys: '?', label: 'Keyboard shortcuts', run: showShortcuts },
    { keys: 'H', label: 'Recent and pinned jobs', run: () => void navigate('/') },
  ])
  return (
    <>
      <SkipLink />
      <TopBar onOpenJob={showPalette} onShortcuts={showShortcuts} />
      <NavigationHint />
      <OfflineNote />
      <main id="main" tabIndex={-1}>
        <div className="px-4 py-5 sm:px-6">
          <Outlet />
        </div>
      </main>
      <Toast />
      <Suspense>{waits && <WaitNote waits={waits} />}</Suspense>
      <Suspense>
        {undoing !== null && <UndoHost key={undoing} entryId={undoing} />}
        {overlay === 'palette' && (
          <CommandPalette onClose={close} onShortcuts={showShortcuts} onSignOut={() => void signOut()} />
        )}
        {overlay === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      </Suspense>
    </>
  )
}
