import * as z from 'zod/mini'
import { providerMetadata } from './metadata.ts'
import { askProvider } from './provider-request.ts'
import { plainText } from './session-problem.ts'
import type { Person, SessionRecord } from './session-record.ts'
import { claimsOfVerified, IdTokenRefused } from './verify-id-token.ts'

const userinfo = z.looseObject({ sub: z.string() })
/** They tell about the token, not the person. */
const ofTheToken = '__proto__ iss aud azp exp iat nbf jti nonce at_hash c_hash s_hash sid auth_time'.split(
  ' ',
)
const waitMs = 3000

/** The person whom verified claims speak of. */
export function personOf({ sub, ...others }: { sub: string } & Record<string, unknown>): Person {
  const claims = Object.fromEntries(Object.entries(others).filter(([name]) => !ofTheToken.includes(name)))
  const names = [claims['name'], claims['preferred_username'], claims['email'], sub]
  const name = names.map((text) => (typeof text === 'string' ? plainText(text, 80) : '')).find(Boolean)
  return { sub, name: name ?? '–', claims: { ...claims, sub } }
}

/**
 * The person with what the userinfo endpoint says, for providers that keep the name or the roles out of the id token.
 * Where that endpoint fails or is slow, what was known before stays; rejects where it speaks of somebody else.
 */
export async function personNow(
  session: Pick<SessionRecord, 'accessToken' | 'idToken' | 'person'>,
): Promise<Person> {
  const said = await userinfoFor(session.accessToken).catch(() => null)
  if (said === null) return session.person
  if (said.sub !== session.person.sub) throw new IdTokenRefused('subject')
  return personOf({ ...claimsOfVerified(session.idToken), ...said })
}

async function userinfoFor(accessToken: string) {
  const { userinfo_endpoint: address } = await providerMetadata()
  if (!address) return null
  return userinfo.parse(await askProvider(address, { bearer: accessToken, limitMs: waitMs }))
}
