import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { Tenant } from './tenant.ts'

export { expect }

interface Fixtures {
  /** Data of its own for this test. */
  readonly tenant: Tenant
  /** Signs a person in and comes back to the address, as a person would. */
  readonly signIn: (role: 'viewer' | 'operator' | 'lead', address?: string) => Promise<void>
  /** Failures that the test brings about: without it any failed request or console error fails the test. */
  readonly expectFailures: (...patterns: RegExp[]) => void
  /** Looks for accessibility problems in what is on screen now; the end of each test does so by itself. */
  readonly look: () => Promise<void>
}

/** A person's test: any axe violation, policy report, console error or unexpected failed request fails it. */
export const test = base.extend<Fixtures & { watched: { expected: RegExp[] } }>({
  tenant: async ({}, provide) => {
    const tenant = await Tenant.create()
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

  signIn: async ({ page, tenant }, provide) => {
    await provide(async (role, address = '/') => {
      await page.goto(address)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await enterAs(page, tenant.account(role), role)
      await expect(page.getByRole('main')).toBeVisible()
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

async function lookAt(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // Without it axe opens a blank page for each look.
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    'accessibility',
  ).toEqual([])
}
