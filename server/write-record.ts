import type { Logger } from 'pino'
import { Refusal } from './refusal.ts'

/** What is known of a write when it ends. */
export type Write = {
  system: string
  /** The subject of the access token. */
  who: string
  method: string
  /** The path of what was written, without its query. */
  record: string
  /** The other side's status; null where the call did not get there or no answer came. */
  upstreamStatus: number | null
}

/**
 * Carries a write out and keeps one line of it, whatever becomes of it: who, what, which record, how it ended, how long it
 * took. `status` is what the caller was answered, null where that was found out later (a limit, a cut connection).
 */
export async function recorded(
  log: Logger,
  write: Write,
  carryOut: (write: Write) => Promise<Response>,
): Promise<Response> {
  const begun = performance.now()
  let status: number | null = null
  try {
    const answer = await carryOut(write)
    status = answer.status
    return answer
  } catch (error) {
    if (error instanceof Refusal) ({ status } = error)
    throw error
  } finally {
    log.info({ ...write, status, ms: Math.round(performance.now() - begun) }, 'write')
  }
}
