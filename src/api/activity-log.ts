import { toJson } from '~/lib/json.ts'
import type { Problem } from '~/lib/problem.ts'
import { getSession } from '~/session/session.ts'
import type { ActivityBodies, ActivityEntry } from './activity-entry.ts'
import { holdPageOpen, keepActivity } from './activity-store.ts'
import { type Answer, pauseFor, type WriteNote } from './call.ts'
import { countUnkeptWrite } from './unkept-writes.ts'

/** A write that is on its way. `path` is the server's, `sent` the body before it is JSON. */
export interface Write extends WriteNote {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly sent: unknown
}

export type WriteEnd =
  | { readonly outcome: 'done'; readonly answer: Answer }
  | { readonly outcome: 'refused' | 'unknown'; readonly problem: Problem }

/**
 * Is told what came of a write, and where it was several, what it was in the end; gives its id in the log once it is there, or
 * null where it is not kept. Never throws.
 */
export type FinishWrite = (
  end: WriteEnd,
  instead?: Pick<Write, 'title' | 'path' | 'sent'>,
) => Promise<string | null>

/** A browser that takes longer than this to keep something does not hold up the write. */
const keepLimitMs = 2_000

let page: string | undefined

/**
 * Keeps a write of this browser; the function that it gives is called with what came of it. Waits until it is there, so that no
 * reload can come between. Never throws.
 */
export async function recordWrite(write: Write): Promise<FinishWrite> {
  try {
    return await record(write)
  } catch {
    countUnkeptWrite()
    return async () => null
  }
}

async function record({ title, method, path, before, sent, undoOf }: Write): Promise<FinishWrite> {
  const { person } = getSession()
  if (!person) return async () => null
  const bodies: ActivityBodies = {
    id: crypto.randomUUID(),
    before: textOf(before),
    sent: textOf(sent),
    answer: null,
  }
  const entry: ActivityEntry = {
    id: bodies.id,
    at: new Date().toISOString(),
    who: { sub: person.sub, name: person.name },
    title,
    method,
    path,
    outcome: 'running',
    status: null,
    location: null,
    problem: null,
    existed: bodies.before !== null,
    undoOf: undoOf ?? null,
    page: thisPage(),
    size: sizeOf(bodies),
  }
  let isKept = true
  const keep = (entry: ActivityEntry, bodies: ActivityBodies) => {
    const kept = keepActivity(entry, bodies).catch(() => {
      if (isKept) countUnkeptWrite()
      isKept = false
    })
    return Promise.race([kept, pauseFor(keepLimitMs)])
  }
  await keep(entry, bodies)
  return async (end, instead) => {
    const ended = {
      ...bodies,
      ...(instead && { sent: textOf(instead.sent) }),
      answer: end.outcome === 'done' ? textOf(end.answer.body) : null,
    }
    const told = instead && { title: instead.title, path: instead.path }
    await keep({ ...entry, ...told, ...endOf(end), size: sizeOf(ended) }, ended)
    return isKept ? entry.id : null
  }
}

function endOf(end: WriteEnd) {
  if (end.outcome === 'done') {
    const { status, location } = end.answer
    return { outcome: end.outcome, status, location }
  }
  const { what, why, next, status = null } = end.problem
  return { outcome: end.outcome, status, problem: { what, why, next } }
}

function thisPage(): string {
  if (page === undefined) {
    page = crypto.randomUUID()
    holdPageOpen(page)
  }
  return page
}

const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : toJson(value)

const sizeOf = ({ before, sent, answer }: ActivityBodies): number =>
  [before, sent, answer].reduce((sum, text) => sum + (text?.length ?? 0), 0)
