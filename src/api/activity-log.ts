import type { Problem } from '~/lib/problem.ts'
import type { Answer, WriteNote } from './call.ts'

/** A write that is on its way. `path` is the server's, `sent` the body before it is JSON. */
export interface Write extends WriteNote {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly sent: unknown
}

export type WriteEnd =
  | { readonly outcome: 'done'; readonly answer: Answer }
  | { readonly outcome: 'refused' | 'unknown'; readonly problem: Problem }

/** Keeps a write of this browser; the function that it gives is called with what came of it. Never throws. */
export function recordWrite(_write: Write): (end: WriteEnd) => void {
  return () => {}
}
