import type { DBSchema } from 'idb'
import { beyondBounds } from '~/api/activity-entry.ts'
import { keptDatabase } from '~/lib/kept-database.ts'
import { getSession } from '~/session/session.ts'
import { draftsName } from '~/session/session-record.ts'
import type { Draft, DraftEntry } from './draft.ts'
import { forgetLeft, isLeft, leaveBehind, leftBehind, type LeftDraft } from './left-drafts.ts'

interface DraftDatabase extends DBSchema {
  entries: { key: string; value: DraftEntry }
  /** Apart from the entries, so that a list of them stays small. */
  drafts: { key: string; value: Draft & { readonly id: string } }
}

/** A configuration of 2 MiB that is typed anew fits, with what it was before. */
const mostInOne = 8_000_000
const most = { entries: 50, characters: 40_000_000 }

const opened = keptDatabase<DraftDatabase>(databaseName, (created) => {
  created.createObjectStore('entries', { keyPath: 'id' })
  created.createObjectStore('drafts', { keyPath: 'id' })
})

/** One person's own; the session deletes it by this name. */
export function databaseName(): string {
  const { person } = getSession()
  if (!person) throw new Error('Nobody is signed in.')
  return draftsName(person)
}

/** A draft is larger than this browser is asked to keep. */
export class DraftTooLarge extends Error {
  override readonly name = 'DraftTooLarge'
}

/** Keeps a draft in its own place, and lets the oldest go. Rejects where it is too large or the browser keeps nothing. */
export async function keepDraft(entry: DraftEntry, draft: Draft): Promise<void> {
  if (entry.size > mostInOne) throw new DraftTooLarge()
  await tell({ id: entry.id, kept: { entry, draft } })
  const entries = await (await openedForPerson()).getAll('entries')
  await Promise.all(beyondBounds(entries, most).map(dropDraft))
}

export const dropDraft = (id: string): Promise<void> => tell({ id, kept: null })

/** Tells the database, by way of what outlives the page. */
async function tell(left: LeftDraft): Promise<void> {
  const name = databaseName()
  leaveBehind(name, left)
  await carryOut(left)
  forgetLeft(name, left)
}

async function carryOut({ id, kept }: LeftDraft): Promise<void> {
  const transaction = (await openedForPerson()).transaction(['entries', 'drafts'], 'readwrite')
  const { done } = transaction
  const [entries, drafts] = [transaction.objectStore('entries'), transaction.objectStore('drafts')]
  const asked = kept
    ? [entries.put(kept.entry), drafts.put({ ...kept.draft, id })]
    : [entries.delete(id), drafts.delete(id)]
  // At once: what is not committed when the page is left is lost.
  transaction.commit()
  await Promise.all([done, ...asked])
}

/** What pages that were left had not told the database to the end. */
async function carryOutLeft(): Promise<void> {
  const name = databaseName()
  const database = await openedForPerson()
  for (const left of leftBehind(name)) {
    try {
      const known = await database.get('entries', left.id)
      // A page that is open may have carried it out meanwhile, and gone on.
      if (!isLeft(name, left)) continue
      if (!left.kept || !known || known.at < left.kept.entry.at) await carryOut(left)
      forgetLeft(name, left)
    } catch {
      // It stands there for the next time, and hides no other draft.
    }
  }
}

/** The drafts of one entity, newest first. */
export async function draftsOf(of: string): Promise<readonly DraftEntry[]> {
  await carryOutLeft()
  const entries = await (await openedForPerson()).getAll('entries')
  return entries.filter((entry) => entry.of === of).toSorted((one, other) => other.at.localeCompare(one.at))
}

/** Undefined where it is gone: another tab took it. */
export const readDraft = async (id: string): Promise<Draft | undefined> =>
  (await openedForPerson()).get('drafts', id)

/** After signing out nothing is kept any more, whatever form is still about to. */
function openedForPerson() {
  databaseName()
  return opened()
}
