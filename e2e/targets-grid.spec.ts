import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import type { Tenant } from './tenant.ts'
import { timePasses } from './time-passes.ts'

const pagination = (page: Page) => page.getByRole('navigation', { name: 'Pagination' })
const ids = (page: Page) => page.getByRole('rowheader')
const failed = '/jobs/39596/targets?condition=Failure'

test('filters by mouse: each narrows, one button clears them all', async ({ page, signIn }) => {
  await signIn('operator', '/jobs/39596/targets?skip=50')
  await expect(pagination(page)).toContainText('51–75 of 10,000')
  await page.getByLabel('Condition').selectOption('Failure')
  await expect(page).toHaveURL(failed)
  await expect(pagination(page)).toContainText('1–25 of 412')
  await page.getByLabel('Type').selectOption('Processing')
  await expect(page).toHaveURL(`${failed}&type=Processing`)
  await expect(pagination(page)).not.toContainText('412')
  await page.getByLabel('State').selectOption('Cancelled')
  await expect(page.getByText('No targets match these filters.')).toBeVisible()
  await expect(pagination(page)).toContainText('0 of 0')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL('/jobs/39596/targets')
  await expect(pagination(page)).toContainText('1–25 of 10,000')
  await expect(page.getByRole('button', { name: 'Clear filters' })).toBeDisabled()
})

test('filters by keyboard: a choice, another value, a whole location', async ({ page, signIn }) => {
  await signIn('operator', '/jobs/39610/targets')
  const state = page.getByLabel('State')
  await expect(pagination(page)).toContainText('1–12 of 12')
  await state.focus()
  await page.keyboard.press('o')
  await expect(state).toHaveRole('textbox')
  await expect(state).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(state).toHaveRole('combobox')
  await expect(state).toBeFocused()
  await expect(page).toHaveURL('/jobs/39610/targets')

  await page.keyboard.press('o')
  await expect(state).toHaveRole('textbox')
  await page.keyboard.type('Pre_InProgress')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/jobs/39610/targets?state=Pre_InProgress')
  await expect(pagination(page)).toContainText('1–2 of 2')
  await expect(state).toBeFocused()
  await expect(state).toHaveValue('Pre_InProgress')

  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Location')).toBeFocused()
  await page.keyboard.type('frame 7')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/jobs/39610/targets?state=Pre_InProgress&location=frame+7')
  await expect(ids(page)).toHaveText(['2110008'])
  // A dialog interrupts the typing: what is half typed stays, and does not act.
  await page.getByLabel('Location').fill('frame')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('Location')).toBeFocused()
  await expect(page.getByLabel('Location')).toHaveValue('frame')
  await expect(page).toHaveURL('/jobs/39610/targets?state=Pre_InProgress&location=frame+7')
  // On nothing, as "Done" of a phone's keyboard leaves it.
  await page.getByRole('banner').click()
  await expect(page).toHaveURL('/jobs/39610/targets?state=Pre_InProgress&location=frame')
  await page.getByLabel('Location').fill(' frame')
  await page.keyboard.press('Tab')
  await expect(page).toHaveURL('/jobs/39610/targets?state=Pre_InProgress&location=+frame')
  await expect(page.getByText('No targets match these filters.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Clear filters' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/jobs/39610/targets')
  await expect(page.getByLabel('Location')).toHaveValue('')
})

test('the address is the view: reload, Back, Forward and a pasted link show the same', async ({
  page,
  signIn,
  context,
}) => {
  const address = '/jobs/39596/targets?utm=chat&condition=Failure'
  await signIn('operator', address)
  await expect(pagination(page)).toContainText('1–25 of 412')
  const first = await ids(page).allTextContents()
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page).toHaveURL(`${address}&skip=25`)
  await expect(pagination(page)).toContainText('26–50 of 412')
  await expect(page.getByRole('table', { name: 'Targets' })).toHaveAttribute('aria-busy', 'false')
  const second = await ids(page).allTextContents()
  expect(second).not.toEqual(first)

  await page.getByLabel('Rows per page').selectOption('10')
  await expect(page).toHaveURL(`${address}&take=10`)
  await expect(ids(page)).toHaveText(first.slice(0, 10))
  await page.goBack()
  await expect(ids(page)).toHaveText(second)
  await page.goBack()
  await expect(ids(page)).toHaveText(first)
  await page.goForward()
  await expect(ids(page)).toHaveText(second)
  await page.reload()
  await expect(ids(page)).toHaveText(second)
  await expect(pagination(page)).toContainText('26–50 of 412')

  const pasted = await context.newPage()
  await pasted.goto(`${address}&skip=25`)
  await pasted.getByRole('button', { name: 'Sign in' }).click()
  await expect(ids(pasted)).toHaveText(second)
  await expect(pasted).toHaveURL(`${address}&skip=25`)
})

test('the rows stay while others load, and the table says that it is busy', async ({
  page,
  signIn,
  tenant,
}) => {
  await signIn('operator', '/jobs/39596/targets')
  await expect(pagination(page)).toContainText('1–25 of 10,000')
  await tenant.fault({ kind: 'hold', path: 'condition=Failure' })
  await page.getByLabel('Condition').selectOption('Failure')
  const table = page.getByRole('table', { name: 'Targets' })
  await expect(table).toHaveAttribute('aria-busy', 'true')
  await expect(ids(page).first()).toHaveText('2000001')
  await tenant.allIsWell()
  await expect(ids(page).first()).toHaveText('2000079')
  await expect(table).toHaveAttribute('aria-busy', 'false')
})

/** How often the page that begins there was asked for. */
const askedFor = async (tenant: Tenant, skip: number) =>
  (await tenant.calls()).filter(
    ({ path }) => new URLSearchParams(path.split('?')[1]).get('skip') === `${skip}`,
  ).length

test('nothing but the first script is fetched before the first rows', async ({ page, signIn }) => {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('tbody tr')) return
      performance.mark('first rows')
      observer.disconnect()
    }).observe(document, { childList: true, subtree: true })
  })
  await signIn('operator', failed)
  await expect(page.locator('h1 + output')).toBeAttached()
  const scripts = await page.evaluate(() => {
    const [rows] = performance.getEntriesByName('first rows')
    return performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.js'))
      .map(({ name, startTime }) => ({
        name: name.replace(/.*\/(.+)-[\w-]{7}\.js$/, '$1'),
        isBefore: rows !== undefined && startTime < rows.startTime,
      }))
  })
  const before = scripts.filter(({ isBefore }) => isBefore).map(({ name }) => name)
  expect(new Set(before)).toEqual(new Set(['rolldown-runtime', 'first']))
  expect(scripts).toContainEqual({ name: 'list-changes', isBefore: false })
})

test('the next page is there before it is asked for', async ({ page, signIn, tenant }) => {
  const asked = (skip: number) => askedFor(tenant, skip)
  await signIn('operator', failed)
  await expect(pagination(page)).toContainText('1–25 of 412')
  await expect.poll(() => asked(25)).toBe(1)
  expect(await asked(50)).toBe(0)
  // Whoever asks for the page now gets no answer.
  await tenant.fault({ kind: 'hold', path: 'skip=25&' })
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(pagination(page)).toContainText('26–50 of 412')
  await expect(page.getByRole('table', { name: 'Targets' })).toHaveAttribute('aria-busy', 'false')
  await expect.poll(() => asked(50)).toBe(1)
  expect(await asked(25)).toBe(1)
})

test('the next page is not asked for twice when it is still under way', async ({ page, signIn, tenant }) => {
  await tenant.fault({ kind: 'hold', path: 'skip=25&' })
  let asked = 0
  page.on('request', (request) => {
    if (request.url().includes('skip=25&')) asked += 1
  })
  const ahead = page.waitForRequest(/skip=25&/)
  await signIn('operator', failed)
  await ahead
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(pagination(page)).toContainText('26–50 of 412')
  const table = page.getByRole('table', { name: 'Targets' })
  await expect(table).toHaveAttribute('aria-busy', 'true')
  await tenant.allIsWell()
  await expect(table).toHaveAttribute('aria-busy', 'false')
  expect(asked).toBe(1)
})

test('the page that was just left is still there', async ({ page, signIn, tenant }) => {
  await signIn('operator', failed)
  await expect(pagination(page)).toContainText('1–25 of 412')
  await expect.poll(() => askedFor(tenant, 25)).toBe(1)
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(pagination(page)).toContainText('26–50 of 412')
  await page.getByRole('button', { name: 'Previous page' }).click()
  await expect(pagination(page)).toContainText('1–25 of 412')
  await expect(page.getByRole('table', { name: 'Targets' })).toHaveAttribute('aria-busy', 'false')
  expect(await askedFor(tenant, 0)).toBe(1)
})

test('a page fetched ahead is given up when the filter changes', async ({ page, signIn, tenant }) => {
  await tenant.fault({ kind: 'hold', path: 'skip=25&' })
  const ahead = page.waitForRequest(/skip=25&/)
  await signIn('operator', '/jobs/39596/targets')
  const request = await ahead
  const [givenUp] = await Promise.all([
    page.waitForEvent('requestfailed', (one) => one === request),
    page.getByLabel('Condition').selectOption('Failure'),
  ])
  expect(givenUp.failure()?.errorText).toBe('net::ERR_ABORTED')
  await expect(pagination(page)).toContainText('1–25 of 412')
})

test('columns, density and the time zone are remembered by this browser', async ({ page, signIn, look }) => {
  await signIn('operator', failed)
  const headers = page.getByRole('columnheader')
  await expect(headers).toHaveText([
    'ID',
    'State',
    'Condition',
    'Location',
    'Message',
    'Started',
    'Completed',
    'Modified',
  ])
  const height = async () => (await page.getByRole('row').nth(1).boundingBox())?.height ?? 0
  const usual = await height()
  await page.getByRole('button', { name: 'View' }).click()
  const view = page.getByRole('group', { name: 'View' })
  await view.getByLabel('Retries').check()
  await view.getByLabel('Started').uncheck()
  await view.getByLabel('Compact rows').check()
  await view.getByLabel('en-US').uncheck()
  await expect(page).toHaveURL(`${failed}&cultures=nl-NL`)
  await expect(page.getByRole('cell', { name: 'Mislukt' }).first()).toBeVisible()
  await look()
  await view.getByLabel('en-US').check()
  await expect(page).toHaveURL(failed)
  await page.keyboard.press('Escape')
  await expect(view).toBeHidden()
  const modified = page.getByRole('row').nth(1).getByRole('cell').last()
  const here = await modified.textContent()
  await page.getByRole('button', { name: 'Operator' }).click()
  await page.getByRole('menuitem', { name: 'Time zone' }).click()
  const zones = page.getByRole('dialog', { name: 'Time zone' })
  await zones.getByLabel('Times are shown in').selectOption('Asia/Tokyo')
  await look()
  await page.keyboard.press('Escape')
  await expect(modified).not.toHaveText(here ?? '')
  const inTokyo = (await modified.textContent()) ?? ''
  await page.reload()
  await expect(modified).toHaveText(inTokyo)
  await expect(headers).toHaveText([
    'ID',
    'State',
    'Condition',
    'Location',
    'Message',
    'Retries',
    'Completed',
    'Modified',
  ])
  await expect(
    page.getByRole('row').filter({ hasText: 'timed out' }).first().getByRole('cell').nth(4),
  ).toHaveText('3')
  expect(await height()).toBeLessThan(usual)
})

test('what changed on a running job is told, and nothing moves until it is asked for', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/ 500\b/)
  const asked = async (path: RegExp) => (await tenant.calls()).filter((call) => path.test(call.path)).length
  const table = page.getByRole('table', { name: 'Targets' })
  const row = (id: string) => page.getByRole('row').filter({ hasText: id })
  const place = () => row('1930001').boundingBox()
  const show = page.getByRole('button', { name: 'Show', exact: true })
  await tenant.change({ liveJobs: false })
  await tenant.fault({ kind: 'status', status: 500, path: '^/api/v2/jobs/39309' })
  await page.clock.install()
  await signIn('operator', '/jobs/39309/targets')
  await expect(pagination(page)).toContainText('1–25 of 1,500')
  await expect(page.getByText('Changes are not followed: The server failed (500).')).toBeVisible()
  const [before, firstPlace] = [await table.innerText(), await place()]
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Changes are not followed')).toBeHidden()
  // The job is there: it is among those that this browser has seen.
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('39309')

  // The list is not read while the job is as it was: this page of it and the next were.
  const lists = 2
  await expect.poll(() => asked(/\/targets\?/)).toBe(lists)
  const jobs = await asked(/^\/api\/v2\/jobs/)
  await timePasses(page, 21_000)
  await expect.poll(() => asked(/^\/api\/v2\/jobs/)).toBe(jobs + 1)
  expect(await asked(/\/targets\?/)).toBe(lists)

  // But once a minute: not everything that becomes of a target moves its job.
  await tenant.changeTarget('39309', '1930002', { 'Target.StateDescription': 'Somebody has been here' })
  await timePasses(page, 61_000)
  await expect(page.getByText('1 changed')).toBeVisible()

  // The last change is told too, when the job is finished.
  await tenant.changeTarget('39309', '1930004', { 'Target.StateDescription': 'And here' })
  await tenant.changeJob('39309', 'Completed', 'Success')
  await timePasses(page, 21_000)
  await expect(page.getByText('2 changed')).toBeVisible()
  expect(await table.innerText()).toBe(before)
  expect(await place()).toEqual(firstPlace)
  await show.click()
  await expect(row('1930002')).toContainText('Somebody has been here')
  await expect(row('1930004')).toContainText('And here')
  await expect(show).toBeHidden()
  expect(await place()).toEqual(firstPlace)

  const all = await asked(/^/)
  await timePasses(page, 120_000)
  expect(await asked(/^/)).toBe(all)
})

test('past the end: says so and offers the last page', async ({ page, signIn, tenant }) => {
  await signIn('operator', `${failed}&skip=5000`)
  await expect(page.getByText('This page starts at 5,001, but there are only 412 targets.')).toBeVisible()
  await expect(pagination(page)).toContainText('0 of 412')
  await page.getByRole('button', { name: 'Go to the last page' }).click()
  await expect(page).toHaveURL(`${failed}&skip=400`)
  await expect(pagination(page)).toContainText('401–412 of 412')
  await expect(page.getByRole('button', { name: 'Next page' })).toBeDisabled()
  await page.getByRole('button', { name: 'Previous page' }).click()
  await expect(pagination(page)).toContainText('376–400 of 412')
  await page.getByRole('button', { name: 'Next page' }).press('Enter')
  await expect(pagination(page)).toContainText('401–412 of 412')
  await expect(page.getByRole('button', { name: 'Next page' })).toBeFocused()
  await page.goto(`${failed}&skip=5000`)
  await page.getByRole('button', { name: 'Previous page' }).click()
  await expect(page).toHaveURL(`${failed}&skip=400`)

  // The end of nothing, and one that nobody knows.
  await page.goto('/jobs/39596/targets?state=Cancelled&skip=50')
  await expect(page.getByText('This page starts at 51, but there is nothing.')).toBeVisible()
  await page.getByRole('button', { name: 'Go to the first page' }).click()
  await expect(page).toHaveURL('/jobs/39596/targets?state=Cancelled')
  await expect(page.getByText('No targets match these filters.')).toBeVisible()
  await tenant.fault({
    kind: 'status',
    status: 200,
    path: 'skip=900',
    body: { items: [], total_items: null },
  })
  await page.goto('/jobs/39596/targets?skip=900')
  await expect(page.getByText('This page starts at 901, but there is nothing.')).toBeVisible()
  await page.getByRole('button', { name: 'Go to the first page' }).click()
  await expect(page).toHaveURL('/jobs/39596/targets')
  await expect(pagination(page)).toContainText('1–25 of 10,000')
})

test('a mistyped address is shown as far as it goes, with a note', async ({ page, signIn, tenant }) => {
  await signIn('operator')
  for (const [search, says, skip, take] of [
    ['skip=-1', '“skip=-1” is not a whole number from 0 to 2147483647; 0 is used.', 0, 25],
    ['take=abc', '“take=abc” is not a whole number from 1 to 100; 25 is used.', 0, 25],
    ['take=5000', '“take=5000” is not a whole number from 1 to 100; 100 is used.', 0, 100],
    ['skip=99999999999', '“skip=99999999999” is not a whole number from 0 to 2147483647; 0 is used.', 0, 25],
    ['cultures=english!', '“cultures” names something that is no culture; it is left out.', 0, 25],
  ] as const) {
    const before = (await tenant.calls()).length
    await page.goto(`/jobs/39596/targets?${search}`)
    await expect(page.getByText(says)).toBeVisible()
    await expect(pagination(page)).toContainText(`1–${take} of 10,000`)
    // The page after the one before may have been asked for ahead, meanwhile.
    const lists = (await tenant.calls()).slice(before).filter(({ path }) => path.includes('/targets'))
    const asked = lists.map(({ path }) => new URLSearchParams(path.split('?')[1]))
    expect(asked.map((sent) => [sent.get('skip'), sent.get('take')])).toContainEqual([`${skip}`, `${take}`])
  }
})

test('rows and pages by keyboard', async ({ page, signIn }) => {
  await signIn('operator', failed)
  await expect(pagination(page)).toContainText('1–25 of 412')
  const link = (place: number) => ids(page).nth(place).getByRole('link')
  await link(0).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(link(2)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(link(1)).toBeFocused()
  await page.keyboard.press('End')
  await expect(link(24)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(link(24)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(link(0)).toBeFocused()

  await page.keyboard.press(']')
  await expect(pagination(page)).toContainText('26–50 of 412')
  await page.keyboard.press('[')
  await expect(pagination(page)).toContainText('1–25 of 412')
  await page.keyboard.press('[')
  await expect(page).toHaveURL(failed)
  await page.getByLabel('Location').fill(']')
  await expect(pagination(page)).toContainText('1–25 of 412')
  await expect(page.getByLabel('Location')).toHaveValue(']')
})

test('a look at the list that was under way when the job moved again is begun anew', async ({
  page,
  signIn,
  tenant,
}) => {
  const asked = async (what: RegExp) => (await tenant.calls()).filter(({ path }) => what.test(path)).length
  await tenant.change({ liveJobs: false })
  await page.clock.install()
  await signIn('operator', '/jobs/39309/targets')
  await expect(pagination(page)).toContainText('1–25 of 1,500')
  await expect.poll(() => asked(/\/targets\?/)).toBe(2)
  await expect.poll(() => asked(/^\/api\/v2\/jobs/)).toBe(1)
  await tenant.fault({ kind: 'hold', path: '/targets\\?', times: 1 })
  await tenant.changeTarget('39309', '1930002', { 'Target.StateDescription': 'Somebody has been here' })
  await tenant.changeJob('39309', 'InProgress', 'Pending')
  await timePasses(page, 21_000)
  await expect.poll(() => tenant.faultsLeft()).toEqual([])
  await tenant.changeTarget('39309', '1930004', { 'Target.StateDescription': 'And here' })
  await tenant.changeJob('39309', 'InProgress', 'Pending')
  await page.clock.fastForward(21_000)
  await expect(page.getByText('2 changed')).toBeVisible()
  await tenant.allIsWell()
})
