import { Suspense } from 'react'
import { useMay } from '~/session/may.ts'
import { useSession } from '~/session/session.ts'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { Console } from './console.tsx'

const SessionOverDialog = lazyPart(
  async () => (await import('~/session/session-over-dialog.tsx')).SessionOverDialog,
  'over',
)

const SigningInPage = lazyPart(async () => (await import('~/session/signing-in-page.tsx')).SigningInPage)
const SignInPage = lazyPart(async () => (await import('~/session/sign-in-page.tsx')).SignInPage)
const NoAccessPage = lazyPart(async () => (await import('~/session/no-access-page.tsx')).NoAccessPage)

/** The console, or the way into it. A session that ended leaves the page as it is, under a dialog. */
export function App() {
  const { status } = useSession()
  const mayView = useMay('view')
  const Instead =
    status === 'starting' ? SigningInPage : status === 'signedOut' ? SignInPage : !mayView && NoAccessPage
  if (Instead)
    return (
      <Suspense>
        <Instead />
      </Suspense>
    )
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
