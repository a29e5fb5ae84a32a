import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'

const dark = 'rgb(13, 14, 17)'
const light = 'rgb(250, 250, 251)'
const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)

test('the theme follows the system until somebody chooses, and then the choice stays', async ({
  page,
  signIn,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await signIn('operator')
  expect(await ground(page)).toBe(dark)
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await ground(page)).toBe(light)
  await page.getByRole('radio', { name: 'Dark theme' }).check({ force: true })
  expect(await ground(page)).toBe(dark)
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Dark theme' })).toBeChecked()
  expect(await ground(page)).toBe(dark)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('system theme')
  await page.keyboard.press('Enter')
  await expect.poll(() => ground(page)).toBe(light)
})

test('a chosen theme is there before the app is: no flash', async ({
  page,
  signIn,
  context,
  expectFailures,
}) => {
  expectFailures(/ERR_BLOCKED_BY_CLIENT/, /failed: GET .*\/assets\/.*\.js$/)
  await page.emulateMedia({ colorScheme: 'light' })
  await signIn('operator')
  await page.getByRole('radio', { name: 'Dark theme' }).check({ force: true })
  const browser = await context.newCDPSession(page)
  await browser.send('Network.enable')
  // Nothing of the app arrives: what is seen is the document alone.
  await browser.send('Network.setBlockedURLs', { urls: ['*/assets/*.js'] })
  await page.reload()
  await expect(page.getByText('Jobs console')).toBeVisible()
  await expect(page.getByRole('main')).toBeHidden()
  expect(await ground(page)).toBe(dark)
  await browser.send('Network.setBlockedURLs', { urls: [] })
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Open a job' })).toBeVisible()
  expect(await ground(page)).toBe(dark)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`on a phone, ${colorScheme}: every page fits, reads well and can be used`, async ({
    page,
    signIn,
    look,
  }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 390, height: 844 })
    await signIn('operator')
    const fits = async () => {
      await look()
      const { width, seen } = await page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        seen: innerWidth,
      }))
      expect(width, page.url()).toBeLessThanOrEqual(seen)
    }
    await fits()
    await page.getByRole('textbox', { name: 'Open a job' }).fill('39596')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(page.getByText('9,588 done, 412 failed (4.1%)')).toBeVisible()
    await expect(page.getByText('MassEditJobDescription', { exact: true })).toBeVisible()
    await fits()

    await page.getByRole('link', { name: 'Causes of failure' }).click()
    await expect(page.getByText(/^412 failed targets by 5 causes/)).toBeVisible()
    await page.getByRole('table', { name: 'Causes' }).getByRole('link').first().click()
    await expect(page.getByRole('region', { name: 'Targets of this cause' })).toBeVisible()
    await fits()
    await page.goBack()
    await page.goBack()

    await page.getByRole('link', { name: 'Failed targets (412)' }).click()
    const pagination = page.getByRole('navigation', { name: 'Pagination' })
    await expect(pagination).toContainText('1–25 of 412')
    await page.getByRole('button', { name: 'Next page' }).click()
    await expect(pagination).toContainText('26–50 of 412')
    await fits()
    const row = page.getByRole('row').nth(1)
    await row.getByRole('cell').last().scrollIntoViewIfNeeded()
    await expect(row.getByRole('link')).toBeInViewport()
    await page.getByRole('button', { name: 'View' }).click()
    const view = page.getByRole('group', { name: 'View' })
    await expect(view).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('Escape')
    await expect(view).toBeHidden()

    await row.getByRole('link').click()
    const panel = page.getByRole('complementary')
    await expect(panel).toContainText('26 of 412')
    expect(await panel.boundingBox()).toMatchObject({ x: 0, width: 390 })
    await expect(page.getByRole('table', { name: 'Targets' })).toBeHidden()
    const heading = await panel.getByRole('heading', { level: 2 }).boundingBox()
    expect(heading?.height, 'the heading is one line').toBeLessThan(30)
    await expect(panel.getByRole('button', { name: 'Retry' })).toBeInViewport({ ratio: 1 })
    await fits()
    await panel.getByRole('button', { name: 'Close' }).click()
    await expect(page.getByRole('table', { name: 'Targets' })).toBeVisible()

    await page.getByRole('button', { name: 'Open a job' }).click()
    await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeInViewport({ ratio: 1 })
    await fits()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('Escape')
  })

test('palette and shortcuts: by keys alone, and single keys can be turned off', async ({
  page,
  signIn,
  look,
}) => {
  await signIn('operator', '/jobs/39596/targets?condition=Failure')
  const pagination = page.getByRole('navigation', { name: 'Pagination' })
  await expect(pagination).toContainText('1–25 of 412')
  await page.keyboard.press('?')
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(shortcuts.getByText('Next page').locator('..')).toContainText(']')
  await look()
  await page.keyboard.press(']')
  await page.keyboard.press('Tab')
  await shortcuts.getByRole('switch', { name: 'Shortcuts of a single key' }).press('Space')
  await page.keyboard.press('Escape')
  await expect(shortcuts).toBeHidden()
  await page.keyboard.press(']')
  await page.keyboard.press('?')
  // What is typed before the palette's code has been fetched is not lost.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('overview')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(palette.getByRole('combobox')).toHaveValue('overview')
  await expect(palette.getByRole('option')).toHaveText(['Overview of job 39596'])
  await expect(shortcuts).toBeHidden()
  await expect(page).toHaveURL('/jobs/39596/targets?condition=Failure')
  await look()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Job 39596' })).toBeFocused()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('nothing of this kind')
  await expect(palette.getByText('Nothing matches. A job id is a whole number.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
})
