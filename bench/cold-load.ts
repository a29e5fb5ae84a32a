import { brotliBytes } from '../scripts/brotli-bytes.ts'
import { measure, repeat } from './measure.ts'
import type { Section } from './table.ts'
import type { Visit } from './visit.ts'

const list = '/jobs/39596/targets'
const bytesLimit = 130
// Longer tasks keep a person waiting (https://www.w3.org/TR/longtasks-1/).
const longTaskMs = 50

interface Load {
  readonly firstRowMs: number
  readonly requests: number
  readonly apiRequests: number
  /** JS and CSS as they came over the wire (brotli), without headers. */
  readonly codeBytes: number
  readonly cpuMs: number
  readonly longTasks: number
  readonly blockingMs: number
}

/** A signed-in person opens the grid with an empty cache, on this machine's own network and on a slow phone. */
export async function coldLoad(visit: () => Promise<Visit>): Promise<Section[]> {
  const plain = await repeat(5, () => load(visit))
  const slow = await repeat(3, () => load(visit, slowPhone))
  return [
    {
      title: 'Opening the grid signed in, cache empty',
      measures: [
        measure(
          'JS and CSS before the first row, brotli',
          'kB',
          plain,
          (one) => one.codeBytes / 1000,
          bytesLimit,
        ),
        measure('requests before the first row, document included', 'count', plain, (one) => one.requests),
        measure('  of these to the API', 'count', plain, (one) => one.apiRequests),
        measure('first row painted', 'ms', plain, (one) => one.firstRowMs),
        measure('main-thread CPU until then', 'ms', plain, (one) => one.cpuMs),
        measure(`long tasks (over ${longTaskMs} ms) until then`, 'count', plain, (one) => one.longTasks),
        measure('  what of them is over', 'ms', plain, (one) => one.blockingMs),
      ],
    },
    {
      title: 'The same on slow 4G (150 ms, 1.6 Mbit/s) with a quarter of the CPU',
      measures: [
        measure('first row painted', 'ms', slow, (one) => one.firstRowMs),
        measure('long tasks until then', 'count', slow, (one) => one.longTasks),
        measure('  what of them is over', 'ms', slow, (one) => one.blockingMs),
      ],
    },
  ]
}

async function load(visit: () => Promise<Visit>, prepare?: (tab: Visit) => Promise<void>): Promise<Load> {
  const tab = await visit()
  await prepare?.(tab)
  const before = await tab.counters()
  const firstRowMs = await tab.openList(list)
  const { cpuMs } = await tab.counters()
  await tab.page.waitForLoadState('load')
  const { sent, longTasks, inlineText } = await tab.page.evaluate(
    (until) => ({
      sent: performance
        .getEntriesByType('resource')
        .filter((entry) => entry instanceof PerformanceResourceTiming)
        .filter((entry) => entry.startTime < until)
        .map((entry) => ({ path: new URL(entry.name).pathname, bytes: entry.encodedBodySize })),
      longTasks: window.bench.longTasks.filter((task) => task.start < until),
      inlineText: document.querySelector('script:not([src])')?.textContent ?? '',
    }),
    firstRowMs,
  )
  await tab.close()
  const code = sent.filter(({ path }) => /\.(js|css)$/.test(path))
  return {
    firstRowMs,
    requests: sent.length + 1,
    apiRequests: sent.filter(({ path }) => path.startsWith('/api/')).length,
    codeBytes: code.reduce((sum, { bytes }) => sum + bytes, brotliBytes(inlineText)),
    cpuMs: cpuMs - before.cpuMs,
    longTasks: longTasks.length,
    blockingMs: longTasks.reduce((sum, { duration }) => sum + duration - longTaskMs, 0),
  }
}

async function slowPhone({ devtools }: Visit): Promise<void> {
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 93_750,
  })
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
}
