import { OidcClient, WebStorageStateStore, type SigninState } from 'oidc-client-ts'
import * as z from 'zod/mini'
import { appUrl, config } from '~/lib/current-config.ts'
import { providerMetadata, type ProviderMetadata } from './metadata.ts'
import { asSignInProblem, setUpProblem, signInProblem } from './session-problem.ts'

const signInData = z.object({ returnTo: z.string() })

/** The library builds the request, PKCE and state; tokens never pass through it, so that none is kept unverified. */
function client(metadata?: ProviderMetadata): OidcClient {
  const { authority, client_id, scope, audience } = config().oidc
  return new OidcClient({
    authority,
    client_id,
    scope,
    redirect_uri: appUrl('/callback'),
    // Of this tab alone: a code that arrives in another tab cannot be finished there.
    stateStore: new WebStorageStateStore({ prefix: 'jobs-console state ', store: tabStorage() }),
    ...(metadata && {
      metadata: { issuer: metadata.issuer, authorization_endpoint: metadata.authorization_endpoint },
    }),
    ...(audience !== null && { extraQueryParams: { audience } }),
  })
}

function tabStorage(): Storage {
  try {
    return sessionStorage
  } catch (cause) {
    const why =
      'This browser forbids the console to keep anything in this tab, so it could not recognise your return.'
    throw signInProblem(why, 'Allow this site to keep data in the browser, then try again.', { cause })
  }
}

/** Where to send a person to sign in, and the `state` that their return will bear. `returnTo` stays in this tab. */
export async function signInRequest(returnTo: string): Promise<{ address: string; state: string }> {
  if (!isSecureContext) {
    throw signInProblem(
      'Signing in needs a secure address (https), and this page was opened without.',
      'Open the console with https:// in front.',
    )
  }
  if (!config().oidc.scope.split(' ').includes('openid')) {
    throw setUpProblem('The setting oidc.scope lacks “openid”, so nobody could say who you are.')
  }
  try {
    const nonce = crypto.randomUUID()
    const metadata = await providerMetadata()
    const { url, state } = await client(metadata).createSigninRequest({ nonce, state: { returnTo } })
    return { address: url, state: state.id }
  } catch (error) {
    throw isFull(error) ? noRoom(error) : asSignInProblem(error)
  }
}

const isFull = (error: unknown) => error instanceof DOMException && error.name === 'QuotaExceededError'

const noRoom = (cause: unknown) =>
  signInProblem(
    'This tab has no room left to keep anything in, so it could not recognise your return.',
    'Close it and open the console in a new one.',
    { cause },
  )

/** What this tab remembers of the sign-in that such a return belongs to, once; null where it has begun none. */
export async function takeSignInState(state: string) {
  // Put into a query anew, so that the library finds what was checked here; it fails on a state that it cannot decode.
  const query = new URLSearchParams({ state })
  const found = await client()
    .readSigninResponseState(`?${query}`, true)
    .catch(() => null)
  return found && remembered(found.state)
}

function remembered({ authority, client_id, code_verifier, redirect_uri, nonce, data }: SigninState) {
  const { oidc } = config()
  const known = signInData.safeParse(data)
  const isOurs = authority === oidc.authority && client_id === oidc.client_id && known.success
  return isOurs && code_verifier && nonce
    ? { returnTo: known.data.returnTo, nonce, verifier: code_verifier, redirectUri: redirect_uri }
    : null
}
