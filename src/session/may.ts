import { config } from '~/lib/current-config.ts'
import { isRecord } from '~/lib/json.ts'
import { getSession, useSession } from './session.ts'

/** What the setting `actionsByClaim` gives to people by their roles. `edit` creates too; `bulk` is for many at once. */
export type Action = 'view' | 'edit' | 'retry' | 'bulk' | 'delete'

/** Whether the settings give an action to the person who is signed in; without the setting everything is given. */
export function may(action: Action): boolean {
  const given = config().actionsByClaim
  if (!given) return true
  const wanted = given[action] ?? (action === 'view' ? ['*'] : [])
  const has = rolesIn(getSession().person?.claims, given.claim)
  return wanted.some((role) => role === '*' || has.includes(role))
}

/** The same for a page, which follows a change of the roles. */
export function useMay(action: Action): boolean {
  useSession()
  return may(action)
}

/** The texts at a dotted path such as `realm_access.roles`; a name on the way may have dots of its own. */
function rolesIn(claims: unknown, path: string): unknown[] {
  if (!isRecord(claims)) return []
  const names = Object.keys(claims).filter((name) => name === path || path.startsWith(`${name}.`))
  return names.flatMap((name) => {
    const value = claims[name]
    return name === path
      ? Array.isArray(value)
        ? value
        : [value]
      : rolesIn(value, path.slice(name.length + 1))
  })
}
