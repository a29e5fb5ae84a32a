import { useState } from 'react'
import { formatShort } from '~/lib/format.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { Button } from '~/ui/button.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Dialog } from '~/ui/dialog.tsx'
import { signInAgain, signOut } from './session.ts'

/**
 * Over the page of a person whose session ended; the page keeps everything until they sign in again, or out. Render it
 * while the status is `expired`.
 */
export function SessionOverDialog() {
  const [problem, setProblem] = useState<Problem>()
  const [waits, setWaits] = useState(false)
  const [endedOn] = useState(() => new Date().toISOString())

  const onSignIn = async () => {
    setProblem(undefined)
    setWaits(true)
    try {
      await signInAgain()
    } catch (error) {
      setProblem(asProblem(error, 'Signing in failed.'))
      setWaits(false)
    }
  }

  return (
    <Dialog
      open
      dismissible={false}
      title="Sign in again"
      actions={
        <>
          <Button variant="primary" onClick={onSignIn}>
            Sign in
          </Button>
          <Button onClick={() => void signOut()}>Sign out</Button>
        </>
      }
    >
      {problem && <ProblemAlert problem={problem} />}
      <p>
        Your session has ended. What is on this page stays as it was at {formatShort(endedOn)}; nothing is
        saved or loaded until you sign in. Signing out takes it away, with what you typed and did not save.
      </p>
      <output>
        {waits && 'A window has opened: sign in there. If you closed it, press “Sign in” once more.'}
      </output>
    </Dialog>
  )
}
