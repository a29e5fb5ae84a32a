type Turn = { granted: true } | { granted: false; retryAfterSeconds: number }

/**
 * Lets so many calls start in any second; more wait in line, and when the line is as long as ten seconds of calls, a call is
 * sent away with the seconds after which there will be room. A call whose signal is aborted leaves the line.
 */
export function createRateLimit(callsPerSecond: number) {
  const atOnce = Math.max(1, Math.floor(callsPerSecond))
  const windowMs = (atOnce / callsPerSecond) * 1000
  const lineMax = Math.max(1, Math.ceil(callsPerSecond * 10))
  let started: number[] = []
  let timer: NodeJS.Timeout | undefined
  const line = new Set<() => void>()

  const letIn = () => {
    timer = undefined
    const now = performance.now()
    started = started.filter((time) => now - time < windowMs)
    for (const enter of line) {
      if (started.length >= atOnce) break
      started.push(now)
      line.delete(enter)
      enter()
    }
    const [oldest] = started
    if (line.size > 0 && oldest !== undefined) timer = setTimeout(letIn, oldest + windowMs - now)
  }

  return {
    async turn(signal: AbortSignal): Promise<Turn> {
      if (line.size >= lineMax)
        return { granted: false, retryAfterSeconds: Math.ceil(lineMax / callsPerSecond) }
      await new Promise<void>((resolve, reject) => {
        const leave = () => {
          line.delete(enter)
          reject(signal.reason)
        }
        const enter = () => {
          signal.removeEventListener('abort', leave)
          resolve()
        }
        signal.addEventListener('abort', leave, { once: true })
        line.add(enter)
        if (timer === undefined) letIn()
      })
      return { granted: true }
    },
  }
}
