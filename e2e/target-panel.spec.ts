import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'

const failed = '/jobs/39596/targets?condition=Failure'
/** Until it is told to go on. */
const workerWaits = { workerPickUpMs: 3_600_000, workerTakesMs: 3_600_000 }
const panelOf = (page: Page) => page.getByRole('complementary')
const link = (page: Page, place: number) => page.getByRole('rowheader').nth(place).getByRole('link')

test('the panel opens over the list, walks through it across pages, and gives the focus back', async ({
  page,
  signIn,
}) => {
  await signIn('operator', `${failed}&take=10`)
  await link(page, 8).click()
  const panel = panelOf(page)
  await expect(panel).toContainText('9 of 412')
  await expect(panel.getByRole('heading', { level: 2 })).toBeFocused()
  await expect(page.getByRole('table', { name: 'Targets' })).toBeVisible()

  await page.keyboard.press('j')
  await expect(panel).toContainText('10 of 412')
  await page.keyboard.press('j')
  await expect(panel).toContainText('11 of 412')
  await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('11–20 of 412')
  await expect(page).toHaveURL(/\?condition=Failure&take=10&skip=10$/)
  await page.keyboard.press('k')
  await expect(panel).toContainText('10 of 412')
  await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('1–10 of 412')

  await page.reload()
  await expect(panel).toContainText('10 of 412')
  await expect(page.getByRole('table', { name: 'Targets' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(link(page, 9)).toBeFocused()
  await expect(page).toHaveURL(`${failed}&take=10`)

  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(panel).toContainText('9 of 412')
  await panel.getByRole('button', { name: 'Next target' }).click()
  await expect(panel).toContainText('10 of 412')
  await panel.getByRole('button', { name: 'Close' }).click()
  await expect(link(page, 9)).toBeFocused()
})

test('the ends of the list are ends', async ({ page, signIn }) => {
  await signIn('operator', `${failed}&skip=400`)
  await link(page, 11).click()
  await expect(panelOf(page)).toContainText('412 of 412')
  await expect(panelOf(page).getByRole('button', { name: 'Next target' })).toBeDisabled()
  await page.goto(failed)
  await link(page, 0).click()
  await expect(panelOf(page)).toContainText('1 of 412')
  await expect(panelOf(page).getByRole('button', { name: 'Previous target' })).toBeDisabled()
})

test('from a bare link it is a page, and stays one', async ({ page, signIn }) => {
  await signIn('operator', '/jobs/39596/targets/2000079?condition=Failure')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Target 2000079')
  await expect(page).toHaveTitle(/Target 2000079/)
  await expect(page.getByText('1 of 412')).toBeVisible()
  await expect(page.getByRole('table')).toBeHidden()
  await page.keyboard.press('j')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Target 2000080')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Target 2000080')
  await expect(panelOf(page)).toBeHidden()
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Targets' }).click()
  await expect(page).toHaveURL(failed)
})

test('the error comes first and can be copied, then every property, relations and the raw JSON', async ({
  page,
  signIn,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn('operator', failed)
  await page.getByRole('row').filter({ hasText: 'timed out' }).first().getByRole('link').click()
  const panel = panelOf(page)
  const message = panel.getByText(/^The operation timed out after/)
  const text = (await message.textContent()) ?? ''
  expect((await message.boundingBox())?.y).toBeLessThan(
    (await panel.getByText('Location').boundingBox())?.y ?? 0,
  )
  // It is said for three seconds.
  await Promise.all([
    expect(panel.getByText('Copied')).toBeVisible(),
    panel.getByRole('button', { name: 'Copy message' }).click(),
  ])
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)

  await expect(panel.getByText('Started', { exact: true }).locator('..')).toContainText(/AM · .* UTC/)
  await expect(panel.getByRole('textbox', { name: 'Target.Data' })).toContainText('"type": "Web"')
  await expect(panel.getByText('Target.Priority').locator('..')).toContainText(/\d/)
  await expect(panel.getByRole('region', { name: 'Relations' })).toContainText(/TargetToAsset\s*parent \d+/)
  await panel.getByText('Links', { exact: true }).click()
  await panel.getByRole('button', { name: 'Copy link self' }).click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/\/api\/entities\/\d+$/)
  await panel.getByText('Raw JSON', { exact: true }).click()
  const raw = panel.getByRole('textbox', { name: 'Raw JSON' })
  await expect(raw).toContainText('"identifier"')
  await expect(raw).toContainText(/"id": "?\d+/)
})

test('texts are shown in the cultures that the address names', async ({ page, signIn, tenant }) => {
  await signIn('operator', '/jobs/39608/targets/2108001?cultures=en-US&cultures=nl-NL')
  const title = page.getByText('Target.Title', { exact: true }).locator('..')
  await expect(title).toContainText('en-US Press photo 1')
  await expect(title).toContainText('nl-NL Persfoto 1')
  await page.goto('/jobs/39608/targets/2108001?cultures=nl-NL')
  await expect(title).toContainText('nl-NL Persfoto 1')
  await expect(title).not.toContainText('Press photo')
  const reads = (await tenant.calls()).filter(({ path }) => path.includes('/targets/2108001'))
  expect(reads.map(({ path }) => path.split('?')[1])).toEqual([
    'cultures=en-US&cultures=nl-NL',
    'cultures=nl-NL',
  ])

  await page.goto('/jobs/39608/targets/2108001?cultures=english!')
  const correction = page.getByText('“cultures” names something that is no culture; it is left out.')
  await expect(correction).toBeVisible()
  await page.keyboard.press('e')
  await expect(page.getByRole('form', { name: 'Edit target' })).toBeVisible()
  await expect(correction).toBeVisible()
})

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

test('hostile texts are texts: nothing runs and nothing breaks', async ({ page, signIn }) => {
  await signIn('operator', '/jobs/39606')
  await expect(page.getByText('<img src=x onerror="document.title=1">').first()).toBeVisible()
  await page.getByRole('link', { name: 'Targets', exact: true }).click()
  await expect(page.getByRole('cell', { name: /^<script>document\.title/ }).first()).toBeVisible()
  await expect(page.getByRole('rowheader')).toHaveCount(20)
  expect(await fits(page)).toBe(true)
  await link(page, 0).click()
  for (let place = 1; place <= 20; place += 1) {
    const panel = panelOf(page)
    await expect(panel).toContainText(`${place} of 20`)
    await expect(panel.getByText('Target.Scope')).toBeAttached()
    await expect(page).toHaveTitle(new RegExp(`^Target ${2106000 + place} `))
    expect(await fits(page), `target ${place}`).toBe(true)
    await page.keyboard.press('j')
  }
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
})

test('10,000 characters without a space fit a phone, and so does hostile data', async ({ page, signIn }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn('operator', '/jobs/39606/targets/2106006')
  await expect(page.getByText(/^x{10000}$/).first()).toBeVisible()
  const data = page.getByRole('region', { name: 'Target.Data' })
  await data.scrollIntoViewIfNeeded()
  await expect(data.getByRole('textbox', { name: 'Target.Data' })).toContainText('javascript:document.title=')
  expect(await fits(page)).toBe(true)
})

test('2 MiB of data: shown, searched, folded and unfolded within seconds', async ({ page, signIn }) => {
  await signIn('operator', '/jobs/39607/targets/2107001')
  const data = page.getByRole('region', { name: 'Target.Data' })
  const text = data.getByRole('textbox', { name: 'Target.Data' })
  await expect(text).toContainText('"asset": 32637')
  await expect(text).toContainText('14,150 items')

  await data.getByRole('button', { name: 'Search', exact: true }).click()
  const find = data.getByRole('searchbox', { name: 'Find' })
  await find.fill('"frame": 14149')
  await expect(data.getByText('1 match', { exact: true })).toBeVisible({ timeout: 5_000 })
  await find.press('Enter')
  await expect(text.getByText('"frame": 14149')).toBeVisible({ timeout: 5_000 })
  await find.press('Escape')
  await expect(find).toBeHidden()

  await data.getByRole('button', { name: 'Fold all', exact: true }).click()
  await expect(text.getByText('"frame"')).toHaveCount(0)
  await data.getByRole('button', { name: 'Unfold all' }).click()
  await page.keyboard.press('Tab')
  await expect(
    text.getByText('"frame": 0', { exact: false }).or(text.getByText('"frame": 14149')).first(),
  ).toBeVisible()
  // Only what is in sight is in the document.
  expect(await text.locator('.cm-line').count()).toBeLessThan(300)
})

test('Retry: what was lost on its way is said, and the panel shows how it goes on', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/50[24]/)
  await tenant.change(workerWaits)
  await signIn('operator', failed)
  const id = await page
    .getByRole('row')
    .filter({ hasText: 'timed out' })
    .getByRole('link')
    .first()
    .innerText()
  await page.goto(`/jobs/39596/targets?skip=${Number(id) - 2000004}&take=10`)
  const row = page.getByRole('row').filter({ hasText: id })
  await row.getByRole('link').click()
  const panel = panelOf(page)
  const outcome = panel.getByRole('status').filter({ hasText: 'State:' })
  await expect(outcome).toContainText('Failure')
  await tenant.fault({ kind: 'cut', method: 'PATCH' })
  await panel.getByRole('button', { name: 'Retry' }).click()
  const alert = panel.getByRole('alert')
  await expect(alert).toContainText('The answer to the retry was lost.')
  await expect(alert).toContainText('The server was asked again: the target has not changed.')
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('status').filter({ hasText: /Target \d+ will be run again/ })).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Retry' })).toBeDisabled()
  await expect(alert).toBeHidden()
  await expect(outcome).toContainText('Pending')
  await tenant.workGoesOn('39596')
  await expect(outcome).toContainText('In progress')
  await expect(row).toContainText('In progress')
  await tenant.workGoesOn('39596')
  await expect(outcome).toContainText('Success')
  await expect(row).toContainText('Success')
  await expect(panel.getByRole('button', { name: 'Retry' })).toBeEnabled()
  const done = (await tenant.writes()).filter(({ status }) => status === 204)
  expect(done.map(({ body }) => body)).toEqual([
    {
      properties: {
        'Target.State': { identifier: 'Pending' },
        'Target.Condition': { identifier: 'Pending' },
      },
    },
  ])
})

test('Retry of what fails again: the list says that it has changed, and has it again', async ({
  page,
  signIn,
  tenant,
}) => {
  await tenant.change(workerWaits)
  await signIn('operator', `${failed}&take=100`)
  await page.getByRole('row').filter({ hasText: 'lacks permission' }).getByRole('link').first().click()
  const panel = panelOf(page)
  await expect(panel).toContainText(/\d+ of 412/)
  const position = /\d+ of 412/.exec(await panel.innerText())?.[0] ?? ''
  await panel.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('of 411')
  await expect(panel).toContainText('No longer in this list')
  await tenant.workGoesOn('39596')
  await tenant.workGoesOn('39596')
  await expect(panel.getByRole('status').filter({ hasText: 'State:' })).toContainText('Failure')
  const show = page.getByRole('button', { name: 'Show', exact: true })
  await expect(show).toBeVisible()
  await show.click()
  await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('of 412')
  await expect(panel).toContainText(position)
})

test('Retry refused is a message in its place; the target stays as it is', async ({
  page,
  signIn,
  expectFailures,
}) => {
  expectFailures(/ 403\b/)
  await signIn('viewer', failed)
  await link(page, 0).click()
  const panel = panelOf(page)
  await panel.getByRole('button', { name: 'Retry' }).click()
  const alert = panel.getByRole('alert')
  await expect(alert).toContainText('The target could not be run again.')
  await expect(alert).toContainText("You lack permission 'Update' on entity 39596")
  await expect(panel.getByRole('button', { name: 'Retry' })).toBeEnabled()
  await expect(panel.getByRole('status').filter({ hasText: 'State:' })).toContainText('Failure')
  await page.keyboard.press('j')
  await expect(panel).toContainText('2 of 412')
  await expect(alert).toBeHidden()
})

test('a target that cannot be read is a message in the panel, and the list beside it works', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/ 500\b/)
  await signIn('operator', failed)
  await tenant.fault({ kind: 'status', status: 500, path: '/targets/\\d+', times: 0 })
  await link(page, 1).click()
  const panel = panelOf(page)
  await expect(panel.getByRole('alert')).toContainText('The target could not be loaded.')
  await link(page, 0).click()
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('Target 2000079')
  await expect(panel.getByRole('alert')).toContainText('The server failed (500).')
  await tenant.allIsWell()
  await panel.getByRole('button', { name: 'Try again' }).click()
  await expect(panel).toContainText('Asset reference is missing')
  await page.keyboard.press('j')
  await expect(panel).toContainText('2 of 412')
  await expect(panel).toContainText('Asset reference is missing')
})
