/** Leave to start one call. Exactly one of the two is called, once. */
export type Leave = {
  /** The call has reached the other side, or never will. */
  arrived: () => void
  /** The call was not made. */
  unused: () => void
}

/** Counts the calls of the last while: gives leave to start one, or says after how many milliseconds to ask again. */
export type CallCount = {
  take(): Promise<Leave | { waitMs: number }>
}

/** How many calls may start within which time. */
export type Rate = { atOnce: number; windowMs: number }

/** Nobody knows when a call arrives until it is answered; after this long it is taken to have arrived. */
export const arrivalMs = 1000

/** `callsPerSecond` as whole calls: half a call a second is one in two seconds. */
export function rateOf(callsPerSecond: number): Rate {
  const atOnce = Math.max(1, Math.floor(callsPerSecond))
  return { atOnce, windowMs: (atOnce / callsPerSecond) * 1000 }
}

/**
 * The calls of this process. A call counts from its start until one window after its arrival, so that the other side,
 * however late calls reach it, never sees more than allowed in any window.
 */
export function createCallCount({ atOnce, windowMs }: Rate): CallCount {
  const calls = new Set<{ arrivedAt: number }>()
  return {
    async take() {
      const now = performance.now()
      for (const call of calls) if (now - call.arrivedAt >= windowMs) calls.delete(call)
      if (calls.size >= atOnce) {
        const first = Math.min(...[...calls].map(({ arrivedAt }) => arrivedAt))
        return { waitMs: first + windowMs - now }
      }
      const call = { arrivedAt: now + arrivalMs }
      calls.add(call)
      return {
        arrived: () => void (call.arrivedAt = Math.min(call.arrivedAt, performance.now())),
        unused: () => void calls.delete(call),
      }
    },
  }
}
