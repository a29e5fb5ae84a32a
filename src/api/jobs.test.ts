import { beforeEach, expect, test, vi } from 'vitest'
import { parseConfig } from '~/lib/config.ts'
import { setConfig } from '~/lib/current-config.ts'
import { jobQuery } from './jobs.ts'
import { queryClient } from './query-client.ts'

vi.mock('~/session/session.ts', () => ({ accessToken: async () => 'token' }))

const fetch = vi.fn<(address: string) => Promise<Response>>()

beforeEach(() => {
  fetch.mockReset()
  vi.stubGlobal('window', {})
  vi.stubGlobal('fetch', fetch)
  vi.stubGlobal('navigator', { onLine: true })
  const contentHub = { url: 'https://hub.example.com', jobPath: 'auto', callsPerSecond: 10_000 }
  setConfig(
    parseConfig({ oidc: { authority: 'https://login.example.com', client_id: 'console' }, contentHub }),
  )
})

const read = (id: string) => queryClient.fetchQuery({ ...jobQuery(id, ['en-US']), staleTime: 0 })
const asked = () => fetch.mock.calls.map(([address]) => new URL(address).pathname)

test('a job that neither version knows says nothing of the versions; one that v1 knows is asked there from then on', async () => {
  fetch.mockImplementation(async () => new Response(null, { status: 404 }))
  await expect(read('8')).rejects.toMatchObject({ status: 404 })
  fetch.mockImplementation(async (address) =>
    address.includes('/v2/')
      ? new Response(null, { status: 404 })
      : new Response('{"id":7,"properties":{},"relations":{}}'),
  )
  await expect(read('7')).resolves.toMatchObject({ id: '7' })
  await expect(read('7')).resolves.toMatchObject({ id: '7' })
  expect(asked()).toEqual(['/api/v2/jobs/8', '/api/jobs/8', '/api/v2/jobs/7', '/api/jobs/7', '/api/jobs/7'])
})
