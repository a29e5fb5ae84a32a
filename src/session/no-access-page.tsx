import { Alert } from '~/ui/alert.tsx'
import { Button } from '~/ui/button.tsx'
import { signOut, useSession } from './session.ts'

/** For people whose roles do not let them look at anything. Load it lazily. */
export function NoAccessPage() {
  const { person } = useSession()
  return (
    <main className="mx-auto grid max-w-2xl justify-items-start gap-4 px-4 py-16">
      <h1 className="text-2xl font-semibold">Jobs console</h1>
      <Alert title="Your account may not use this console.">
        You are signed in as {person?.name}. Ask an administrator for a role that may, then sign in again.
      </Alert>
      <Button onClick={() => void signOut()}>Sign out</Button>
    </main>
  )
}
