import { readFileSync } from 'node:fs'
import { test as base, expect, type Page } from '@playwright/test'
import type axe from 'axe-core'
import { bringSession } from './session-by-request.ts'
import { Tenant } from './tenant.ts'
import { followRequests } from './time-passes.ts'

declare global {
  interface Window {
    axe: typeof axe
  }
}

export { expect }

interface Fixtures {
  /** Data of its own for this test. */
  readonly tenant: Tenant
  /** Signs a person in and opens the address; where `byHand` is set, as a person would. */
  readonly signIn: (role: 'viewer' | 'operator' | 'lead', address?: string) => Promise<void>
  /** Failures that the test brings about: without it any failed request or console error fails the test. */
  readonly expectFailures: (...patterns: RegExp[]) => void
  /** Looks for accessibility problems in what is on screen now; the end of each test does so by itself. */
  readonly look: () => Promise<void>
}

/** A person's test: any axe violation, policy report, console error or unexpected failed request fails it. */
export const test = base.extend<Fixtures & { byHand: boolean; watched: { expected: RegExp[] } }>({
  byHand: [false, { option: true }],

  tenant: async ({}, provide) => {
    // A test reloads faster than a person: each load would begin anew with the calls of a second.
    const tenant = await Tenant.create({ rateLimit: 0 })
    await provide(tenant)
    await tenant.forget()
  },

  watched: [
    // With the tenant, so that it is still there when the page is looked at in the end.
    async ({ page, tenant }, provide, testInfo) => {
      testInfo.annotations.push({ type: 'tenant', description: tenant.name })
      const expected: RegExp[] = []
      const wrong: string[] = []
      watch(page, wrong)
      page.context().on('page', (other) => watch(other, wrong))
      await provide({ expected })
      if (testInfo.status === testInfo.expectedStatus && !page.isClosed()) await lookAt(page)
      expect(
        wrong.filter((text) => !expected.some((pattern) => pattern.test(text))),
        'console errors, policy reports and failed requests',
      ).toEqual([])
    },
    { auto: true },
  ],

  expectFailures: async ({ watched }, provide) => {
    await provide((...patterns) => {
      watched.expected.push(...patterns)
    })
  },

  signIn: async ({ page, tenant, byHand }, provide) => {
    await provide(async (role, address = '/') => {
      if (!byHand) await bringSession(page, tenant.account(role), role)
      await page.goto(address)
      if (byHand) {
        await page.getByRole('button', { name: 'Sign in' }).click()
        await enterAs(page, tenant.account(role), role)
      }
      // Only who is signed in has it; a main part is also on the page that says "Signing in …".
      await expect(page.getByRole('banner')).toBeVisible()
    })
  },

  look: async ({ page }, provide) => {
    await provide(() => lookAt(page))
  },
})

/** Fills in the provider's own sign-in page. */
export async function enterAs(page: Page, account: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(account)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

function watch(page: Page, wrong: string[]): void {
  followRequests(page)
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(`console: ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 400)
      wrong.push(`answer ${response.status()}: ${response.request().method()} ${response.url()}`)
  })
  page.on('requestfailed', (request) => {
    // A request that the app itself gave up, because the page moved on, has not failed.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      wrong.push(`failed: ${request.method()} ${request.url()}`)
  })
}

const axeSource = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function lookAt(page: Page): Promise<void> {
  // Between two pages there is nothing to look at.
  await page.locator('h1').first().waitFor({ state: 'attached' })
  // By itself: its Playwright wrapper carries the list of all that passes too, which costs twice the time.
  await page.evaluate(axeSource)
  const violations = await page.evaluate(async (values) => {
    // Rows that are built like one before, but for their words, are looked at with it: most of a look is their colours.
    const built = new Set<string>()
    const alike = [...document.querySelectorAll('tbody tr')].filter((row) => {
      if (row.matches(':hover, :focus-within')) return false
      const shape = row.outerHTML.replace(/>[^<]+/g, '>x').replace(/ (id|href|datetime|title)="[^"]+"/g, '')
      return built.size === built.add(shape).size
    })
    const found = await window.axe.run(
      { include: [document], exclude: alike },
      { runOnly: { type: 'tag', values }, resultTypes: ['violations'] },
    )
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    )
  }, rules)
  expect(violations, 'accessibility').toEqual([])
}
