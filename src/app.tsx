import { Suspense } from 'react'
import { SignInPage } from '~/session/sign-in-page.tsx'
import { useSession } from '~/session/session.ts'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { Console } from './console.tsx'

const SessionOverDialog = lazyPart(
  async () => (await import('~/session/session-over-dialog.tsx')).SessionOverDialog,
  'over',
)

/** The console, or the way into it. A session that ended leaves the page as it is, under a dialog. */
export function App() {
  const { status } = useSession()
  if (status === 'starting') return null
  if (status === 'signedOut') return <SignInPage />
  return (
    <>
      <Console />
      {status === 'expired' && (
        <Suspense>
          <SessionOverDialog />
        </Suspense>
      )}
    </>
  )
}
