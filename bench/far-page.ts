import { median, measure, repeat } from './measure.ts'
import type { Section } from './table.ts'
import type { Visit } from './visit.ts'

const near = '/jobs/41000/targets'
const beforeFar = '/jobs/41000/targets?skip=999950'
const far = '/jobs/41000/targets?skip=999975'
const scriptLimit = 1.2
const nodesLimit = 1.05

const same = (value: number) => value
const ratio = (farValues: readonly number[], nearValues: readonly number[]) => [
  median(farValues) / median(nearValues),
]

/** Page 1 of a million rows against page 40,000, the last. */
export async function farPage(visit: () => Promise<Visit>): Promise<Section> {
  const loads = await repeat(7, async () => ({
    near: await load(visit, near),
    far: await load(visit, far),
  }))
  const nearTurns = await turnBetween(visit, near)
  const farTurns = await turnBetween(visit, beforeFar)
  const scripts = (which: 'near' | 'far') => loads.map((one) => one[which].scriptMs)
  const elements = (which: 'near' | 'far') => loads.map((one) => one[which].elements)
  return {
    title: 'Job 41000: page 40,000 against page 1',
    measures: [
      measure('elements, page 1', 'count', elements('near'), same),
      measure('elements, page 40,000', 'count', elements('far'), same),
      measure('  ratio', 'ratio', ratio(elements('far'), elements('near')), same, nodesLimit),
      measure('script time until the first row, page 1', 'ms', scripts('near'), same),
      measure('script time until the first row, page 40,000', 'ms', scripts('far'), same),
      measure('  ratio', 'ratio', ratio(scripts('far'), scripts('near')), same, scriptLimit),
      measure('script time of a turn, pages 1 and 2', 'ms', nearTurns, same),
      measure('script time of a turn, pages 39,999 and 40,000', 'ms', farTurns, same),
      measure('  ratio', 'ratio', ratio(farTurns, nearTurns), same, scriptLimit),
    ],
  }
}

async function load(visit: () => Promise<Visit>, address: string) {
  const tab = await visit()
  const before = await tab.counters()
  await tab.openList(address)
  const { scriptMs } = await tab.counters()
  await tab.quiet()
  const elements = await tab.elements()
  await tab.close()
  return { scriptMs: scriptMs - before.scriptMs, elements }
}

/** Turns to the next page and back, both held by then. Gives the script time of each turn, in ms. */
async function turnBetween(visit: () => Promise<Visit>, address: string): Promise<number[]> {
  const tab = await visit()
  await tab.settleOn(address)
  const turn = async (button: string) => {
    await tab.pointAt(button)
    const { before, until } = await tab.gesture(tab.click)
    await tab.quiet()
    return until.scriptMs - before.scriptMs
  }
  const there = () => turn('Next page')
  const back = () => turn('Previous page')
  await there()
  await back()
  const turns = await repeat(8, async () => [await there(), await back()])
  await tab.close()
  return turns.flat()
}
