import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, BrowserContext, CDPSession, Page, Request } from '@playwright/test'
import type { BenchConsole } from './bench-console.ts'
import { type Gesture, instrument } from './in-page.ts'

const quietMs = 300

/** What the renderer has done since it began: times of the main thread in ms, sizes in bytes. */
export interface Counters {
  /** CPU time of the main thread, whatever it was spent on. */
  readonly cpuMs: number
  readonly scriptMs: number
  readonly heapBytes: number
  /** Every node the renderer holds, also those that are in no document. */
  readonly nodes: number
}

/** Signs a person in once; each visit is then a browser of its own with this session and nothing else kept. */
export async function signIn(browser: Browser, { url, account, password }: BenchConsole) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('User name').fill(account)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('textbox', { name: 'Open a job' }).waitFor()
  const session = await page.evaluate(() => Object.entries(sessionStorage))
  await context.close()
  return async (): Promise<Visit> => {
    const own = await browser.newContext({
      baseURL: url,
      viewport: { width: 1280, height: 800 },
      locale: 'en-US',
      timezoneId: 'Europe/Amsterdam',
    })
    await own.addInitScript(instrument)
    await own.addInitScript((entries) => {
      for (const [name, value] of entries) sessionStorage.setItem(name, value)
    }, session)
    return Visit.open(own)
  }
}

/** A signed-in person's tab: empty cache, a process of its own. */
export class Visit {
  readonly page: Page
  readonly devtools: CDPSession
  #open = 0
  #lastChange = 0

  private constructor(page: Page, devtools: CDPSession) {
    this.page = page
    this.devtools = devtools
    const count = (step: 1 | -1) => () => {
      this.#open += step
      this.#lastChange = performance.now()
    }
    page.on('request', count(1))
    page.on('requestfinished', count(-1))
    page.on('requestfailed', count(-1))
  }

  static async open(context: BrowserContext): Promise<Visit> {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    return new Visit(page, devtools)
  }

  close = () => this.page.context().close()

  /** Opens a list of targets; resolves when its first row is painted, with the ms that took. */
  async openList(address: string): Promise<number> {
    await this.page.goto(address, { waitUntil: 'commit' })
    return this.page.evaluate(() => window.bench.firstRow)
  }

  /** Opens a list and waits until nothing more is to come, the page ahead included. */
  async settleOn(address: string): Promise<number> {
    const firstRow = await this.openList(address)
    await this.quiet()
    return firstRow
  }

  /** Resolves when the answer to a request for a page of targets has arrived. Call it before what brings it about. */
  listArrives(skip: number): Promise<unknown> {
    const isIt = (request: Request) => {
      const { pathname, searchParams } = new URL(request.url())
      return pathname.endsWith('/targets') && searchParams.get('skip') === String(skip)
    }
    return this.page.waitForEvent('requestfinished', { predicate: isIt })
  }

  /** Puts the mouse over a button, so that the click itself is all that is measured. */
  async pointAt(button: string): Promise<void> {
    const there = this.page.getByRole('button', { name: button })
    await there.scrollIntoViewIfNeeded()
    const box = await there.boundingBox()
    if (!box) throw new Error(`There is no button “${button}” to see.`)
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await this.idle()
  }

  click = async (): Promise<void> => {
    await this.page.mouse.down()
    await this.page.mouse.up()
  }

  /** Resolves when no request has been under way for a while, and the page has nothing to do. */
  async quiet(): Promise<void> {
    while (this.#open > 0 || performance.now() - this.#lastChange < quietMs) await wait(50)
    await this.idle()
  }

  idle = () => this.page.evaluate(() => window.bench.idle())

  /** Makes a gesture and resolves when other rows are painted, with what the main thread did until then. */
  async gesture(make: () => Promise<unknown>): Promise<Gesture & { before: Counters; until: Counters }> {
    await this.page.evaluate(() => window.bench.watch())
    const before = await this.counters()
    await make()
    const gesture = await this.page.evaluate(() => window.bench.gesture())
    return { ...gesture, before, until: await this.counters() }
  }

  async counters(): Promise<Counters> {
    const { metrics } = await this.devtools.send('Performance.getMetrics')
    const of = (name: string) => {
      const metric = metrics.find((one) => one.name === name)
      if (!metric) throw new Error(`This browser does not measure ${name}.`)
      return metric.value
    }
    return {
      cpuMs: of('ThreadTime') * 1000,
      scriptMs: of('ScriptDuration') * 1000,
      heapBytes: of('JSHeapUsedSize'),
      nodes: of('Nodes'),
    }
  }

  /** The same after everything that can be collected has been. */
  async countersAfterCollection(): Promise<Counters> {
    await this.devtools.send('HeapProfiler.collectGarbage')
    await this.idle()
    await this.devtools.send('HeapProfiler.collectGarbage')
    return this.counters()
  }

  /** What the page shows; the head may get links to scripts that are fetched later. */
  elements = () => this.page.evaluate(() => document.body.querySelectorAll('*').length)

  /** Every node that the renderer holds, in the page or not, without those of the head. */
  async heldNodes(): Promise<number> {
    const { nodes } = await this.countersAfterCollection()
    return nodes - (await this.page.evaluate(() => document.head.querySelectorAll('*').length))
  }
}
