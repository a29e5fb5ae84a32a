import type { Logger } from 'pino'
import { problemAnswer } from './problem-answer.ts'
import { Refusal } from './refusal.ts'
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

/** Carries a call out within a time; whatever keeps it from an answer becomes a problem document. */
export async function inTime(
  { gone, timeLimitMs, bodyLimit, system, log }: Bounds,
  carryOut: (signal: AbortSignal) => Promise<Response>,
): Promise<Response> {
  const late = AbortSignal.timeout(timeLimitMs)
  try {
    return await carryOut(AbortSignal.any([gone, late]))
  } catch (error) {
    if (error instanceof Refusal) return error.answer()
    if (error instanceof BodyTooLong) return tooLong(bodyLimit).answer()
    if (late.aborted) {
      const seconds = Math.round(timeLimitMs / 1000)
      return problemAnswer(504, 'No answer in time', `${system} did not answer within ${seconds} seconds.`)
    }
    if (!gone.aborted) log.warn({ err: error, system }, 'no answer from upstream')
    return problemAnswer(502, 'Not reachable', `${system} could not be reached or cut the connection.`)
  }
}

export const tooLong = (limit: number) =>
  new Refusal(413, 'Too long', `The body of a call may have ${limit / 1024 / 1024} MiB at most.`, {
    Connection: 'close',
  })
