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
  await tab.settleOn('/jobs/39596/targets')
  await tab.pointAt('Next page')
  let skip = 0
  const turn = async () => {
    skip += take
    const ahead = tab.listArrives(skip + take)
    await tab.gesture(tab.click)
    await ahead
  }
  const elementsBefore = await tab.elements()
  const nodesBefore = await tab.heldNodes()
  await repeat(warmUp, turn)
  const before = await tab.countersAfterCollection()
  await repeat(turns, turn)
  const after = await tab.countersAfterCollection()
  await wait(restMs)
  const rested = await tab.countersAfterCollection()
  await tab.pointAt('First page')
  await tab.gesture(tab.click)
  await tab.page.waitForLoadState('networkidle')
  await tab.pointAt('Next page')
  const elementsAfter = await tab.elements()
  const nodesAfter = await tab.heldNodes()
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
      measure('elements on the page', 'count', one, () => elementsBefore),
      measure(
        'growth of elements, on the same page again',
        'count',
        one,
        () => elementsAfter - elementsBefore,
        0,
      ),
      measure(
        'growth of nodes held, on the same page again',
        'count',
        one,
        () => nodesAfter - nodesBefore,
        0,
      ),
    ],
  }
}
