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
const leftDraft = z.object({ id: text, kept: z.nullable(z.object({ entry, draft })) })

/** A draft whose database may not have it yet; or not have let go of it, where `kept` is null. */
export interface LeftDraft {
  readonly id: string
  readonly kept: { readonly entry: DraftEntry; readonly draft: Draft } | null
}

// One for each, so that tabs that are closed together do not write over each other.
const keyOf = (name: string, id: string) => `${name}\n${id}`

/** The drafts that stand here under a person's name, which the session clears. */
export function leftBehind(name: string): readonly LeftDraft[] {
  return keysOf(name).flatMap((key) => read(key) ?? [])
}

/**
 * Says here what a draft's database is about to be told. A page that is left takes its transactions along, on a busy
 * computer also those that it has committed; what was put here stays. A draft of more than 100,000 characters goes
 * without.
 */
export function leaveBehind(name: string, left: LeftDraft): void {
  const key = keyOf(name, left.id)
  try {
    // What was said before holds no more, also where this finds no room.
    localStorage.removeItem(key)
    if (left.kept && left.kept.entry.size > mostInOne) return
    if (keysOf(name).length < mostLeft) localStorage.setItem(key, JSON.stringify(left))
  } catch {
    // Full or forbidden: the database alone keeps it.
  }
}

/** Whether nothing else was said of a draft since. */
export function isLeft(name: string, { id, kept }: LeftDraft): boolean {
  const now = read(keyOf(name, id))
  return now !== null && now.kept?.entry.at === kept?.entry.at
}

/** Its database has been told; what was said of the same draft since stays. */
export function forgetLeft(name: string, told: LeftDraft): void {
  if (isLeft(name, told)) localStorage.removeItem(keyOf(name, told.id))
}

function keysOf(name: string): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(keyOf(name, '')))
  } catch {
    return []
  }
}

function read(key: string): LeftDraft | null {
  try {
    return leftDraft.parse(JSON.parse(localStorage.getItem(key) ?? ''))
  } catch {
    return null
  }
}
