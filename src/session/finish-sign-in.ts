import type { Problem } from '~/lib/problem.ts'
import { answerCallback, type NewSession } from './callback.ts'
import { signInProblem } from './session-problem.ts'
import { handToWaitingTab } from './sign-in-window.ts'

export type SignInEnd =
  | { kind: 'signedIn'; session: NewSession; returnTo: string }
  | { kind: 'refused'; problem: Problem; returnTo: string }
  /** This is a window whose answer the tab that opened it has taken. */
  | { kind: 'handedOver' }

/** Ends the sign-in that came back with this query: in this tab, or in the one that waits for it. Never rejects. */
export async function endSignIn(query: string, home: string): Promise<SignInEnd> {
  const outcome = await answerCallback(new URLSearchParams(query))
  if (outcome.kind !== 'notOurs') return outcome
  if (outcome.state !== null && (await handToWaitingTab(outcome.state, query))) return { kind: 'handedOver' }
  const why = 'This sign-in link is used up, or it belongs to another tab.'
  return { kind: 'refused', problem: signInProblem(why, 'Sign in again.'), returnTo: home }
}
