import { beforeEach, expect, test, vi } from 'vitest'
import { parseConfig } from '~/lib/config.ts'
import { setConfig } from '~/lib/current-config.ts'
import type { Entity } from './entity.ts'
import { createTarget } from './new-targets.ts'
import { placeOf } from './refusals.ts'
import { deleteTarget, patchTarget } from './write-target.ts'
import { deniedBy, rightTo } from './use-right.ts'
import { deleteDescription, saveDescription } from './write-description.ts'
import { type WriteAction, type Writer, writerFor } from './writer.ts'

const account = vi.hoisted(() => ({ sub: 'a', roles: ['lead'] }))
vi.mock('~/session/session.ts', () => ({
  accessToken: async () => 'token',
  getSession: () => ({ person: { sub: account.sub, name: 'x', claims: { roles: account.roles } } }),
}))
vi.mock('./activity-log.ts', () => ({ recordWrite: () => () => 'entry' }))

const sent: string[] = []
let status = 200

beforeEach(() => {
  Object.assign(account, { sub: crypto.randomUUID(), roles: ['lead'] })
  sent.length = 0
  status = 200
  setConfig(
    parseConfig({
      oidc: { authority: 'https://login.example.com', client_id: 'jobs-console' },
      contentHub: { url: 'https://hub.example.com', callsPerSecond: 10_000 },
      actionsByClaim: {
        claim: 'roles',
        edit: ['operator', 'lead'],
        retry: ['operator', 'lead'],
        bulk: ['lead'],
        delete: ['lead'],
      },
    }),
  )
  vi.stubGlobal('fetch', async (address: string, { method = 'GET' }: RequestInit) => {
    sent.push(`${method} ${new URL(address).pathname}`)
    return new Response(status === 403 ? '{"Message": "Not yours."}' : '{"id": 3}', { status })
  })
})

const actions: WriteAction[] = ['edit', 'retry', 'bulk', 'delete']
const target: Entity = { id: '2', properties: {} }

function writer<Doing extends WriteAction>(action: Doing): Writer<Doing> {
  const given = writerFor(action)
  if (!given) throw new Error(`No writer to ${action}.`)
  return given
}

test.each([
  [['viewer'], []],
  [['operator'], ['edit', 'retry']],
  [['lead'], actions],
])('as %j there is a way to %j, and no other', (roles, allowed) => {
  account.roles = roles
  expect(actions.filter((action) => writerFor(action) !== null)).toEqual(allowed)
  for (const action of actions) {
    const { writer, refusal } = rightTo(action, placeOf.target('1', '2'))
    expect([writer === null, refusal]).toEqual([!allowed.includes(action), null])
  }
})

test('a writer that was given before the role went sends nothing', async () => {
  const held = writer('delete')
  account.roles = ['viewer']
  await expect(deleteTarget(held, '1', target)).rejects.toMatchObject({ what: 'Nothing was sent.' })
  expect(sent).toEqual([])
})

const writes: [about: string, place: string, write: () => Promise<unknown>, also: WriteAction[]][] = [
  ['a change', placeOf.target('1', '2'), () => patchTarget(writer('edit'), '1', change), ['edit', 'retry']],
  ['a retry', placeOf.target('1', '2'), () => patchTarget(writer('retry'), '1', change), ['edit', 'retry']],
  ['a deletion', placeOf.target('1', '2'), () => deleteTarget(writer('delete'), '1', target), ['delete']],
  [
    'a creation',
    placeOf.newTargets('1'),
    () => createTarget(writer('edit'), '1', { properties: {} }),
    ['edit', 'retry'],
  ],
  [
    'a description',
    placeOf.description('1'),
    () => saveDescription(writer('edit'), '1', null, {}),
    ['edit', 'retry'],
  ],
  [
    'the end of a description',
    placeOf.description('1'),
    () => deleteDescription(writer('delete'), '1', target),
    ['delete'],
  ],
]
const change = { target, changes: { properties: {} } }

test.each(writes)('%s that was refused is not offered again until somebody asks', async (...row) => {
  const [, place, write, also] = row
  const refused = () => actions.filter((action) => rightTo(action, place).refusal)
  expect(refused()).toEqual([])
  status = 500
  await expect(write()).rejects.toThrow('500')
  expect(refused()).toEqual([])
  status = 403
  await expect(write()).rejects.toThrow('Not yours.')
  expect(refused()).toEqual(also)
  const action = also[0] ?? 'edit'
  expect(rightTo(action, place).refusal?.reason).toContain('“Not yours.”')
  expect(rightTo(action, placeOf.target('1', '22')).refusal).toBeNull()
  const { sub } = account
  account.sub = 'somebody else'
  expect(refused()).toEqual([])
  account.sub = sub

  rightTo(action, place).refusal?.tryAgain?.()
  expect(refused()).toEqual([])
  await expect(write()).rejects.toThrow('Not yours.')
  expect(refused()).toEqual(also)
  status = 200
  await write()
  expect(refused()).toEqual([])
})

test('what an entity says of permissions decides, and cannot be tried again', () => {
  const right = rightTo('delete', placeOf.target('1', '2'), {
    ...target,
    requested_permissions: { Read: true, Update: true, Delete: false },
  })
  expect(right.writer).toBeNull()
  expect(right.refusal).toEqual({ reason: expect.stringContaining('“Delete”') })
})

test.each([
  [{ Update: false }, 'edit', 'Update'],
  [{ UPDATE: false }, 'retry', 'UPDATE'],
  [{ Update: true, Delete: false }, 'edit', undefined],
  [{ Modify: false }, 'edit', undefined],
  [{ Update: 'no' }, 'edit', undefined],
  [null, 'edit', undefined],
  [undefined, 'edit', undefined],
  ['Update', 'edit', undefined],
] as const)('permissions %j keep %s by %s', (requested_permissions, action, name) => {
  expect(deniedBy({ ...target, requested_permissions }, action)).toBe(name)
})
