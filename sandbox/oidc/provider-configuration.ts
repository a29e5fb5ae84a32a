import { interactionPolicy } from 'oidc-provider'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import type { oidcKeys } from './oidc-keys.ts'
import type { OidcStore } from './oidc-store.ts'
import type { SandboxAccount } from './accounts.ts'
import { messagePage, pagePolicy, signOutPage } from './pages.ts'

const clientId = 'jobs-console'
/** Content Hub, which takes the operators' own tokens. */
export const audience = 'https://hub.example.com'
/** The console's gateway, which checks them. */
export const consoleAudience = 'https://jobs.example.com'
const scopes = ['openid', 'profile', 'offline_access']

type Settings = {
  appUrls: string[]
  keys: ReturnType<typeof oidcKeys>
  store: OidcStore
  /** The account, if it has the right form and its tenant exists. */
  find: (account: string | undefined) => SandboxAccount | undefined
  lifetimes: (account: string | undefined) => { accessTokenSeconds: number; refreshTokenSeconds: number }
}

const day = 24 * 60 * 60

/**
 * The scope `offline_access` is dropped by the provider unless the person is asked for consent; this client is the
 * provider's own, so what it asked for is put back. Runs as the check of an extra parameter, the last of all checks.
 */
function keepOfflineAccess({ query, oidc }: KoaContextWithOIDC) {
  const asked = typeof query['scope'] === 'string' ? query['scope'].split(' ') : []
  const scope = oidc.params?.['scope']
  if (oidc.params !== undefined && asked.includes('offline_access') && typeof scope === 'string') {
    oidc.params['scope'] = [...new Set([...scope.split(' '), 'offline_access'])].join(' ')
  }
}

/** Consent is never asked for: what the client asks for is granted. */
async function grantAsked({ oidc }: KoaContextWithOIDC) {
  const { client, account, session, provider } = oidc
  if (client === undefined || account === undefined || session === undefined) return undefined
  const known = session.grantIdFor(client.clientId)
  const grant =
    (known === undefined ? undefined : await provider.Grant.find(known)) ??
    new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  grant.addOIDCScope([...oidc.requestParamOIDCScopes].join(' '))
  grant.addResourceScope(audience, scopes.join(' '))
  await grant.save()
  return grant
}

function signInPolicy() {
  const { Check, base } = interactionPolicy
  const policy = base()
  const gone = new Check(
    'account_gone',
    'the account is no longer there',
    'login_required',
    ({ oidc }) => oidc.session?.accountId !== undefined && oidc.account === undefined,
  )
  policy.get('login')?.checks.add(gone)
  return policy
}

export function providerConfiguration({ appUrls, keys, store, find, lifetimes }: Settings): Configuration {
  const origins = appUrls.map((url) => new URL(url).origin)
  const showPage = (ctx: KoaContextWithOIDC, html: string) => {
    ctx.type = 'html'
    ctx.set('Content-Security-Policy', pagePolicy(origins))
    ctx.body = html
  }
  return {
    adapter: store.adapter,
    jwks: { keys: [keys.signing] },
    cookies: { keys: keys.cookies },
    clients: [
      {
        client_id: clientId,
        client_name: 'Jobs console',
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: appUrls.map((url) => `${url}/callback`),
        post_logout_redirect_uris: appUrls.flatMap((url) => [`${url}/`, `${url}/signed-out`]),
      },
    ],
    clientBasedCORS: (_ctx, origin) => origins.includes(origin),
    pkce: { required: () => true },
    scopes,
    claims: { openid: ['sub', 'roles'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, sub) => {
      const person = find(sub)
      return (
        person && { accountId: sub, claims: async () => ({ sub, name: person.name, roles: person.roles }) }
      )
    },
    extraTokenClaims: (_ctx, token) =>
      'accountId' in token ? { roles: find(token.accountId)?.roles ?? [] } : undefined,
    // As a provider does whose administrator has added an audience and gives scopes by role, unasked.
    formats: {
      customizers: {
        jwt: (_ctx, token, { payload }) => {
          if (payload === undefined || !('accountId' in token)) return
          payload['aud'] = [audience, consoleAudience]
          const jobScopes = find(token.accountId)?.jobScopes ?? []
          payload['scope'] = [payload['scope'], ...jobScopes].join(' ')
        },
      },
    },
    extraParams: { audience: keepOfflineAccess },
    loadExistingGrant: grantAsked,
    issueRefreshToken: async (_ctx, _client, source) => source.scopes.has('offline_access'),
    expiresWithSession: async () => false,
    rotateRefreshToken: true,
    interactions: { policy: signInPolicy(), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      // The access token is for Content Hub alone, so none would open the user info address.
      userinfo: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        // The same scopes, so that the answer of the token endpoint names the ones granted.
        getResourceServerInfo: () => ({ scope: scopes.join(' '), audience, accessTokenFormat: 'jwt' }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => showPage(ctx, signOutPage(form)),
        postLogoutSuccessSource: (ctx) =>
          showPage(ctx, messagePage('Signed out', 'You have been signed out.')),
      },
    },
    renderError: (ctx, { error, error_description: text }) =>
      showPage(ctx, messagePage('This did not work', `${text ?? 'The request was refused.'} (${error})`)),
    ttl: {
      AccessToken: (_ctx, token) => lifetimes(token.accountId).accessTokenSeconds,
      // Rotation does not extend the life that the first refresh token was given.
      RefreshToken: (ctx, token) =>
        Math.max(
          1,
          Math.min(
            lifetimes(token.accountId).refreshTokenSeconds,
            ctx.oidc.entities.RotatedRefreshToken?.remainingTTL ?? Infinity,
          ),
        ),
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 3600,
      Session: 14 * day,
      Grant: 14 * day,
    },
  }
}
