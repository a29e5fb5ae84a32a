import { beforeEach, expect, test, vi } from 'vitest'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'
import { createAgain } from './create-again.ts'

const api = vi.hoisted(() => ({ readTarget: vi.fn(), createOnce: vi.fn(), readDescription: vi.fn() }))
vi.mock('~/api/targets.ts', () => api)
vi.mock('~/api/descriptions.ts', () => api)
vi.mock('~/api/create-once.ts', async (original) => ({ ...(await original()), createOnce: api.createOnce }))

const writer = { action: 'edit' as const, send: vi.fn() }
const was = { id: '3', properties: { 'Target.Location': 'shelf' } }
const again = () =>
  createAgain(writer, { kind: 'create', noun: 'target', jobId: '7', was }, { id: 'e', title: 'Deleted' })
const answer = (status: number) => new Problem('Not read.', `Answer ${status}.`, 'Look.', { status })

beforeEach(() => {
  setConfig(consoleConfig.parse({ oidc: { authority: 'https://login.example.com', client_id: 'console' } }))
  api.readTarget.mockReset().mockRejectedValue(answer(404))
  api.createOnce.mockReset().mockResolvedValue({ id: '4', found: false })
})

test('what is gone is created again', async () => {
  expect(await again()).toBe('Target 3 is created again as target 4')
  expect(api.createOnce.mock.lastCall?.[2]).toMatchObject({ properties: was.properties })
})

test('what a lost deletion left, or what cannot be looked for, is not created a second time', async () => {
  api.readTarget.mockResolvedValueOnce(was).mockRejectedValueOnce(answer(503))
  await expect(again()).rejects.toThrow('Target 3 is still there.')
  await expect(again()).rejects.toMatchObject({ what: 'Nothing was sent.' })
  expect(api.createOnce).not.toHaveBeenCalled()
})

test('a description is created again with its identifier and what it held, where the job has none now', async () => {
  const held = { id: '5', identifier: 'd-1', properties: { 'Job.Configuration': { a: 1 }, 'Job.Data': null } }
  const plan = { kind: 'create' as const, noun: 'description' as const, jobId: '7', was: held }
  const undo = { id: 'e', title: 'Deleted' }
  api.readDescription.mockResolvedValueOnce(null).mockResolvedValueOnce(held)
  expect(await createAgain(writer, plan, undo)).toContain('it has a new id')
  expect(writer.send).toHaveBeenCalledExactlyOnceWith(
    'PUT',
    '/api/jobs/7/description',
    expect.objectContaining({ identifier: 'd-1', properties: { 'Job.Configuration': { a: 1 } } }),
    expect.anything(),
  )
  await expect(createAgain(writer, plan, undo)).rejects.toThrow('has a description again')
  expect(writer.send).toHaveBeenCalledOnce()
})
