import { measure, repeat } from './measure.ts'
import type { Section } from './table.ts'
import type { Visit } from './visit.ts'

const take = 25
const turns = 100
const warmUp = 5
const start = `/jobs/39596/targets?skip=0`

/** A hundred page turns, each as soon as the page ahead is there, and back to the page on which they began. */
export async function pageTurns(visit: () => Promise<Visit>): Promise<Section> {
  const tab = await visit()
  await tab.settleOn(start)
  await tab.pointAt('Next page')
  let skip = 0
  const turn = async () => {
    skip += take
    const ahead = tab.listArrives(skip + take)
    await tab.gesture(tab.click)
    await ahead
  }
  const backToFirst = async () => {
    await tab.pointAt('First page')
    await tab.gesture(tab.click)
    await tab.page.waitForLoadState('networkidle')
    skip = 0
    await tab.pointAt('Next page')
    await tab.idle()
  }
  await repeat(warmUp, turn)
  await backToFirst()
  const elementsBefore = await tab.elements()
  const before = await tab.countersAfterCollection()
  await repeat(turns, turn)
  await tab.idle()
  const after = await tab.countersAfterCollection()
  await backToFirst()
  const nodesAfter = (await tab.countersAfterCollection()).nodes
  const elementsAfter = await tab.elements()
  await tab.close()
  const one = [null]
  return {
    title: `${turns} page turns (after ${warmUp} to warm up)`,
    measures: [
      measure('heap growth after collection', 'KiB', one, () => (after.heapBytes - before.heapBytes) / 1024),
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
        () => nodesAfter - before.nodes,
        0,
      ),
    ],
  }
}
