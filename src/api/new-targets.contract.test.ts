import { beforeEach, expect, test, vi } from 'vitest'
// oxlint-disable-next-line no-restricted-imports -- the contract is no room of the app
import { openContract } from '../../contract/conformity.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { parseJson } from '~/lib/json.ts'
import { entity } from './entity.ts'
import { findTargetByIdentifier } from './find-target.ts'
import { createTarget, createTargets } from './new-targets.ts'
import { deleteTarget } from './targets.ts'

vi.mock('~/session/session.ts', () => ({ accessToken: async () => 'token' }))

const contract = openContract('contract/content-hub-jobs.openapi.yaml')
const sent: { request: string; problems: readonly string[] }[] = []
const jobId = '9007199254740993'

beforeEach(() => {
  sent.length = 0
  const oidc = { authority: 'https://login.example.com', client_id: 'console' }
  setConfig(consoleConfig.parse({ oidc, contentHub: { url: 'https://hub.example.com' } }))
  vi.stubGlobal('window', {})
  vi.stubGlobal('fetch', async (address: string, { method = 'GET', body }: RequestInit) => {
    const { pathname: path, searchParams: query } = new URL(address)
    const text = typeof body === 'string' ? body : undefined
    sent.push({
      request: `${method} ${path}`,
      problems: contract.checkRequest({ method, path, query, body: text }),
    })
    return Response.json({ id: 1, items: [], total_items: 0 })
  })
})

test('creations, deletions and the look into the list are as the contract says', async () => {
  const full = {
    identifier: 'row-1',
    properties: {
      'Target.State': { identifier: 'Pending' },
      'Target.Data': parseJson('{"id": 9007199254740993, "price": 1.10}'),
      'Target.Title': { 'en-US': 'Title', 'nl-NL': null },
    },
    relations: { TargetToAsset: { parents: [{ href: 'https://hub.example.com/api/entities/1' }] } },
  }
  await createTarget(jobId, full)
  await createTargets(jobId, [full, { properties: {} }])
  await deleteTarget(jobId, entity.parse({ id: 7 }))
  await findTargetByIdentifier(jobId, 'row-1')
  expect(sent).toEqual(
    ['POST targets', 'POST targets/bulk', 'DELETE targets/7', 'GET targets'].map((request) => ({
      request: request.replace(' ', ` /api/jobs/${jobId}/`),
      problems: [],
    })),
  )
})
