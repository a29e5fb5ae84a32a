import { setTimeout as wait } from 'node:timers/promises'
import type { Section } from './table.ts'
import type { Visit } from './visit.ts'
import { measure } from './measure.ts'

const minuteMs = 60_000
// What is fetched after the first rows, so that it is there when needed, belongs to the opening.
const openingMs = 15_000

/** A minute in which the person does nothing, on the list of a finished job and on that of a running one. */
export async function idleMinute(visit: () => Promise<Visit>): Promise<Section[]> {
  const finished = await visit()
  const running = await visit()
  await finished.settleOn('/jobs/39596/targets')
  await running.settleOn('/jobs/39309/targets')
  await wait(openingMs)
  const [quiet, live] = await Promise.all([watchMinute(finished), watchMinute(running)])
  await finished.close()
  await running.close()
  return [
    { title: 'An idle minute on the list of a finished job', measures: lines(quiet, 0) },
    { title: 'An idle minute on the list of a running job', measures: lines(live) },
  ]
}

interface Minute {
  readonly cpuMs: number
  readonly requests: number
  readonly bytes: number
}

async function watchMinute(tab: Visit): Promise<Minute> {
  let requests = 0
  let bytes = 0
  await tab.devtools.send('Network.enable')
  tab.devtools.on('Network.requestWillBeSent', () => (requests += 1))
  tab.devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  const before = await tab.counters()
  await wait(minuteMs)
  const { cpuMs } = await tab.counters()
  return { cpuMs: cpuMs - before.cpuMs, requests, bytes }
}

const lines = (minute: Minute, most?: number) => [
  measure('main-thread CPU', 'ms', [minute], ({ cpuMs }) => cpuMs),
  measure('requests', 'count', [minute], ({ requests }) => requests, most),
  measure('bytes of answers', 'B', [minute], ({ bytes }) => bytes, most),
]
