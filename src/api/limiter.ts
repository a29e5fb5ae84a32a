/** True while a call is only ahead of need: those that a person waits for go first. */
export type IsAhead = () => boolean

interface Turn {
  /** Ends the waiting: with 0, or with the milliseconds for which no call may start. */
  readonly end: (paused: number) => void
  readonly isAhead: IsAhead
  /** It does not wait for a pause that is longer. */
  readonly longestMs: number
}

const longestWaitMs = 120_000

/**
 * One queue for all calls of a system: at most `perSecond` calls start in any second, those that a person waits for first.
 * Content Hub allows 15 a second for each API user; beyond that it answers 429.
 */
export function createLimiter(perSecond: number, now: () => number = () => performance.now()) {
  const atOnce = Math.max(1, Math.floor(perSecond))
  const windowMs = (atOnce / perSecond) * 1000
  const waiting: Turn[] = []
  let started: readonly number[] = []
  let pausedUntil = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function startWhatMay() {
    clearTimeout(timer)
    timer = undefined
    const time = now()
    const paused = pausedUntil - time
    for (const turn of waiting.filter(({ longestMs }) => paused > longestMs)) {
      waiting.splice(waiting.indexOf(turn), 1)
      turn.end(paused)
    }
    started = started.filter((start) => time - start < windowMs)
    while (waiting.length > 0 && started.length < atOnce && paused <= 0) {
      started = [...started, time]
      takeNext()?.end(0)
    }
    if (waiting.length === 0) return
    const untilTurn = started.length < atOnce ? 0 : (started[0] ?? time) + windowMs - time
    timer = setTimeout(startWhatMay, Math.max(1, untilTurn, paused))
  }

  function takeNext(): Turn | undefined {
    const urgent = waiting.findIndex((turn) => !turn.isAhead())
    return waiting.splice(Math.max(0, urgent), 1)[0]
  }

  return {
    /**
     * Resolves with 0 when the call may start, or with the milliseconds that it would have to wait where those are more
     * than `longestMs`, two minutes if nothing is said; rejects with the signal's reason when it is given up before.
     */
    turn(isAhead: IsAhead = () => false, signal?: AbortSignal, longestMs = longestWaitMs): Promise<number> {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const leave = () => {
          const place = waiting.indexOf(turn)
          if (place >= 0) waiting.splice(place, 1)
          reject(signal?.reason)
        }
        const turn: Turn = {
          isAhead,
          longestMs,
          end: (paused) => {
            signal?.removeEventListener('abort', leave)
            resolve(paused)
          },
        }
        signal?.addEventListener('abort', leave, { once: true })
        waiting.push(turn)
        if (timer === undefined) startWhatMay()
      })
    },

    /** Holds every call back for so many milliseconds: the server asked for it. */
    pause(milliseconds: number): void {
      pausedUntil = Math.max(pausedUntil, now() + milliseconds)
      startWhatMay()
    },
  }
}
