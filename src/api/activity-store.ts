import type { DBSchema } from 'idb'
import { heldLocks } from '~/lib/held-locks.ts'
import { keptDatabase } from '~/lib/kept-database.ts'
import { openChannel } from '~/lib/open-channel.ts'
import { sessionKey } from '~/session/session-record.ts'
import { type ActivityBodies, type ActivityEntry, beyondBounds } from './activity-entry.ts'

interface ActivityDatabase extends DBSchema {
  entries: { key: string; value: ActivityEntry }
  /** Apart from the entries, so that a list of them stays small. */
  bodies: { key: string; value: ActivityBodies }
}

let channel: BroadcastChannel | undefined

/** Another provider or client on the same origin has another log. */
const logName = () => `${sessionKey()} activity`

const opened = keptDatabase<ActivityDatabase>(logName, (created) => {
  created.createObjectStore('entries', { keyPath: 'id' })
  created.createObjectStore('bodies', { keyPath: 'id' })
})

/** Puts a write in, or in its own place, and lets the oldest go. Rejects where the browser keeps nothing. */
export async function keepActivity(entry: ActivityEntry, bodies: ActivityBodies): Promise<void> {
  const transaction = (await opened()).transaction(['entries', 'bodies'], 'readwrite')
  const entries = transaction.objectStore('entries')
  const all = transaction.objectStore('bodies')
  const done = transaction.done
  await Promise.all([
    done,
    entries.put(entry),
    all.put(bodies),
    entries
      .getAll()
      .then((kept) => Promise.all(beyondBounds(kept).flatMap((id) => [entries.delete(id), all.delete(id)]))),
  ])
  channel ??= openChannel(logName())
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of this origin alone
  channel?.postMessage('changed')
}

/** Every entry of everybody who used this browser, in no order. */
export const readActivity = async (): Promise<readonly ActivityEntry[]> => (await opened()).getAll('entries')

/** What a write bore; undefined where the log does not have it any more. */
export const readActivityBodies = async (id: string): Promise<ActivityBodies | undefined> =>
  (await opened()).get('bodies', id)

/** Tells every change of the log, in whichever tab it was made. */
export function onActivity(listener: () => void): () => void {
  const changes = openChannel(logName())
  changes?.addEventListener('message', listener)
  return () => changes?.close()
}

const lockPrefix = () => `${logName()} `

/** Marks a page as open until it is left. */
export function holdPageOpen(page: string): void {
  navigator.locks.request(lockPrefix() + page, () => new Promise(() => {})).catch(() => {})
}

/** The pages whose writes may still be answered. */
export const openPages = (): Promise<ReadonlySet<string>> => heldLocks(lockPrefix())
