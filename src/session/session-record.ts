import * as z from 'zod/mini'
import { config } from '~/lib/current-config.ts'
import { sessionKeyOf } from './session-key.ts'

const text = z.string().check(z.minLength(1))
const person = z.object({ sub: text, name: z.string(), claims: z.record(z.string(), z.unknown()) })
const sessionRecord = z.object({
  accessToken: text,
  refreshToken: z.nullable(text),
  idToken: text,
  /** By this computer's clock, in milliseconds. */
  expiresAt: z.number(),
  /** Milliseconds that the access token was good for when it arrived. */
  lifetime: z.number(),
  /** Names the tab that may use the refresh token; a copied tab bears the same name and finds it taken. */
  tab: text,
  person,
})

/** Who is signed in: `sub` is the provider's id, `claims` come from the verified id token and userinfo. */
export type Person = z.infer<typeof person>
export type SessionRecord = z.infer<typeof sessionRecord>

export const sessionKey = (): string => sessionKeyOf(config().oidc)
const signedOutKey = () => `${sessionKey()} signed out`

/** What `work` gives, or null where the browser forbids its storage, has no room left or holds something corrupt. */
function guarded<T>(work: (storage: Storage) => T): T | null {
  try {
    return work(sessionStorage)
  } catch {
    return null
  }
}

/** The session that this tab kept, or null. */
export const readRecord = (): SessionRecord | null =>
  config().oidc.tokenStorage === 'memory'
    ? null
    : guarded((storage) => sessionRecord.parse(JSON.parse(storage.getItem(sessionKey()) ?? '')))

/**
 * Keeps the session over a reload of this tab, unless the settings say `memory` or the browser refuses; what was kept
 * before goes in any case, since its refresh token may be used up.
 */
export function writeRecord(record: SessionRecord): void {
  removeRecord()
  if (config().oidc.tokenStorage === 'session') {
    guarded((storage) => storage.setItem(sessionKey(), JSON.stringify(record)))
  }
}

export function removeRecord(): void {
  guarded((storage) => storage.removeItem(sessionKey()))
}

/** Names what a person typed and did not save: the browser's database of it, and, with a line break after it, what is on its way there. */
export const draftsName = ({ sub }: Pick<Person, 'sub'>): string => `${sessionKey()} drafts ${sub}`

/** Deletes all of it; nothing waits for that. */
export function forgetDrafts(of: Person): void {
  guarded(() => {
    for (const key in localStorage) if (key.startsWith(`${draftsName(of)}\n`)) localStorage.removeItem(key)
    indexedDB.deleteDatabase(draftsName(of))
  })
}

/** Remembers over the way through the provider that this tab's person signed out. */
export function markSignedOut(): void {
  guarded((storage) => storage.setItem(signedOutKey(), '1'))
}

/** Whether it was so; asked once. */
export const takeSignedOutMark = (): boolean =>
  guarded((storage) => {
    const was = storage.getItem(signedOutKey()) !== null
    storage.removeItem(signedOutKey())
    return was
  }) ?? false
