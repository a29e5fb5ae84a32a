import type { Page } from '@playwright/test'
import { enterAs, expect, test } from './fixture.ts'
import { oidcUrl } from './ports.ts'
import type { Tenant } from './tenant.ts'
import { timePasses } from './time-passes.ts'

test.use({ byHand: true })

const list = '/jobs/39596/targets?condition=Failure&take=50'
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Sign in again' })
const pagination = (page: Page) => page.getByRole('navigation', { name: 'Pagination' })
const panel = (page: Page) => page.getByRole('complementary')

/** Calls for tokens that the page makes from now on. */
function tokenCalls(page: Page): string[] {
  const calls: string[] = []
  page.on('request', (request) => {
    if (request.url() === `${oidcUrl}/token` && request.method() === 'POST')
      calls.push(new URLSearchParams(request.postData() ?? '').get('grant_type') ?? '')
  })
  return calls
}

/** The next call to a path is refused, and so is the renewal after it. */
async function endSession(tenant: Tenant, path: string) {
  await tenant.fault({ kind: 'expiredToken', path })
  await tenant.fault({ system: 'oidc', path: '^/token$', kind: 'expiredToken' })
}
/** What the tab keeps of it, which a renewal changes. */
const session = (page: Page) => page.evaluate(() => JSON.stringify(sessionStorage))

const oneTarget = '/targets/\\d'
const refusals = [/status of 40[01]|answer 40[01]/]

test('a token that ends soon is renewed while one works, and nobody sees it', async ({
  page,
  signIn,
  tenant,
}) => {
  await page.clock.install()
  await signIn('operator', list)
  await expect(pagination(page)).toContainText('1–50 of 412')
  const calls = tokenCalls(page)
  await timePasses(page, '07:30')
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(pagination(page)).toContainText('51–100 of 412')
  expect(calls).toEqual([])
  await timePasses(page, '01:35')
  await expect.poll(() => calls).toEqual(['refresh_token'])
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(pagination(page)).toContainText('101–150 of 412')
  expect(calls).toHaveLength(1)
  expect((await tenant.calls()).filter(({ status }) => status === 401)).toEqual([])
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(dialog(page)).toHaveCount(0)
})

test('calls that are refused at the same time are repeated after one renewal', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/401/)
  await signIn('operator')
  const calls = tokenCalls(page)
  // The counts of an overview are asked for side by side.
  await tenant.fault({ path: 'take=1$', kind: 'expiredToken', times: 3 })
  await page.getByRole('textbox', { name: 'Open a job' }).fill('39596')
  await page.keyboard.press('Enter')
  await expect(page.getByText('9,588 done, 412 failed (4.1%)')).toBeVisible()
  await expect.poll(() => calls).toEqual(['refresh_token'])
  await expect.poll(async () => (await tenant.calls()).filter(({ status }) => status === 401).length).toBe(3)
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a session that ended is a dialog over the page, and signing in there goes on where one was', async ({
  page,
  signIn,
  tenant,
  expectFailures,
  look,
}) => {
  expectFailures(...refusals)
  await signIn('operator', list)
  const rows = page.getByRole('table', { name: 'Targets' }).getByRole('rowheader')
  const link = rows.nth(40).getByRole('link')
  await link.scrollIntoViewIfNeeded()
  const scrolled = await page.evaluate(() => scrollY)
  expect(scrolled).toBeGreaterThan(100)
  const started = await page.evaluate(() => performance.timeOrigin)

  await endSession(tenant, oneTarget)
  await link.click()
  await expect(dialog(page)).toBeVisible()
  await expect(dialog(page)).toContainText('What is on this page stays')
  await expect(pagination(page)).toContainText('1–50 of 412')
  await look()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeVisible()

  await page.context().clearCookies()
  const opening = page.waitForEvent('popup')
  await dialog(page).getByRole('button', { name: 'Sign in' }).click()
  const popup = await opening
  await enterAs(popup, tenant.account('operator'), 'operator')
  await expect(dialog(page)).toHaveCount(0)
  await expect.poll(() => popup.isClosed()).toBe(true)

  // What could not be read is there now, and nothing else has moved.
  await expect(panel(page)).toContainText('41 of 412')
  await expect(panel(page).getByRole('alert')).toHaveCount(0)
  expect(await page.evaluate(() => scrollY)).toBe(scrolled)
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(started)
  await expect(rows).toHaveCount(50)
})

test('what was typed outlives the end of the session, by keyboard alone; one may also sign out there', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(...refusals)
  await signIn('operator', list)
  await page.getByRole('link', { name: /^\d+$/ }).first().click()
  await panel(page).getByRole('button', { name: 'Edit' }).click()
  const form = page.getByRole('form', { name: 'Edit target' })
  const location = form.getByRole('textbox', { name: 'Target.Location' })
  await location.fill('somewhere else')
  await endSession(tenant, oneTarget)
  await page.keyboard.press('Control+s')
  await expect(dialog(page)).toBeVisible()
  await expect(dialog(page).getByRole('button', { name: 'Sign in' })).toBeFocused()
  // The sign-in service still knows the person: the window comes and goes.
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  await expect(location).toHaveValue('somewhere else')
  expect((await tenant.calls()).filter(({ method, status }) => method === 'PATCH' && status < 400)).toEqual(
    [],
  )

  await location.press('Control+s')
  await expect(page.getByRole('status').filter({ hasText: /\bSaved/ })).toBeVisible()
  const saved = (await tenant.calls()).filter(({ method, status }) => method === 'PATCH' && status < 400)
  expect(saved).toMatchObject([{ body: { properties: { 'Target.Location': 'somewhere else' } } }])

  // Or it is left: here, and at the sign-in service, which knows nobody any more.
  // What is fetched ahead after it meets it.
  await endSession(tenant, 'skip=100&')
  await pagination(page).getByRole('button', { name: 'Next page' }).click()
  await dialog(page).getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You have signed out.')).toBeVisible()
  // By way of the sign-in service.
  await expect(page).toHaveURL('/')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByLabel('Password')).toBeVisible()
})

test('where no window may open, the page goes to sign in and comes back', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(...refusals)
  await page.addInitScript(() => {
    window.open = () => null
  })
  await signIn('operator', list)
  await expect(pagination(page)).toContainText('1–50 of 412')
  await endSession(tenant, 'state=Completed')
  await page.getByLabel('State').selectOption('Completed')
  await dialog(page).getByRole('button', { name: 'Sign in' }).click()
  // Behind the dialog it was hidden: this is the page that came back.
  await expect(page.getByRole('table', { name: 'Targets' })).toBeVisible()
  await expect(pagination(page)).toContainText('1–50 of 412')
  await expect(page).toHaveURL(/condition=Failure&take=50&state=Completed$/)
  await expect(dialog(page)).toHaveCount(0)
})

test('where another person signs in, nothing of the former one stays', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(...refusals)
  await signIn('operator', list)
  await expect(pagination(page)).toContainText('1–50 of 412')
  await endSession(tenant, oneTarget)
  await page.getByRole('link', { name: /^\d+$/ }).first().click()
  await expect(dialog(page)).toBeVisible()
  await page.context().clearCookies()
  const opening = page.waitForEvent('popup')
  await dialog(page).getByRole('button', { name: 'Sign in' }).click()
  await enterAs(await opening, tenant.account('viewer'), 'viewer')

  await expect(page.getByRole('button', { name: 'Viewer' })).toBeVisible()
  await expect(page).toHaveURL('/')
  await expect(page.getByRole('table')).toHaveCount(0)
  await expect(dialog(page)).toHaveCount(0)
  const kept = await page.evaluate(() => JSON.stringify(sessionStorage))
  expect(kept).toContain(tenant.account('viewer'))
  expect(kept).not.toContain(tenant.account('operator'))
})

test('a closed window or a refusal there can be tried again', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(...refusals)
  await signIn('operator', list)
  await expect(pagination(page)).toContainText('1–50 of 412')
  await endSession(tenant, oneTarget)
  await page.getByRole('link', { name: /^\d+$/ }).first().click()
  await page.context().clearCookies()
  const button = dialog(page).getByRole('button', { name: 'Sign in' })
  const first = page.waitForEvent('popup')
  await button.click()
  await (await first).close()
  await expect(dialog(page)).toContainText('press “Sign in” once more')
  const second = page.waitForEvent('popup')
  await button.click()
  await enterAs(await second, tenant.account('operator'), 'operator')
  await expect(panel(page)).toContainText('1 of 412')
})

test('a sign-in service that is down for a while signs nobody out', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/\/token/, /503/)
  await page.clock.install()
  await signIn('operator', list)
  await expect(pagination(page)).toContainText('1–50 of 412')
  const before = await session(page)
  const calls = tokenCalls(page)
  await tenant.fault({ system: 'oidc', path: '^/token$', kind: 'status', status: 503, times: 0 })
  await timePasses(page, '09:05')
  await expect.poll(() => calls.length).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(pagination(page)).toContainText('51–100 of 412')
  await expect(page.getByRole('table', { name: 'Targets' })).toHaveAttribute('aria-busy', 'false')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await tenant.allIsWell()
  // Longer than any pause that fits before the token ends.
  await timePasses(page, '00:21')
  await expect.poll(() => session(page)).not.toBe(before)
  const { length } = calls

  // Past the end of the first token.
  await timePasses(page, '01:00')
  await page.getByLabel('State').selectOption('Completed')
  await expect(page).toHaveURL(/state=Completed/)
  await expect(pagination(page)).toContainText('1–50 of 412')
  await expect(dialog(page)).toHaveCount(0)
  expect(calls).toHaveLength(length)
})

test('a token that ended while the sign-in service was down is a message, not the end', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/\/token/, /503/)
  await page.clock.install()
  await signIn('operator', list)
  await expect(pagination(page)).toContainText('1–50 of 412')
  await tenant.fault({ system: 'oidc', path: '^/token$', kind: 'status', status: 503, times: 0 })
  await timePasses(page, '11:00')
  await page.getByLabel('State').selectOption('Completed')
  await expect(page.getByRole('alert')).toContainText('Your session could not be renewed.')
  await expect(dialog(page)).toHaveCount(0)
  await tenant.allIsWell()
  await timePasses(page, '00:06')
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  await expect(pagination(page)).toContainText('1–50 of 412')
})

test('a copied tab does not end the session of the tab it was copied from', async ({ page, signIn }) => {
  await page.clock.install()
  await signIn('operator', list)
  await expect(pagination(page)).toContainText('1–50 of 412')
  const opening = page.waitForEvent('popup')
  await page.evaluate(() => void window.open(location.href))
  const copy = await opening
  await expect(copy.getByRole('button', { name: 'Operator' })).toBeVisible()
  const calls = [tokenCalls(page), tokenCalls(copy)] as const
  const before = await session(page)

  await timePasses(page, '09:05')
  await expect.poll(() => session(page)).not.toBe(before)
  expect(calls[0]).toEqual(['refresh_token'])
  await timePasses(page, '01:00')
  await expect(dialog(copy)).toBeVisible()
  expect(calls[1]).toEqual([])
  await copy.close()
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(pagination(page)).toContainText('51–100 of 412')
  await expect(page.getByRole('table', { name: 'Targets' })).toHaveAttribute('aria-busy', 'false')
  await expect(dialog(page)).toHaveCount(0)
})
