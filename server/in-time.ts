import type { Logger } from 'pino'
import { problemAnswer } from './problem-answer.ts'
import { notCarriedOut, Refusal } from './refusal.ts'
import { BodyTooLong } from './upstream-connection.ts'

type Bounds = {
  /** Aborted when the caller has left. */
  gone: AbortSignal
  timeLimitMs: number
  bodyLimit: number
  /** What people call the other side. */
  system: string
  log: Logger
}

/** Whether a call has gone out to the other side, which may have carried it out then, whatever comes of it. */
export type Progress = { sent: boolean }

/**
 * Carries a call out within a time; whatever keeps it from an answer becomes a problem document. One of a call that
 * has not gone out says so.
 */
export async function inTime(
  { gone, timeLimitMs, bodyLimit, system, log }: Bounds,
  carryOut: (signal: AbortSignal, progress: Progress) => Promise<Response>,
): Promise<Response> {
  const late = AbortSignal.timeout(timeLimitMs)
  const progress = { sent: false }
  try {
    return await carryOut(AbortSignal.any([gone, late]), progress)
  } catch (error) {
    if (error instanceof Refusal) return error.answer()
    if (error instanceof BodyTooLong) return tooLong(bodyLimit).answer()
    if (late.aborted) {
      const seconds = Math.round(timeLimitMs / 1000)
      if (progress.sent)
        return problemAnswer(504, 'No answer in time', `${system} did not answer within ${seconds} seconds.`)
      const detail = `${system} was not asked: the turn of this call did not come within ${seconds} seconds.`
      return problemAnswer(503, 'Not sent', detail, { ...notCarriedOut, 'Retry-After': '10' })
    }
    if (!gone.aborted) log.warn({ err: error, system }, 'no answer from upstream')
    const detail = `${system} could not be reached or cut the connection.`
    const isUnsent = !progress.sent || isUnconnected(error)
    return problemAnswer(502, 'Not reachable', detail, isUnsent ? notCarriedOut : {})
  }
}

/** No connection came about. */
const isUnconnected = (error: unknown): boolean =>
  error instanceof AggregateError
    ? error.errors.every(isUnconnected)
    : error instanceof Error && 'syscall' in error && /^(connect|getaddrinfo)$/.test(String(error.syscall))

export const tooLong = (limit: number) =>
  new Refusal(413, 'Too long', `The body of a call may have ${limit / 1024 / 1024} MiB at most.`, {
    Connection: 'close',
  })
