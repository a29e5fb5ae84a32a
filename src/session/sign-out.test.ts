import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ProviderFailure } from './provider-request.ts'
import type { SessionRecord } from './session-record.ts'
import { signOutAtProvider } from './sign-out.ts'

const { providerMetadata, askProvider } = vi.hoisted(() => ({
  providerMetadata: vi.fn<() => Promise<object>>(),
  askProvider: vi.fn<(url: string, request: object) => Promise<unknown>>(),
}))
vi.mock('./metadata.ts', () => ({ providerMetadata }))
vi.mock(import('./provider-request.ts'), async (original) => ({ ...(await original()), askProvider }))
vi.mock('~/lib/current-config.ts', () => ({
  config: () => ({ oidc: { client_id: 'jobs-console' } }),
  appUrl: (path: string) => `https://console.example.com${path}`,
}))

const assign = vi.fn()
const session: SessionRecord = {
  accessToken: 'at',
  refreshToken: 'rt',
  idToken: 'id',
  expiresAt: 0,
  lifetime: 0,
  tab: 't',
  person: { sub: 'operator', name: 'Olga', claims: {} },
}

beforeEach(() => {
  vi.resetAllMocks()
  vi.stubGlobal('location', { assign })
})

describe('signOutAtProvider', () => {
  it('revokes, then leaves for the provider, whatever the revocation says', async () => {
    providerMetadata.mockResolvedValue({
      revocation_endpoint: 'https://id/revoke',
      end_session_endpoint: 'https://id/end?x=1',
    })
    askProvider.mockRejectedValue(new ProviderFailure('refused', { status: 401 }))
    await signOutAtProvider(session)
    expect(askProvider).toHaveBeenCalledWith('https://id/revoke', {
      form: { token: 'rt', token_type_hint: 'refresh_token', client_id: 'jobs-console' },
      limitMs: 2000,
    })
    expect(assign).toHaveBeenCalledWith(
      'https://id/end?x=1&id_token_hint=id&client_id=jobs-console&post_logout_redirect_uri=https%3A%2F%2Fconsole.example.com%2F',
    )
  })

  it('stays here where the provider has no way out, or cannot be reached', async () => {
    providerMetadata.mockResolvedValue({})
    await signOutAtProvider(session)
    providerMetadata.mockRejectedValue(new ProviderFailure('unreachable'))
    await signOutAtProvider(session)
    expect(assign).not.toHaveBeenCalled()
    expect(askProvider).not.toHaveBeenCalled()
  })
})
