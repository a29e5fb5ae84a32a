import type { JWTPayload } from 'jose'
import type { ConsoleConfig } from '../src/lib/config.ts'
import type { Action } from './operations.ts'
import { Refusal } from './refusal.ts'

type ActionsByClaim = ConsoleConfig['actionsByClaim']

const scopes: Record<Action, string> = { view: 'jobs:read', edit: 'jobs:write', delete: 'jobs:write' }

/**
 * Whether an access token lets its bearer act. With `actionsByClaim` the roles in that claim decide alone, and an action
 * that is not listed there is nobody's; without it the scopes `jobs:read` and `jobs:write` do.
 */
export function mayDo(claims: JWTPayload, action: Action, actionsByClaim: ActionsByClaim): boolean {
  if (actionsByClaim === null)
    return [...words(claims['scope']), ...words(claims['scp'])].includes(scopes[action])
  const roles = actionsByClaim[action] ?? []
  return (
    roles.includes('*') || words(claimAt(claims, actionsByClaim.claim)).some((role) => roles.includes(role))
  )
}

export function missingRight(action: Action, actionsByClaim: ActionsByClaim): Refusal {
  const scope = scopes[action]
  const needed = actionsByClaim === null ? `the scope ${scope}` : `a role that may ${action}`
  return new Refusal(403, 'Not allowed', `Your account lacks ${needed}.`, {
    'WWW-Authenticate': `Bearer error="insufficient_scope"${actionsByClaim === null ? `, scope="${scope}"` : ''}`,
  })
}

/** A list of texts, or a text of words (RFC 8693, section 4.2). */
const words = (value: unknown): string[] =>
  typeof value === 'string'
    ? value.split(' ')
    : Array.isArray(value)
      ? value.filter((item) => typeof item === 'string')
      : []

const own = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined

/** The claim of that name, else by the path that the name is (`realm_access.roles`). */
const claimAt = (claims: JWTPayload, name: string): unknown =>
  own(claims, name) ?? name.split('.').reduce<unknown>(own, claims)
