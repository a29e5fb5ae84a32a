import { beforeEach, expect, test, vi } from 'vitest'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { isIdentifier } from '~/lib/identifier.ts'
import { Problem } from '~/lib/problem.ts'
import { createAgain } from './create-again.ts'

const hub = vi.hoisted(() => ({ arrived: 0, targets: new Map<string, string>() }))
vi.mock('~/api/new-targets.ts', () => ({
  creationNote: () => null,
  createTarget: async (_writer: unknown, _jobId: string, { identifier }: { identifier: string }) => {
    hub.arrived += 1
    const lost = new Problem('Not created.', 'No answer.', 'Look.', { status: 504 })
    late = () => hub.targets.set(identifier, '9')
    throw lost
  },
}))
vi.mock('~/api/targets.ts', () => ({
  readTarget: async () => {
    throw new Problem('Not read.', 'It is not there.', 'Look.', { status: 404 })
  },
}))
vi.mock('~/api/find-target.ts', () => ({ findByIdentifier: find, findTargetByIdentifier: find }))

async function find(_jobId: string, identifier: string) {
  const id = hub.targets.get(identifier)
  return id === undefined ? null : { id, identifier, properties: {} }
}

let late = () => hub.targets
const writer = { action: 'edit' as const, send: vi.fn() }
const undo = { id: crypto.randomUUID(), title: 'Deleted target 3 of job 7' }
const was = { id: '3', properties: { 'Target.Location': '10613' } }
const again = () => createAgain(writer, { kind: 'create', noun: 'target', jobId: '7', was }, undo)

beforeEach(() => {
  setConfig(consoleConfig.parse({ oidc: { authority: 'https://login.example.com', client_id: 'console' } }))
})

test('what had no identifier is created once, also where the first try arrives late', async () => {
  await expect(again()).rejects.toMatchObject({ name: 'UncertainCreation' })
  late()
  expect(await again()).toBe('Target 3 is created again as target 9')
  expect(hub.arrived).toBe(1)
  expect([...hub.targets.keys()].every(isIdentifier)).toBe(true)
})
