import { asProblem, Problem } from '~/lib/problem.ts'
import { type Action, may } from '~/session/may.ts'
import type { FinishWrite, Write } from './activity-log.ts'
import { attempt, type CallOptions, mayBeCarriedOut, pauseFor, type WriteNote, type Written } from './call.ts'
import { forgetRefusal, learnRefusal } from './refusals.ts'
import { countUnkeptWrite } from './unkept-writes.ts'

const logLimitMs = 3_000

export type WriteAction = Exclude<Action, 'view'>

interface WriteOptions extends CallOptions {
  /** Null where the caller keeps it in the log itself, as one with others. */
  readonly note: WriteNote | null
}

/** The way to write for a person who may do this. Whatever writes takes one, so that without it nothing can be sent. */
export interface Writer<Doing extends WriteAction = WriteAction> {
  readonly action: Doing
  /**
   * Sends a write once, and keeps it in the activity log whatever comes of it. Throws Problem; where `mayBeCarriedOut` says
   * so, nobody knows whether it was.
   */
  readonly send: (method: Method, path: string, body: unknown, options: WriteOptions) => Promise<Written>
}

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The writer of an action; null where the settings do not give it to the person: then there is no other way. */
export const writerFor = <Doing extends WriteAction>(action: Doing): Writer<Doing> | null =>
  may(action) ? { action, send: (...write) => send(action, ...write) } : null

async function send(
  action: WriteAction,
  method: Method,
  path: string,
  body: unknown,
  { note, ...options }: WriteOptions,
): Promise<Written> {
  if (!may(action))
    throw new Problem('Nothing was sent.', 'Your account may not do this any more.', 'Ask an administrator.')
  const finish = note ? await recorded({ ...note, method, path, sent: body }) : async () => null
  try {
    const answer = await attempt({ ...options, method, path, body })
    forgetRefusal(action, path)
    return { ...answer, entry: await finish({ outcome: 'done', answer }) }
  } catch (error) {
    const unsure = mayBeCarriedOut(error) || options.signal?.aborted
    await finish({ outcome: unsure ? 'unknown' : 'refused', problem: asProblem(error, options.what) })
    if (error instanceof Problem && error.status === 403) learnRefusal(action, path, error.why)
    throw error
  }
}

/** The log is there to help: where its code does not arrive, or not soon, the write goes on without it. */
async function recorded(write: Write): Promise<FinishWrite> {
  const code = import('./activity-log.ts').catch(() => undefined)
  const log = await Promise.race([code, pauseFor(logLimitMs)])
  if (log) return log.recordWrite(write)
  countUnkeptWrite()
  return async () => null
}
