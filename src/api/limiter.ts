/** How much a call matters: a person waits for it, or it is only ahead of need. */
export type Urgency = 'now' | 'ahead'

interface Turn {
  readonly start: () => void
  readonly urgency: Urgency
}

/**
 * One queue for all calls: at most `perSecond` calls start in any second, those that a person waits for first. Content Hub allows 15 a second for each API user; beyond that it answers 429.
 */
export function createLimiter(perSecond: number, now: () => number = () => performance.now()) {
  const atOnce = Math.max(1, Math.floor(perSecond))
  const windowMs = (atOnce / perSecond) * 1000
  const waiting: Turn[] = []
  let started: readonly number[] = []
  let pausedUntil = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function startWhatMay() {
    timer = undefined
    const time = now()
    started = started.filter((start) => time - start < windowMs)
    while (waiting.length > 0 && started.length < atOnce && time >= pausedUntil) {
      started = [...started, time]
      takeNext()?.start()
    }
    if (waiting.length === 0) return
    const untilTurn = started.length < atOnce ? 0 : (started[0] ?? time) + windowMs - time
    timer = setTimeout(startWhatMay, Math.max(1, untilTurn, pausedUntil - time))
  }

  function takeNext(): Turn | undefined {
    const urgent = waiting.findIndex((turn) => turn.urgency === 'now')
    return waiting.splice(Math.max(0, urgent), 1)[0]
  }

  return {
    /** Resolves when the call may start; rejects with the signal's reason when it is given up before. */
    turn(urgency: Urgency, signal?: AbortSignal): Promise<void> {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const leave = () => {
          const place = waiting.indexOf(turn)
          if (place >= 0) waiting.splice(place, 1)
          reject(signal?.reason)
        }
        const turn: Turn = {
          urgency,
          start: () => {
            signal?.removeEventListener('abort', leave)
            resolve()
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
    },
  }
}
