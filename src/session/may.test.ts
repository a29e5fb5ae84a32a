import { expect, test, vi } from 'vitest'
import { parseConfig } from '~/lib/config.ts'
import { setConfig } from '~/lib/current-config.ts'
import { type Action, may } from './may.ts'

const session = vi.hoisted(() => ({ claims: {} as Record<string, unknown> | null }))
vi.mock('./session.ts', () => ({
  getSession: () => (session.claims ? { person: { sub: '1', name: 'x', claims: session.claims } } : {}),
}))

const oidc = { authority: 'https://login.example.com', client_id: 'jobs-console' }
const actions: Action[] = ['view', 'edit', 'retry', 'bulk', 'delete']

function given(actionsByClaim: object | null, claims: Record<string, unknown> | null): Action[] {
  setConfig(parseConfig({ oidc, actionsByClaim }))
  session.claims = claims
  return actions.filter(may)
}

const byRole = {
  claim: 'roles',
  view: ['*'],
  edit: ['operator', 'lead'],
  retry: ['operator', 'lead'],
  bulk: ['lead'],
  delete: ['lead'],
}

test('without the setting everything is given, also to people without roles', () => {
  expect(given(null, {})).toEqual(actions)
  expect(given(null, null)).toEqual(actions)
})

test.each([
  [['viewer'], ['view']],
  [
    ['viewer', 'operator'],
    ['view', 'edit', 'retry'],
  ],
  [['lead'], actions],
  ['lead', actions],
  [['Lead', 'leader'], ['view']],
  [[], ['view']],
  [null, ['view']],
  [7, ['view']],
  [{ lead: true }, ['view']],
])('roles %j may %j', (roles, allowed) => {
  expect(given(byRole, { roles })).toEqual(allowed)
})

test('nobody but those whom “*” means may do anything without the claim, or without a person', () => {
  expect(given(byRole, {})).toEqual(['view'])
  expect(given(byRole, null)).toEqual(['view'])
  expect(given({ ...byRole, view: ['viewer'] }, {})).toEqual([])
})

test('an action that is left out is given to nobody, but looking to everybody', () => {
  expect(given({ claim: 'roles' }, { roles: ['lead'] })).toEqual(['view'])
  expect(given({ claim: 'roles', view: [], delete: ['lead'] }, { roles: ['lead'] })).toEqual(['delete'])
})

test.each([
  ['realm_access.roles', { realm_access: { roles: ['lead'] } }],
  ['resource_access.jobs-console.roles', { resource_access: { 'jobs-console': { roles: ['lead'] } } }],
  ['https://example.com/roles', { 'https://example.com/roles': ['lead'] }],
  ['https://example.com/access.roles', { 'https://example.com/access': { roles: ['lead'] } }],
])('the claim %s is found', (claim, claims) => {
  expect(given({ ...byRole, claim }, claims)).toEqual(actions)
})

test.each([
  ['realm_access.roles', { realm_access: ['lead'] }],
  ['realm_access.roles', { realm_access: null }],
  ['constructor.name', {}],
  ['__proto__', {}],
])('the claim %s is not in %j', (claim, claims) => {
  expect(given({ ...byRole, claim }, claims)).toEqual(['view'])
})
