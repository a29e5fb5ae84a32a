import type { CallCount, Leave } from './call-count.ts'
import { createFairLine } from './fair-line.ts'

type Turn = ({ granted: true } & Leave) | { granted: false; retryAfterSeconds: number }

/** A line as long as this many seconds of calls is full. */
const lineSeconds = 10

/**
 * Lets calls start as the count allows. More wait in line, each person's in turn with the others'; when the line is full, the
 * latest call of whoever has most waiting is sent away with the seconds after which there will be room. A call whose
 * signal is aborted leaves the line.
 */
export function createRateLimit(callsPerSecond: number, count: CallCount) {
  const lineMax = Math.max(1, Math.ceil(callsPerSecond * lineSeconds))
  const line = createFairLine<(leave: Leave | null) => void>()
  let timer: NodeJS.Timeout | undefined
  let asking = false

  const letIn = async () => {
    if (asking) return
    asking = true
    clearTimeout(timer)
    while (line.size > 0) {
      const leave = await count.take()
      if ('waitMs' in leave) {
        timer = setTimeout(letIn, Math.ceil(leave.waitMs))
        break
      }
      const enter = line.next()
      if (enter === undefined) leave.unused()
      else enter(leave)
    }
    asking = false
  }

  return {
    async turn(person: string, signal: AbortSignal): Promise<Turn> {
      signal.throwIfAborted()
      const leave = await new Promise<Leave | null>((resolve, reject) => {
        const enter = (leave: Leave | null) => {
          signal.removeEventListener('abort', quit)
          resolve(leave)
        }
        const quit = () => {
          line.leave(person, enter)
          reject(signal.reason)
        }
        signal.addEventListener('abort', quit, { once: true })
        line.join(person, enter)
        if (line.size > lineMax) line.takeLast()?.(null)
        void letIn()
      })
      if (leave === null) return { granted: false, retryAfterSeconds: Math.ceil(lineMax / callsPerSecond) }
      const ended = (how: keyof Leave) => () => {
        leave[how]()
        if (line.size > 0) void letIn()
      }
      return { granted: true, arrived: ended('arrived'), unused: ended('unused') }
    },
    close: () => clearTimeout(timer),
  }
}

export type RateLimit = ReturnType<typeof createRateLimit>
