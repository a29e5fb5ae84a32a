import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ProviderFailure } from './provider-request.ts'
import type { SessionRecord } from './session-record.ts'
import { signOutAtProvider } from './sign-out.ts'

const { providerMetadata, askProvider } = vi.hoisted(() => ({
  providerMetadata: vi.fn<() => Promise<object>>(),
  askProvider: vi.fn<(url: string, request: object) => Promise<unknown>>(),
}))
vi.mock('./metadata.ts', () => ({
  providerMetadata,
  discoveryAddress: (authority: string) => `${authority}/known`,
}))
vi.mock(import('./provider-request.ts'), async (original) => ({ ...(await original()), askProvider }))
vi.mock('~/lib/current-config.ts', () => ({
  config: () => ({ oidc: { authority: 'https://id', client_id: 'jobs-console' } }),
  appUrl: (path: string) => `https://console.example.com${path}`,
}))

const assign = vi.fn()
const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()
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
  vi.stubGlobal('fetch', fetched)
  fetched.mockResolvedValue(new Response())
})

describe('signOutAtProvider', () => {
  const metadata = {
    revocation_endpoint: 'https://id/revoke',
    end_session_endpoint: 'https://id/end?x=1',
  }

  it('revokes, then leaves for the provider, whatever the revocation says', async () => {
    providerMetadata.mockResolvedValue(metadata)
    askProvider.mockRejectedValue(new ProviderFailure('refused', { status: 401 }))
    await expect(signOutAtProvider(session)).resolves.toBe(true)
    expect(askProvider).toHaveBeenCalledWith('https://id/revoke', {
      form: { token: 'rt', token_type_hint: 'refresh_token', client_id: 'jobs-console' },
      limitMs: 2000,
    })
    expect(assign).toHaveBeenCalledWith(
      'https://id/end?x=1&id_token_hint=id&client_id=jobs-console&post_logout_redirect_uri=https%3A%2F%2Fconsole.example.com%2F',
    )
    expect(fetched).not.toHaveBeenCalled()
  })

  it('leaves also where revoking is forbidden to browsers, since the provider is there', async () => {
    providerMetadata.mockResolvedValue(metadata)
    askProvider.mockRejectedValue(new ProviderFailure('unreachable'))
    await expect(signOutAtProvider(session)).resolves.toBe(true)
    expect(assign).toHaveBeenCalledOnce()
    expect(fetched.mock.calls).toMatchObject([['https://id/known', { mode: 'no-cors', credentials: 'omit' }]])
  })

  it('stays here where the provider has no way out', async () => {
    providerMetadata.mockResolvedValue({})
    await expect(signOutAtProvider(session)).resolves.toBe(true)
    expect(assign).not.toHaveBeenCalled()
    expect(askProvider).not.toHaveBeenCalled()
  })

  it('stays here, and says so, where the provider does not answer', async () => {
    providerMetadata.mockResolvedValue(metadata)
    askProvider.mockRejectedValue(new ProviderFailure('unreachable'))
    fetched.mockRejectedValue(new TypeError('Failed to fetch'))
    await expect(signOutAtProvider(session)).resolves.toBe(false)
    providerMetadata.mockRejectedValue(new ProviderFailure('unreachable'))
    await expect(signOutAtProvider(session)).resolves.toBe(false)
    expect(assign).not.toHaveBeenCalled()
  })
})
