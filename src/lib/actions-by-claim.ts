import type { ConsoleConfig } from './config-schema.ts'
import { isRecord } from './json.ts'

type ActionsByClaim = NonNullable<ConsoleConfig['actionsByClaim']>

/** What the setting `actionsByClaim` gives to people by their roles. `edit` creates too; `bulk` is for many at once. */
export type Action = Exclude<keyof ActionsByClaim, 'claim'>

/**
 * Whether the setting gives an action to whoever has these claims: the app asks it of the id token, the gateway of the access
 * token. What is left out is given to nobody, but `view` to everybody. A role is a whole text, spaces included.
 */
export function givesAction(given: ActionsByClaim, claims: unknown, action: Action): boolean {
  const wanted = given[action] ?? (action === 'view' ? ['*'] : [])
  const has = rolesIn(claims, given.claim)
  return wanted.some((role) => role === '*' || has.includes(role))
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
