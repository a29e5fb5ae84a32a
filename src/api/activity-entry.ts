/** What became of a write; `unknown` where nobody knows whether it was carried out. */
export type Outcome = 'running' | 'done' | 'refused' | 'unknown'

/** One write of this browser, without what it bore. */
export interface ActivityEntry {
  readonly id: string
  /** When it was begun, ISO 8601. */
  readonly at: string
  readonly who: { readonly sub: string; readonly name: string }
  readonly title: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The server's, without origin and query. */
  readonly path: string
  readonly outcome: Outcome
  readonly status: number | null
  /** The `Location` header of the answer. */
  readonly location: string | null
  readonly problem: { readonly what: string; readonly why: string; readonly next: string } | null
  /** Whether there was something before that it changed. */
  readonly existed: boolean
  /** The write that this one takes back. */
  readonly undoOf: string | null
  /** Names the page that made it, for as long as that is open. */
  readonly page: string
  /** Length of its bodies in characters. */
  readonly size: number
}

/** What a write bore, each as JSON text so that every number keeps its spelling; null where there was none. */
export interface ActivityBodies {
  readonly id: string
  readonly before: string | null
  readonly sent: string | null
  readonly answer: string | null
}

/** An entry as people see it, beside those that came after it. */
export interface SeenEntry extends ActivityEntry {
  /** The write that took this one back, and was not taken back itself. */
  readonly undoneBy: string | null
}

const mostEntries = 1000
const mostCharacters = 20_000_000

/** The ids of what goes when the log is too long: the oldest, never the newest. `entries` in any order. */
export function beyondBounds(
  entries: readonly Pick<ActivityEntry, 'id' | 'at' | 'size'>[],
  most: { entries: number; characters: number } = { entries: mostEntries, characters: mostCharacters },
): string[] {
  let characters = 0
  return entries
    .toSorted(newestFirst)
    .filter(({ size }, place) => {
      characters += size
      return place > 0 && (place >= most.entries || characters > most.characters)
    })
    .map(({ id }) => id)
}

/** A person's own entries as they stand now, newest first. A page that is gone will not learn what became of its write. */
export function seenEntries(
  entries: readonly ActivityEntry[],
  sub: string,
  openPages: ReadonlySet<string>,
): SeenEntry[] {
  const undoneBy = new Map<string, string>()
  const own = entries.filter(({ who }) => who.sub === sub).toSorted(newestFirst)
  return own.map((entry) => {
    const isUndone = undoneBy.get(entry.id) ?? null
    // Newest first: whether an undo still holds is known before what it took back.
    if (entry.undoOf !== null && entry.outcome === 'done' && isUndone === null)
      undoneBy.set(entry.undoOf, entry.id)
    const lost = entry.outcome === 'running' && !openPages.has(entry.page)
    return { ...entry, ...(lost && lostWithItsPage), undoneBy: isUndone }
  })
}

const lostWithItsPage = {
  outcome: 'unknown',
  problem: {
    what: 'Nobody knows what became of it.',
    why: 'The tab was closed before the answer arrived.',
    next: 'It may have been carried out all the same: look before you send it again.',
  },
} as const

const newestFirst = (one: { id: string; at: string }, other: { id: string; at: string }): number =>
  other.at.localeCompare(one.at) || other.id.localeCompare(one.id)
