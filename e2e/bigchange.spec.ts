import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { tabTo } from './tab-to.ts'

const formOf = (page: Page) => page.getByRole('form', { name: 'Edit job' })
const field = (page: Page, name: string) => formOf(page).getByLabel(name, { exact: true })
const button = (page: Page, name: string) => formOf(page).getByRole('button', { name })
const review = (page: Page) => page.getByRole('dialog', { name: 'Review changes' })
const status = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text })
const row = (page: Page, term: string) =>
  page
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${term}$`) })
    .locator('xpath=..')

test('a job is found by its reference, or page by page among those that share one', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator')
  await page.getByRole('link', { name: 'BigChange' }).click()
  await expect(page.getByText('BigChange lists no jobs without a filter')).toBeVisible()
  const box = page.getByRole('textbox', { name: 'Open a job' })
  await box.fill(tenant.reference('ROUND-2026'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: 'Jobs' }).getByRole('rowheader')).toHaveCount(25)
  const pages = page.getByRole('navigation', { name: 'Pagination' })
  await expect(pages.getByText('1–25', { exact: true })).toBeVisible()
  await look()
  await pages.getByRole('button', { name: 'Next page' }).click()
  await expect(pages.getByText('26–50', { exact: true })).toBeVisible()
  await pages.getByRole('button', { name: 'Next page' }).click()
  await expect(pages.getByText('51–60', { exact: true })).toBeVisible()
  await expect(pages.getByRole('button', { name: 'Next page' })).toBeDisabled()
  await expect(page).toHaveURL(/reference=ROUND-2026[^&]*&page=3$/)
  await page.reload()
  await expect(page.getByRole('rowheader')).toHaveCount(10)

  // What is found after the page was left opens nothing.
  await tenant.fault({
    system: 'bigchange',
    path: 'HS-2026-0193',
    kind: 'hold',
  })
  const late = page.waitForResponse(/HS-2026-0193/)
  await box.fill(tenant.reference('HS-2026-0193'))
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Activity' }).click()
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible()
  await tenant.allIsWell()
  await (await late).finished()
  await page.getByRole('link', { name: 'BigChange' }).click()
  await expect(page.getByText('BigChange lists no jobs without a filter')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible()
  await page.goForward()

  await box.fill(tenant.reference('HS-2026-0193'))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/bigchange/jobs/${tenant.bigChangeId(214_503_377)}`)
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('on the device')
  await expect(row(page, 'Contact person')).toContainText('@example.com')
  await tenant.changeBigChangeJob(tenant.bigChangeId(214_503_377), { orderNumber: 'PO-NEW' })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(row(page, 'Order number')).toContainText('PO-NEW')
  await expect(row(page, 'Parking on site')).toContainText('Yes')
  await expect(row(page, 'Permit expiry')).toContainText('Not set')
  await expect(row(page, 'Planned duration')).toContainText('1 h 30 min')
  await look()
  const calls = await tenant.calls()
  expect(calls.filter(({ path }) => /\/v1\/jobs(\?|$)/.test(path) && !path.includes('reference='))).toEqual(
    [],
  )
})

test('all of a job that was not started is edited, seen before it is sent, read again and undone', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  const id = tenant.bigChangeId(214_503_377)
  await signIn('operator', `/bigchange/jobs/${id}`)
  await expect(page.getByRole('heading', { name: `BigChange job ${id}` })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeVisible()
  await page.keyboard.press('e')
  await expect(field(page, 'plannedDuration')).toHaveValue('90')
  await button(page, 'Save').click()
  await expect(status(page, 'Nothing has changed.')).toBeVisible()

  await tabTo(field(page, 'plannedDuration'))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('2 h 15')
  await field(page, 'reference').fill('')
  await field(page, 'orderNumber').fill('PO-9')
  await field(page, 'personId').selectOption({ label: 'Leo Marsh, Caretaker' })
  await field(page, 'description').fill('Service both boilers.\nKey at the desk.')
  await field(page, 'Site access').fill('')
  await field(page, 'Parking on site').selectOption('No')
  await field(page, 'Permit expiry').fill('2026-12-24')
  await field(page, 'Number of boilers').fill('3')
  await field(page, 'Gas pressure (mbar)').fill('20.50')
  await field(page, 'Access hours').selectOption('Any time')
  await expect(field(page, 'Safety notice')).toBeDisabled()
  await formOf(page).getByRole('checkbox', { name: 'Notes for the engineer: not set' }).check()
  await field(page, 'Earliest arrival').fill('09:15')
  await field(page, 'Preferred engineer').fill(tenant.bigChangeId(61_233))
  await look()
  await page.keyboard.press('Enter')
  const person = review(page).getByRole('region', { name: 'personId' })
  await expect(person.getByRole('definition')).toHaveText(['Dana Whitlock', 'Leo Marsh, Caretaker'])
  const duration = review(page).getByRole('region', { name: 'plannedDuration' })
  await expect(duration.getByRole('definition')).toHaveText(['1 h 30 min', '2 h 15 min'])
  const access = review(page).getByRole('region', { name: 'Site access' })
  await expect(access.getByRole('definition')).toHaveText(['Rear gate', 'Empty text'])
  // A part of its own, which comes a little later.
  await expect(review(page).getByRole('switch', { name: 'Show unchanged lines' }).first()).toBeVisible()
  await look()
  expect(await tenant.writes()).toEqual([])

  await review(page).getByRole('button', { name: 'Save' }).click()
  // The offer to undo stays for as long as the pointer is on it.
  await status(page, /\bSaved/).hover()
  await expect(page).toHaveURL(`/bigchange/jobs/${id}`)
  await expect(row(page, 'Planned duration')).toContainText('2 h 15 min')
  await expect(row(page, 'Contact person')).toContainText('Leo Marsh')
  await expect(row(page, 'Reference')).toContainText('Not set')
  await expect(row(page, 'Notes for the engineer')).toContainText('Not set')
  await expect(row(page, 'Site access')).toContainText('Empty text')
  const custom = (seeded: number, value: string | null) => ({
    definitionId: Number(tenant.bigChangeId(seeded)),
    value,
  })
  const [write, ...more] = await tenant.writes()
  expect(more).toEqual([])
  expect(write).toMatchObject({ method: 'PATCH', path: `/v1/jobs/${id}`, status: 204 })
  expect(write?.body).toEqual({
    plannedDuration: 135,
    description: 'Service both boilers.\nKey at the desk.',
    reference: null,
    personId: expect.stringMatching(/-3c1d-4f66-8a0e-51c0f2d7e9a1$/),
    orderNumber: 'PO-9',
    customFields: [
      custom(90_211, ''),
      custom(90_212, 'false'),
      custom(90_213, '2026-12-24'),
      custom(90_214, '3'),
      custom(90_215, '20.50'),
      custom(90_216, 'Any time'),
      custom(90_218, null),
      custom(90_219, '09:15'),
      custom(90_220, tenant.bigChangeId(61_233)),
    ],
  })

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(status(page, 'Undone')).toBeVisible()
  await expect(row(page, 'Site access')).toContainText('Rear gate')
  await expect(row(page, 'Reference')).toContainText(tenant.reference('HS-2026-0193'))
  await expect(row(page, 'Planned duration')).toContainText('1 h 30 min')
})

test('a started job locks two fields; what somebody else changed is asked about; three refusals land at their fields', async ({
  page,
  signIn,
  tenant,
  look,
  expectFailures,
}) => {
  expectFailures(/422/)
  const started = tenant.bigChangeId(214_503_102)
  await signIn('operator', `/bigchange/jobs/${started}/edit`)
  for (const name of ['description', 'personId']) {
    await expect(field(page, name)).toBeDisabled()
    await expect(field(page, name)).toHaveAccessibleDescription(/the job has been started/)
  }
  await field(page, 'plannedDuration').fill('1:30')
  await tenant.changeBigChangeJob(started, { plannedDuration: 75, orderNumber: 'PO-OTHER' })
  await button(page, 'Save').click()
  await expect(review(page)).toContainText(
    'Changed by somebody else meanwhile, not what you changed: orderNumber',
  )
  await expect(review(page)).toContainText('1 h 15 min')
  await review(page).getByRole('radio', { name: 'Keep mine' }).check()
  await review(page).getByRole('button', { name: 'Save' }).click()
  await expect(status(page, /\bSaved/)).toBeVisible()
  await expect(row(page, 'Order number')).toContainText('PO-OTHER')
  expect((await tenant.writes()).map(({ body }) => body)).toEqual([{ plannedDuration: 90 }])

  await page.goto(`/bigchange/jobs/${tenant.bigChangeId(214_503_377)}/edit`)
  await field(page, 'reference').fill(tenant.reference('HS-2026-0201'))
  await field(page, 'plannedDuration').fill('0')
  await field(page, 'Notes for the engineer').fill('long '.repeat(101))
  await button(page, 'Save').click()
  await expect(page.getByRole('alert')).toContainText('The server refused the request as invalid')
  await expect(page.getByRole('alert')).not.toContainText('reference')
  await expect(field(page, 'plannedDuration')).toBeFocused()
  await expect(field(page, 'plannedDuration')).toHaveAccessibleDescription(/at least 1 minute/)
  await expect(field(page, 'reference')).toHaveAccessibleDescription(/Another job has this reference/)
  await expect(field(page, 'Notes for the engineer')).toHaveAccessibleDescription(/500 characters at most/)
  await look()
  await button(page, 'Discard changes').click()
  await page.getByRole('button', { name: 'Discard', exact: true }).click()

  await page.goto(`/bigchange/jobs/${tenant.bigChangeId(214_503_501)}/edit`)
  await field(page, 'orderNumber').fill('')
  await button(page, 'Save').click()
  await expect(field(page, 'orderNumber')).toHaveAccessibleDescription(/An order number is required/)
  await field(page, 'orderNumber').fill('PO-88213')
})

test('who may only look gets the record to be read, from the start', async ({ page, signIn, tenant }) => {
  const id = tenant.bigChangeId(214_503_377)
  await signIn('viewer', `/bigchange/jobs/${id}/edit`)
  await expect(status(page, /look at the jobs of BigChange, but not change them/)).toBeVisible()
  await expect(formOf(page)).toHaveCount(0)
  await expect(row(page, 'Site access')).toContainText('Rear gate')
  await page.getByRole('link', { name: `Back to job ${id}` }).click()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(page.getByText('jobs:write')).toBeVisible()
  expect(await tenant.writes()).toEqual([])
})

test('an answer that was lost: what the server holds is said, and nothing is done twice', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/PATCH/, /Failed to load resource/)
  const id = tenant.bigChangeId(214_503_377)
  const [first, second] = [tenant.reference('LOST-1'), tenant.reference('LOST-2')]
  await signIn('operator', '/bigchange/jobs')
  const box = page.getByRole('textbox', { name: 'Open a job' })
  await box.fill(second)
  await page.keyboard.press('Enter')
  await expect(status(page, `No job bears the reference “${second}”.`)).toBeVisible()
  await box.fill(id)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await field(page, 'reference').fill(first)
  await tenant.fault({ system: 'bigchange', method: 'PATCH', kind: 'cutAfter', times: 1 })
  await page.keyboard.press('Control+s')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('The answer to the save was lost.')
  await expect(alert).toContainText('it holds what you typed')
  await button(page, 'Save').click()
  await expect(status(page, 'Nothing has changed.')).toBeVisible()
  expect((await tenant.writes()).map(({ body }) => body)).toEqual([{ reference: first }])

  await field(page, 'reference').fill(second)
  await tenant.fault({ system: 'bigchange', method: 'PATCH', kind: 'cut', times: 1 })
  await button(page, 'Save').click()
  await expect(alert).toContainText('it does not hold what you typed')
  await button(page, 'Save').click()
  await expect(status(page, /\bSaved/)).toBeVisible()
  await expect(row(page, 'Reference')).toContainText(second)
  // The list of before is not what is looked into.
  await page.getByRole('link', { name: 'BigChange' }).first().click()
  await box.fill(second)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/bigchange/jobs/${id}`)
})

test('a refused save keeps what was typed, the draft goes where it still can, and the log takes it back', async ({
  page,
  signIn,
  tenant,
  look,
  expectFailures,
}) => {
  expectFailures(/403/)
  const id = tenant.bigChangeId(214_503_377)
  await tenant.changeBigChangeJob(id, {
    customFields: [
      { definitionId: Number(tenant.bigChangeId(90_213)), value: '2026-12-24' },
      { definitionId: Number(tenant.bigChangeId(90_214)), value: '2' },
    ],
  })
  await tenant.fault({ system: 'bigchange', path: '/persons', kind: 'hold' })
  await signIn('operator', `/bigchange/jobs/${id}/edit`)
  // The persons are not waited for.
  const personId = field(page, 'personId')
  await expect(personId).toHaveAccessibleDescription(/are being loaded/)
  await tenant.allIsWell()
  await field(page, 'description').fill('Typed before the start.')
  await field(page, 'reference').fill('KEPT-1')
  await field(page, 'plannedDuration').fill('45')
  const permit = field(page, 'Permit expiry')
  await permit.focus()
  await page.keyboard.type('02312026')
  await page.keyboard.press('Control+s')
  await expect(permit).toHaveAccessibleDescription(/Enter a date such as/)
  await expect(permit).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.type('02282027')
  await expect(permit).toHaveValue('2027-02-28')
  await field(page, 'Number of boilers').fill('4')
  await expect(field(page, 'Number of boilers')).toHaveAttribute('aria-required', 'true')
  expect(await tenant.writes()).toEqual([])
  await expect(personId).toHaveAccessibleDescription(/With none, BigChange puts/)

  await page.getByRole('link', { name: 'Activity' }).click()
  const leaving = page.getByRole('alertdialog', { name: 'Leave without saving?' })
  await leaving.getByRole('button', { name: 'Stay' }).click()
  await tenant.fault({ system: 'bigchange', method: 'PATCH', kind: 'status', status: 403, times: 1 })
  await button(page, 'Save').click()
  await expect(page.getByRole('alert')).toContainText('You are not allowed to do this')
  await expect(field(page, 'description')).toHaveValue('Typed before the start.')
  await tenant.changeBigChangeJob(id, { status: 'started' })
  await button(page, 'Save').click()
  await expect(page.getByRole('alert')).toContainText('Nothing was sent.')
  await expect(field(page, 'description')).toHaveAccessibleDescription(/the job has been started/)
  expect((await tenant.writes()).map(({ status }) => status)).toEqual([403])

  await page.reload()
  const offer = status(page, 'A draft that was not saved')
  await expect(offer).toContainText('It was changed since.')
  await expect(offer).not.toContainText('version')
  await page.getByRole('button', { name: 'Restore draft' }).click()
  await expect(status(page, 'Not restored')).toContainText('description: Typed before the start.')
  await expect(field(page, 'description')).toBeDisabled()
  await expect(field(page, 'description')).not.toHaveValue(/Typed/)
  await expect(permit).toHaveValue('2027-02-28')
  await page.setViewportSize({ width: 1280, height: 400 })
  await button(page, 'Review changes').click()
  await expect(review(page).getByRole('region', { name: 'Permit expiry' })).toBeVisible()
  await look()
  await review(page).getByRole('button', { name: 'Save' }).click()
  await expect(row(page, 'Reference')).toContainText('KEPT-1')

  await page.getByRole('link', { name: 'Activity' }).click()
  const entry = page.getByRole('listitem').filter({ hasText: `Edited BigChange job ${id}` })
  await entry.first().getByRole('button', { name: 'Undo' }).click()
  await expect(status(page, 'Undone')).toBeVisible()
  await page.goto(`/bigchange/jobs/${id}`)
  await expect(row(page, 'Reference')).toContainText(tenant.reference('HS-2026-0193'))
  await expect(row(page, 'Permit expiry')).toContainText('2026-12-24')
})
