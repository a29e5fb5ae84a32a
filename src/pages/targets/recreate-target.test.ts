import { beforeEach, expect, test, vi } from 'vitest'
import type { IdentifierHistory } from '~/api/create-once.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { parseJson } from '~/lib/json.ts'
import { recreateTarget } from './recreate-target.ts'

const account = { sub: 'ann' }
const api = vi.hoisted(() => ({ readTarget: vi.fn(), createOnce: vi.fn() }))
vi.mock('~/api/targets.ts', () => api)
vi.mock('~/api/create-once.ts', () => api)
vi.mock('~/session/session.ts', () => ({ getSession: () => ({ person: { sub: account.sub } }) }))

const settings = (contentHub = {}) =>
  setConfig(
    consoleConfig.parse({
      oidc: { authority: 'https://login.example.com', client_id: 'console' },
      contentHub,
    }),
  )
const writer = { action: 'retry' as const, send: vi.fn() }
const option = (identifier: string) => ({ identifier, labels: { 'en-US': identifier } })
const failed = {
  id: '3',
  identifier: 'old',
  version: 4,
  properties: {
    'Target.Location': '10613',
    'Target.State': option('Completed'),
    'Target.Condition': option('Failure'),
    'Target.StateDescription': 'Timed out',
    'Target.RetryCount': 3,
    'Target.CompletedOn': '2025-03-04T09:13:41.9017733Z',
    'Target.Type': option('MassEdit'),
    'Target.Data': parseJson('{"id": 9007199254740993, "rate": 1.10}'),
  },
  relations: { TargetToAsset: { parents: [{ href: 'https://hub.example.com/api/entities/5' }] } },
}
const recreate = () => recreateTarget(writer, '7', failed)
const sent = (): [body: { identifier: string; properties: object }, history: IdentifierHistory][] =>
  api.createOnce.mock.calls.map(([, , body, history]) => [body, history])

beforeEach(() => {
  settings()
  api.readTarget.mockReset().mockResolvedValue(failed)
  api.createOnce.mockReset().mockResolvedValue({ id: '9', found: false })
})

test('all but how far it has come, waiting for a worker, under an identifier of its own', async () => {
  expect(await recreate()).toMatchObject({ id: '9', outcome: 'Created target 9' })
  expect(sent()).toEqual([
    [
      {
        identifier: expect.stringMatching(/^[\w-]{22}$/),
        properties: {
          'Target.Location': '10613',
          'Target.State': { identifier: 'Pending' },
          'Target.Condition': { identifier: 'Pending' },
          'Target.Type': { identifier: 'MassEdit' },
          'Target.Data': failed.properties['Target.Data'],
        },
        relations: failed.relations,
      },
      'generated',
    ],
  ])
})

test('where the instance has other words, the server decides how it begins', async () => {
  settings({ options: { state: ['Neu'], condition: ['Neu'] } })
  await recreate()
  expect(Object.keys(sent()[0]?.[0].properties ?? {})).toEqual([
    'Target.Location',
    'Target.Type',
    'Target.Data',
  ])
})

test('what somebody else has changed, or what cannot be read, is not sent', async () => {
  const now = { ...failed, version: 5 }
  api.readTarget.mockResolvedValue(now)
  expect(await recreate()).toEqual({ now })
  api.readTarget.mockRejectedValue(new Error('Offline.'))
  await expect(recreate()).rejects.toMatchObject({ what: 'Nothing was sent.' })
  expect(sent()).toEqual([])
})

const storage = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => storage.get(key) ?? null,
  setItem: (key: string, value: string) => storage.set(key, value),
})

/** The page anew: what it had in mind is gone. */
async function reload() {
  vi.resetModules()
  const anew = await import('~/lib/current-config.ts')
  anew.setConfig(
    consoleConfig.parse({ oidc: { authority: 'https://login.example.com', client_id: 'console' } }),
  )
  return (await import('./recreate-target.ts')).recreateTarget
}

test('until it is known to be created the same identifier is sent, also after a reload; then a new one', async () => {
  api.createOnce.mockRejectedValueOnce(new Error('lost'))
  await expect(recreate()).rejects.toThrow('lost')
  // It is kept before anything goes out: this answer never comes.
  const anew = await reload()
  api.createOnce.mockReturnValueOnce(new Promise(() => {}))
  void anew(writer, '7', failed)
  await vi.waitFor(() => expect(sent()).toHaveLength(2))
  const again = await reload()
  await again(writer, '7', failed)
  await again(writer, '7', failed)
  const identifiers = sent().map(([{ identifier }]) => identifier)
  expect(sent().map(([, history]) => history)).toEqual([
    'generated',
    'generated, sent',
    'generated, sent',
    'generated',
  ])
  expect(new Set(identifiers.slice(0, 3)).size).toBe(1)
  expect(identifiers[3]).not.toBe(identifiers[0])
})

test('what a person has sent is not sent by another, nor for another target', async () => {
  api.createOnce.mockRejectedValue(new Error('lost'))
  await expect(recreate()).rejects.toThrow('lost')
  await expect(recreateTarget(writer, '8', failed)).rejects.toThrow('lost')
  account.sub = 'bob'
  await expect(recreate()).rejects.toThrow('lost')
  expect(new Set(sent().map(([{ identifier }]) => identifier)).size).toBe(3)
})
