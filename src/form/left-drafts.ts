import * as z from 'zod/mini'
import type { Draft, DraftEntry } from './draft.ts'

// More would stop the page at every write, and the preferences need their room.
const mostInOne = 100_000
// Where no database ever takes them.
const mostLeft = 20

const text = z.string()
const entry = z.object({
  id: text,
  of: text,
  page: text,
  at: text,
  properties: z.array(text),
  version: z.nullable(text),
  modifiedOn: z.nullable(text),
  revision: z.optional(text),
  size: z.number(),
})
const draft = z.object({
  texts: z.array(z.object({ property: text, culture: z.nullable(text), text })),
  base: z.record(text, z.nullable(text)),
  beside: text,
})
const leftDrafts = z.array(z.object({ id: text, kept: z.nullable(z.object({ entry, draft })) }))

/** A draft whose database may not have it yet; or not have let go of it, where `kept` is null. */
export interface LeftDraft {
  readonly id: string
  readonly kept: { readonly entry: DraftEntry; readonly draft: Draft } | null
}

/** The drafts that stand here under a person's name. */
export function leftBehind(name: string): readonly LeftDraft[] {
  try {
    return leftDrafts.parse(JSON.parse(localStorage.getItem(name) ?? '[]'))
  } catch {
    return []
  }
}

/**
 * Says here what a draft's database is about to be told. A page that is left takes its transactions along, on a busy
 * computer also those that it has committed; what was put here stays. A draft of more than 100,000 characters goes
 * without.
 */
export function leaveBehind(name: string, left: LeftDraft): void {
  if (left.kept && left.kept.entry.size > mostInOne) return
  write(name, [...leftBehind(name).filter(({ id }) => id !== left.id), left].slice(-mostLeft))
}

/** Its database has been told; what was said of the same draft since stays. */
export function forgetLeft(name: string, told: LeftDraft): void {
  const isTold = ({ id, kept }: LeftDraft) => id === told.id && kept?.entry.at === told.kept?.entry.at
  write(
    name,
    leftBehind(name).filter((left) => !isTold(left)),
  )
}

function write(name: string, left: readonly LeftDraft[]): void {
  try {
    if (left.length === 0) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(left))
  } catch {
    // Full or forbidden: the database alone keeps it.
  }
}
