import { type Action, givesAction } from '~/lib/actions-by-claim.ts'
import { config } from '~/lib/current-config.ts'
import { getSession, useSession } from './session.ts'

export type { Action } from '~/lib/actions-by-claim.ts'

/** Whether the settings give an action to the person who is signed in; without the setting everything is given. */
export function may(action: Action): boolean {
  const given = config().actionsByClaim
  return !given || givesAction(given, getSession().person?.claims, action)
}

/** The same for a page, which follows a change of the roles. */
export function useMay(action: Action): boolean {
  useSession()
  return may(action)
}
