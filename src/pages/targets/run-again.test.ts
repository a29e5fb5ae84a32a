import { beforeEach, expect, test, vi } from 'vitest'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'
import { runAgain } from './run-again.ts'

const api = vi.hoisted(() => ({ readTarget: vi.fn(), patchTarget: vi.fn() }))
vi.mock('~/api/targets.ts', () => api)
vi.mock('~/api/write-target.ts', () => api)

const writer = { action: 'retry' as const, send: vi.fn() }
const inState = (state: string, version = 4) => ({
  id: '3',
  version,
  properties: { 'Target.State': { identifier: state } },
})
const failed = inState('Completed')
const properties = { 'Target.State': { identifier: 'Pending' } }
const refused = (status: number) => new Problem('Not run.', `Answer ${status}.`, 'Look.', { status })
const run = () => runAgain(writer, '7', failed, properties)

beforeEach(() => {
  setConfig(consoleConfig.parse({ oidc: { authority: 'https://login.example.com', client_id: 'console' } }))
  api.readTarget.mockReset().mockResolvedValue(failed)
  api.patchTarget.mockReset().mockResolvedValue({})
})

test('it is read again and written, with what was there before', async () => {
  expect(await run()).toBe('Target 3 will be run again')
  expect(api.patchTarget).toHaveBeenCalledExactlyOnceWith(writer, '7', {
    target: failed,
    changes: { properties },
  })
})

test('what somebody else has run again or changed meanwhile, or cannot be read, is left alone', async () => {
  api.readTarget.mockResolvedValue(inState('InProgress', 5))
  expect(await run()).toBe('Target 3 is under way already: nothing was sent')
  api.readTarget.mockResolvedValue(inState('Completed', 5))
  await expect(run()).rejects.toThrow('Somebody else has changed the target')
  api.readTarget.mockRejectedValue(refused(500))
  await expect(run()).rejects.toMatchObject({ what: 'Nothing was sent.' })
  expect(api.patchTarget).not.toHaveBeenCalled()
})

test.each([403, 400])('an answer %i is a refusal: nothing more is asked', async (status) => {
  api.patchTarget.mockRejectedValue(refused(status))
  await expect(run()).rejects.toMatchObject({ status })
  expect(api.readTarget).toHaveBeenCalledTimes(1)
})

test.each([500, 502, 503, 504])('after an answer %i it looks, and says what it found', async (status) => {
  api.patchTarget.mockRejectedValue(refused(status))
  const found = (now: object) => api.readTarget.mockResolvedValueOnce(failed).mockResolvedValueOnce(now)
  found(inState('Pending', 5))
  expect(await run()).toBe('The answer was lost, but target 3 is under way')
  found(failed)
  await expect(run()).rejects.toThrow(/may have been carried out.*has not changed\. Retry it again\./)
  found(inState('Completed', 6))
  await expect(run()).rejects.toThrow(/may have been carried out.*has changed since\. Look at its state/)
  api.readTarget.mockResolvedValueOnce(failed).mockRejectedValueOnce(refused(500))
  await expect(run()).rejects.toThrow(/may have been carried out.*Looking again failed too\./)
  expect(api.patchTarget).toHaveBeenCalledTimes(4)
})
