import { setTimeout as wait } from 'node:timers/promises'
import { measure, repeat } from './measure.ts'
import type { Section } from './table.ts'
import type { Visit } from './visit.ts'

const take = 25
const turns = 100
const warmUp = 5
// Pages that were turned are kept for some seconds.
const restMs = 25_000

/** A hundred page turns, each as soon as the page ahead is there, and then back to the first page. */
export async function pageTurns(visit: () => Promise<Visit>): Promise<Section> {
  const tab = await visit()
  let skip = 5000
  await tab.settleOn(`/jobs/39596/targets?skip=${skip}`)
  const turn = async () => {
    skip += take
    const ahead = tab.listArrives(skip + take)
    await tab.gesture(tab.click)
    await ahead
  }
  const turnMany = async (times: number) => {
    await tab.pointAt('Next page')
    await repeat(times, turn)
  }
  const backToFirst = async () => {
    await tab.pointAt('First page')
    await tab.gesture(tab.click)
    await tab.quiet()
    skip = 0
    return { elements: await tab.elements(), nodes: await tab.heldNodes() }
  }
  await turnMany(warmUp)
  const firstBefore = await backToFirst()
  const before = await tab.countersAfterCollection()
  await turnMany(turns)
  const after = await tab.countersAfterCollection()
  await wait(restMs)
  const rested = await tab.countersAfterCollection()
  const firstAfter = await backToFirst()
  await tab.close()
  const one = [null]
  return {
    title: `${turns} page turns (after ${warmUp} to warm up)`,
    measures: [
      measure('heap growth after collection', 'KiB', one, () => (after.heapBytes - before.heapBytes) / 1024),
      measure(
        'the same after a rest of 25 s',
        'KiB',
        one,
        () => (rested.heapBytes - before.heapBytes) / 1024,
      ),
      measure('elements on the page', 'count', one, () => firstBefore.elements),
      measure(
        'growth of elements, on the same page again',
        'count',
        one,
        () => firstAfter.elements - firstBefore.elements,
        0,
      ),
      measure(
        'growth of nodes held, on the same page again',
        'count',
        one,
        () => firstAfter.nodes - firstBefore.nodes,
        0,
      ),
    ],
  }
}
