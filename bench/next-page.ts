import { measure, repeat } from './measure.ts'
import type { Section } from './table.ts'
import type { Visit } from './visit.ts'

const turnCpuLimitMs = 40
const take = 25
const turns = 12
// The first turns run code that was never run before.
const warmUp = 2

/** A person presses “Next page” when the page ahead has arrived. */
export async function nextPage(visit: () => Promise<Visit>): Promise<Section[]> {
  return [
    await turnPages(visit, 'Next page (fetched ahead)', 1),
    await turnPages(visit, 'Next page with a quarter of the CPU', 4),
  ]
}

async function turnPages(visit: () => Promise<Visit>, title: string, rate: number): Promise<Section> {
  const tab = await visit()
  await tab.settleOn('/jobs/39596/targets')
  await tab.devtools.send('Emulation.setCPUThrottlingRate', { rate })
  await tab.pointAt('Next page')
  const all = await repeat(warmUp + turns, async (round) => {
    const ahead = tab.listArrives((round + 2) * take)
    const { gestureAt, paintedAt, before, until } = await tab.gesture(tab.click)
    await ahead
    await tab.idle()
    const whole = await tab.counters()
    return {
      ms: paintedAt - gestureAt,
      cpuMs: until.cpuMs - before.cpuMs,
      wholeCpuMs: whole.cpuMs - before.cpuMs,
    }
  })
  await tab.close()
  const measured = all.slice(warmUp)
  return {
    title,
    measures: [
      measure('gesture to painted rows', 'ms', measured, (one) => one.ms),
      // A slowed browser burns the time it is not to use, so its CPU time says nothing.
      ...(rate > 1
        ? []
        : [
            measure('main-thread CPU until painted', 'ms', measured, (one) => one.cpuMs),
            measure(
              'main-thread CPU with fetching the page after it',
              'ms',
              measured,
              (one) => one.wholeCpuMs,
              turnCpuLimitMs,
            ),
          ]),
    ],
  }
}
