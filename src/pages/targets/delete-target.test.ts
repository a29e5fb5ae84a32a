import { beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '~/lib/problem.ts'
import { deleteSeen } from './delete-target.ts'

const api = vi.hoisted(() => ({ readTarget: vi.fn(), deleteTarget: vi.fn() }))
vi.mock('~/api/targets.ts', () => api)
vi.mock('~/api/write-target.ts', () => api)
vi.mock('~/lib/current-config.ts', () => ({ config: () => ({ contentHub: { cultures: ['en-US'] } }) }))

const writer = { action: 'delete' as const, send: vi.fn() }
const seen = {
  id: '3',
  version: 4,
  modified_on: '2025-03-04T09:13:09.9100000Z',
  properties: { 'Target.Scope': 'x' },
}
const gone = new Problem('Not there.', 'It does not exist.', 'Check.', { status: 404 })
const lost = () => new Problem('Not deleted.', 'No answer in time.', 'Look.', { status: 504 })

beforeEach(() => {
  api.readTarget.mockReset().mockResolvedValue(seen)
  api.deleteTarget.mockReset().mockResolvedValue({})
})

test('what was seen is deleted, and the whole of it goes to the log', async () => {
  expect(await deleteSeen(writer, '7', seen)).toEqual({ outcome: 'Deleted target 3' })
  expect(api.deleteTarget).toHaveBeenCalledExactlyOnceWith(writer, '7', seen, undefined)
})

test('what somebody else has changed meanwhile is not deleted unseen', async () => {
  const now = { ...seen, version: 5 }
  api.readTarget.mockResolvedValue(now)
  expect(await deleteSeen(writer, '7', seen)).toEqual({ now })
  expect(api.deleteTarget).not.toHaveBeenCalled()
  expect(await deleteSeen(writer, '7', now)).toEqual({ outcome: 'Deleted target 3' })
})

test('what is gone before or meanwhile was deleted by somebody else', async () => {
  api.deleteTarget.mockRejectedValue(gone)
  expect(await deleteSeen(writer, '7', seen)).toMatchObject({
    outcome: expect.stringContaining('gone already'),
  })
  api.readTarget.mockRejectedValue(gone)
  expect(await deleteSeen(writer, '7', seen)).toMatchObject({
    outcome: expect.stringContaining('gone already'),
  })
  expect(api.deleteTarget).toHaveBeenCalledTimes(1)
})

test('a lost answer: it looks, and says what it found', async () => {
  api.deleteTarget.mockImplementation(() => Promise.reject(lost()))
  api.readTarget.mockResolvedValueOnce(seen).mockRejectedValueOnce(gone)
  expect(await deleteSeen(writer, '7', seen)).toMatchObject({
    outcome: expect.stringContaining('was deleted'),
  })
  await expect(deleteSeen(writer, '7', seen)).rejects.toThrow('target 3 is still there. Delete it again.')
  api.readTarget.mockResolvedValueOnce(seen).mockRejectedValueOnce(new Problem('No.', 'Offline.', 'Wait.'))
  await expect(deleteSeen(writer, '7', seen)).rejects.toThrow('failed too')
})

test('where the look before fails, nothing is sent; a refusal is a refusal', async () => {
  api.deleteTarget.mockRejectedValue(new Problem('Not deleted.', 'Not allowed.', 'Ask.', { status: 403 }))
  await expect(deleteSeen(writer, '7', seen)).rejects.toMatchObject({ status: 403 })
  api.readTarget.mockRejectedValue(new Problem('No.', 'Offline.', 'Wait.'))
  await expect(deleteSeen(writer, '7', seen)).rejects.toMatchObject({ what: 'Nothing was sent.' })
  expect(api.deleteTarget).toHaveBeenCalledTimes(1)
})
