import type { JWTPayload } from 'jose'
import { givesAction } from '../src/lib/actions-by-claim.ts'
import type { Action } from '../src/lib/actions-by-claim.ts'
import type { ConsoleConfig } from '../src/lib/config.ts'
import type { Operation } from './operations.ts'
import { Refusal } from './refusal.ts'

type ActionsByClaim = ConsoleConfig['actionsByClaim']

const scopeFor = (action: Action) => (action === 'view' ? 'jobs:read' : 'jobs:write')

/**
 * Whether an access token lets its bearer act. With `actionsByClaim` the roles in that claim decide alone; without it the
 * scopes `jobs:read` and `jobs:write` do.
 */
export function mayDo(claims: JWTPayload, action: Action, actionsByClaim: ActionsByClaim): boolean {
  if (actionsByClaim !== null) return givesAction(actionsByClaim, claims, action)
  return [...words(claims['scope']), ...words(claims['scp'])].includes(scopeFor(action))
}

/** Says which right would do. */
export function missingRight(operations: Operation[], actionsByClaim: ActionsByClaim): Refusal {
  const actions = operations.map(({ action }) => action)
  const scope = scopeFor(actions[0] ?? 'edit')
  const needed = actionsByClaim === null ? `the scope ${scope}` : `a role that may ${actions.join(' or ')}`
  return new Refusal(403, 'Not allowed', `Your account lacks ${needed}.`, {
    'WWW-Authenticate': `Bearer error="insufficient_scope"${actionsByClaim === null ? `, scope="${scope}"` : ''}`,
  })
}

/** A list of texts, or a text of words (RFC 8693, section 4.2). */
const words = (value: unknown): unknown[] =>
  typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value : []
