import { chromium } from '@playwright/test'
import config from '../playwright.config.ts'
import { startBenchConsole } from './bench-console.ts'
import { signIn } from './visit.ts'
const running = await startBenchConsole(process.argv[2])
const browser = await chromium.launch(config.use?.launchOptions ?? {})
try {
  const visit = await signIn(browser, running)
  const v = await visit()
  v.page.on('requestfinished', (r) => console.log(r.url()))
  await v.settleOn('/jobs/39596/targets')
  await v.pointAt('Next page')
  await v.page.screenshot({ path: '/tmp/p1.png' })
  await v.click()
  await new Promise((r) => setTimeout(r, 2000))
  await v.page.screenshot({ path: '/tmp/p2.png' })
  console.log(v.page.url())
  await v.page.getByRole('combobox', { name: 'Condition' }).focus()
  await v.page.keyboard.press('f')
  await new Promise((r) => setTimeout(r, 2000))
  await v.page.screenshot({ path: '/tmp/p3.png' })
  console.log(v.page.url())
} finally {
  await browser.close()
  await running.close()
}
