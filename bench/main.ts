import { availableParallelism, loadavg } from 'node:os'
import { chromium } from '@playwright/test'
import config from '../playwright.config.ts'
import { buildIfNeeded } from '../scripts/build-if-needed.ts'
import { startBenchConsole } from './bench-console.ts'
import { coldLoad } from './cold-load.ts'
import { farPage } from './far-page.ts'
import { filterChange } from './filter-change.ts'
import { idleMinute } from './idle-minute.ts'
import { isOver } from './measure.ts'
import { nextPage } from './next-page.ts'
import { pageTurns } from './page-turns.ts'
import { type Section, table } from './table.ts'
import { signIn } from './visit.ts'

// `npm run bench -- DIRECTORY` measures a build that lies elsewhere, `npm run bench -- DIRECTORY NAME` one part of it.
const [buildDir, only] = process.argv.slice(2)
const parts = { coldLoad, filterChange, nextPage, pageTurns, farPage, idleMinute }

if (buildDir === undefined) buildIfNeeded({ whenOlder: true })
console.log('Starting the console, its sandbox and a browser …')
const busy = loadavg()[0] ?? 0
const running = await startBenchConsole(buildDir)
const browser = await chromium.launch(config.use?.launchOptions ?? {})
try {
  const visit = await signIn(browser, running)
  const sections: Section[] = []
  for (const [name, part] of Object.entries(parts)) {
    if (only !== undefined && name !== only) continue
    console.log(`Measuring: ${name}`)
    sections.push(...[await part(visit)].flat())
  }
  console.log(
    `\nChromium ${browser.version()}, ${availableParallelism()} cores, load ${busy.toFixed(1)} at the start. ` +
      'Times (ms) mean little on a busy machine and fail nothing.\n',
  )
  console.log(table(sections))
  const over = sections.flatMap(({ measures }) => measures).filter((one) => isOver(one) && !one.noisy)
  if (over.length > 0) process.exitCode = 1
} finally {
  await browser.close()
  await running.close()
}
