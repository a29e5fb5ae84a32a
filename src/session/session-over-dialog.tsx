import { useState } from 'react'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { Button } from '~/ui/button.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Dialog } from '~/ui/dialog.tsx'
import { signInAgain } from './session.ts'

/** Over the page of a person whose session ended; the page keeps everything. Render it while the status is `expired`. */
export function SessionOverDialog() {
  const [problem, setProblem] = useState<Problem>()
  const [waits, setWaits] = useState(false)

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
        <Button variant="primary" onClick={onSignIn}>
          Sign in
        </Button>
      }
    >
      {problem && <ProblemAlert problem={problem} />}
      <p>Your session has ended. What is on this page stays; nothing is saved or loaded until you sign in.</p>
      <output>
        {waits && 'A window has opened: sign in there. If you closed it, press “Sign in” once more.'}
      </output>
    </Dialog>
  )
}
