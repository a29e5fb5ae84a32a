/** What happened from a gesture to the frame that shows other rows, in ms since the document began. */
export interface Gesture {
  readonly gestureAt: number
  readonly paintedAt: number
}

interface Bench {
  /** When the first row was painted, in ms since the document began. */
  readonly firstRow: Promise<number>
  readonly longTasks: { readonly start: number; readonly duration: number }[]
  /** Looks out for the next gesture (a key or a click) and for another first row. */
  watch(): void
  /** The gesture that was watched for, once its rows are painted. */
  gesture(): Promise<Gesture>
  /** Resolves when the page has nothing to do. */
  idle(): Promise<void>
}

declare global {
  interface Window {
    bench: Bench
  }
}

/** Put into every document before its own scripts. Bears nothing from outside: it travels as text. */
export function instrument(): void {
  performance.setResourceTimingBufferSize(5000)
  const longTasks: Bench['longTasks'] = []
  new PerformanceObserver((list) => {
    for (const { startTime: start, duration } of list.getEntries()) longTasks.push({ start, duration })
  }).observe({ type: 'longtask', buffered: true })

  // oxlint-disable unicorn/consistent-function-scoping -- it travels as text, so all it needs is inside
  // The frame after the change; a message posted in it arrives when the main thread has drawn it.
  const painted = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => resolve(performance.now()))
        port1.start()
        port2.postMessage(null)
      })
    })
  const firstId = () => document.querySelector('table[aria-label="Targets"] tbody tr th')?.textContent ?? null
  const rowsOtherThan = (before: string | null) =>
    new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        const now = firstId()
        if (now === null || now === before) return
        observer.disconnect()
        resolve(painted())
      })
      observer.observe(document, { childList: true, characterData: true, subtree: true })
    })

  let watched: Promise<Gesture> | undefined
  window.bench = {
    firstRow: rowsOtherThan(null),
    longTasks,
    watch() {
      const gestureAt = new Promise<number>((resolve) => {
        for (const type of ['keydown', 'click'])
          addEventListener(type, (event) => resolve(event.timeStamp), { capture: true, once: true })
      })
      watched = Promise.all([gestureAt, rowsOtherThan(firstId())]).then(([gesture, paintedAt]) => ({
        gestureAt: gesture,
        paintedAt,
      }))
    },
    gesture() {
      if (!watched) throw new Error('Nothing was watched for.')
      return watched
    },
    idle: () =>
      new Promise((resolve) => {
        requestIdleCallback(() => requestIdleCallback(() => resolve(), { timeout: 500 }), { timeout: 500 })
      }),
  }
}
