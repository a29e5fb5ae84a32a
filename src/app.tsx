import { Suspense } from 'react'
import { useMay } from '~/session/may.ts'
import { useSession } from '~/session/session.ts'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { Console } from './console.tsx'

const SessionOverDialog = lazyPart(
  async () => (await import('~/session/session-over-dialog.tsx')).SessionOverDialog,
  'over',
)

const SignInPage = lazyPart(async () => (await import('~/session/sign-in-page.tsx')).SignInPage)
const NoAccessPage = lazyPart(async () => (await import('~/session/no-access-page.tsx')).NoAccessPage)

/** The console, or the way into it. A session that ended leaves the page as it is, under a dialog. */
export function App() {
  const { status } = useSession()
  const mayView = useMay('view')
  if (status === 'starting') return null
  if (status === 'signedOut' || !mayView)
    return <Suspense>{status === 'signedOut' ? <SignInPage /> : <NoAccessPage />}</Suspense>
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
