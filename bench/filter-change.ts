import { serverMs } from './bench-console.ts'
import { measure, repeat } from './measure.ts'
import type { Section } from './table.ts'
import type { Visit } from './visit.ts'

const aboveServerLimitMs = 45

/** A person filters by condition with the keyboard: first by failure, then by success, in a fresh tab each time. */
export async function filterChange(visit: () => Promise<Visit>): Promise<Section> {
  const rounds = await repeat(4, async () => {
    const tab = await visit()
    await tab.settleOn('/jobs/39596/targets')
    const condition = tab.page.getByRole('combobox', { name: 'Condition' })
    await condition.focus()
    const changes = [await change(tab, 'f'), await change(tab, 'ArrowUp')]
    await tab.close()
    return changes
  })
  const changes = rounds.flat()
  return {
    title: `Changing a filter (the server answers in ${serverMs} ms)`,
    measures: [
      measure(
        'gesture to painted rows, above the server',
        'ms',
        changes,
        (one) => one.aboveMs,
        aboveServerLimitMs,
      ),
      measure('  of these gateway and network', 'ms', changes, (one) => one.relayMs),
      measure('main-thread CPU until painted', 'ms', changes, (one) => one.cpuMs),
    ],
  }
}

/** Presses a key that chooses what is not held yet. */
async function change(tab: Visit, key: string) {
  const { gestureAt, paintedAt, before, until } = await tab.gesture(() => tab.page.keyboard.press(key))
  const answerMs = await tab.page.evaluate((from) => {
    const asked = performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .find((entry) => entry.startTime >= from && entry.name.includes('/targets?'))
    if (!asked) throw new Error('The filter asked for nothing.')
    return asked.responseEnd - asked.requestStart
  }, gestureAt)
  await tab.quiet()
  return {
    aboveMs: paintedAt - gestureAt - serverMs,
    relayMs: answerMs - serverMs,
    cpuMs: until.cpuMs - before.cpuMs,
  }
}
