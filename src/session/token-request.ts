import * as z from 'zod/mini'
import { config } from '~/lib/current-config.ts'
import { providerMetadata } from './metadata.ts'
import { askProvider, ProviderFailure } from './provider-request.ts'
import { jsonOfPart } from './base64-url.ts'

// Only what can stand in a header: anything else would fail at the first call, or worse, not fail.
const token = z.string().check(z.regex(/^[\x21-\x7e]+$/))
const tokenAnswer = z.object({
  access_token: token,
  token_type: z.string().check(z.regex(/^bearer$/i)),
  id_token: z.optional(z.string()),
  refresh_token: z.optional(token),
  expires_in: z.optional(z.unknown()),
})

/** RFC 6749 5.1, checked. `lifetime` and `expiresAt` are milliseconds, by this computer's clock. */
export type Tokens = {
  accessToken: string
  idToken: string | null
  refreshToken: string | null
  lifetime: number
  expiresAt: number
}

/** One request to the token endpoint; rejects with a `ProviderFailure`. */
export async function requestTokens(form: Record<string, string>, limitMs: number): Promise<Tokens> {
  const { token_endpoint } = await providerMetadata()
  const answer = tokenAnswer.safeParse(
    await askProvider(token_endpoint, { form: { ...form, client_id: config().oidc.client_id }, limitMs }),
  )
  if (!answer.success) throw new ProviderFailure('malformed')
  const { access_token, id_token = null, refresh_token = null, expires_in } = answer.data
  const now = Date.now()
  const lifetime = lifetimeOf(expires_in, access_token, now)
  return {
    accessToken: access_token,
    idToken: id_token,
    refreshToken: refresh_token,
    lifetime,
    expiresAt: now + lifetime,
  }
}

/** Milliseconds: `expires_in` where it makes sense, else what the access token says if it is a JWT, else five minutes. */
export function lifetimeOf(expiresIn: unknown, accessToken: string, now: number): number {
  const most = 30 * 24 * 3600
  const said = Number(typeof expiresIn === 'string' || typeof expiresIn === 'number' ? expiresIn : NaN)
  if (said > 0) return Math.min(said, most) * 1000
  const claims = z.object({ exp: z.number() }).safeParse(jsonOfPart(accessToken.split('.')[1] ?? ''))
  const left = claims.success ? claims.data.exp - now / 1000 : 0
  return left > 0 ? Math.min(left, most) * 1000 : 5 * 60 * 1000
}
