import { useState } from 'react'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { Button } from '~/ui/button.tsx'
import { usePageTitle } from '~/ui/page-title.ts'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { signIn, useSession, type SignedOutReason } from './session.ts'

const words: Record<SignedOutReason, string> = {
  new: 'Sign in to see jobs and their targets.',
  signedOut: 'You have signed out.',
  signedOutElsewhere: 'You have signed out in another tab.',
  failed: 'You are not signed in.',
  windowDone: 'You are signed in again in the tab that you came from. You can close this window.',
}

/** What a person sees who is not signed in; signing in leads back to the address that the page has now. */
export function SignInPage() {
  usePageTitle('Sign in')
  const session = useSession()
  const reason = session.status === 'signedOut' ? session.reason : 'new'
  const [refused, setRefused] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const problem = refused ?? (session.status === 'signedOut' ? session.problem : undefined)

  const onSignIn = async () => {
    setBusy(true)
    setRefused(undefined)
    try {
      await signIn()
    } catch (error) {
      setRefused(asProblem(error, 'Signing in failed.'))
    } finally {
      // Also when the page is left: Back may bring it as it was.
      setBusy(false)
    }
  }

  return (
    <main className="mx-auto flex max-w-md flex-col items-start gap-4 px-4 py-16">
      <h1 className="text-2xl font-semibold">Jobs console</h1>
      {problem && <ProblemAlert problem={problem} />}
      <p>{words[reason]}</p>
      {reason !== 'windowDone' && (
        <Button variant="primary" busy={busy} onClick={onSignIn}>
          Sign in
        </Button>
      )}
    </main>
  )
}
