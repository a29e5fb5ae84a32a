import type { Page } from '@playwright/test'
import { enterAs, expect, test } from './fixture.ts'
import { tabTo } from './tab-to.ts'

const address = '/jobs/39596/targets/2000001/edit'
const apiPath = '/api/jobs/39596/targets/2000001'

const formOf = (page: Page) => page.getByRole('form', { name: 'Edit target' })
const field = (page: Page, name: string) => formOf(page).getByRole('textbox', { name })
const button = (page: Page, name: string) => formOf(page).getByRole('button', { name })
const says = (page: Page, text: string) => formOf(page).getByRole('status').filter({ hasText: text })
const review = (page: Page) => page.getByRole('dialog', { name: 'Review changes' })
const saved = (page: Page) => page.getByRole('status').filter({ hasText: /\bSaved/ })

/** Writes at the end of the first line of a JSON editor. */
async function typeIntoData(page: Page, text: string) {
  await field(page, 'Target.Data').focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('End')
  await page.keyboard.type(text)
}

test('only what was changed is sent, after a look at what was and what will be', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator', address)
  await field(page, 'Target.Location').fill('shelf 12')
  await formOf(page).getByLabel('Target.Condition').selectOption('Failure')
  await button(page, 'Review changes').click()
  const place = review(page).getByRole('region', { name: 'Target.Location' })
  await expect(place.getByRole('definition')).toHaveText(['10600', 'shelf 12'])
  const condition = review(page).getByRole('region', { name: 'Target.Condition' })
  await expect(condition.getByRole('definition')).toHaveText(['Success', 'Failure'])
  await look()
  expect(await tenant.writes()).toEqual([])

  await review(page).getByRole('button', { name: 'Save' }).click()
  await expect(saved(page)).toBeVisible()
  await expect(page).toHaveURL('/jobs/39596/targets/2000001')
  await expect(page.getByText('shelf 12')).toBeVisible()
  const properties = { 'Target.Location': 'shelf 12', 'Target.Condition': { identifier: 'Failure' } }
  expect(await tenant.writes()).toEqual([
    { method: 'PATCH', path: apiPath, status: 204, body: { properties } },
  ])
})

test('numbers that JavaScript would respell stay as they are', async ({ page, signIn, tenant }) => {
  await signIn('operator', '/jobs/39610/targets/2110001/edit')
  await expect(field(page, 'Target.Data')).toContainText('1e400')
  await typeIntoData(page, '"note": "more",')
  await button(page, 'Save').click()
  await expect(saved(page)).toBeVisible()
  expect(await tenant.callsText()).toContain(
    '"body":{"properties":{"Target.Data":{"note":"more","price":1.10,"far":1e400,"id":9007199254740993,' +
      '"minusZero":-0,"tenth":0.1000000000000000055511151231257827}}}',
  )
  const shown = page.getByRole('region', { name: 'Target.Data' })
  for (const text of ['"more"', '1.10', '1e400', '9007199254740993'])
    await expect(shown.getByText(text, { exact: true })).toBeVisible()
})

test('by keyboard alone, in a job whose id is above 2^53', async ({ page, signIn, tenant }) => {
  await signIn('operator', '/jobs/9007199254740993/targets/9007199254741003')
  await expect(page.getByRole('heading', { name: 'Target 9007199254741003' })).toBeVisible()
  await page.keyboard.press('e')
  await expect(field(page, 'Target.Location')).toBeVisible()
  await tabTo(field(page, 'Target.Location'))
  await page.keyboard.type('shelf 12')
  await page.keyboard.press('Enter')
  await expect(review(page)).toContainText('shelf 12')
  await page.keyboard.press('Escape')
  await expect(review(page)).toBeHidden()
  await tabTo(field(page, 'Target.Data'))
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('End')
  await page.keyboard.type('"by": "keyboard",')
  // While it is saved nothing can be typed: it would be in no save and in no draft.
  await tenant.fault({ kind: 'hold', method: 'PATCH' })
  await page.keyboard.press('Control+s')
  await page.keyboard.type('too late')
  await expect(button(page, 'Save')).toHaveAttribute('aria-busy', 'true')
  await expect(field(page, 'Target.Data')).toBeFocused()
  await expect(field(page, 'Target.Data')).not.toContainText('late')
  await expect(field(page, 'Target.Location')).not.toBeEditable()
  const state = formOf(page).getByLabel('Target.State', { exact: true })
  const before = await state.inputValue()
  await state.selectOption('Cancelled')
  await expect(state).toHaveValue(before)
  await tenant.allIsWell()
  await expect(saved(page)).toBeVisible()
  expect(await tenant.callsText()).toContain(
    '"PATCH","path":"/api/jobs/9007199254740993/targets/9007199254741003","status":204,"body":' +
      '{"properties":{"Target.Location":"shelf 12",' +
      '"Target.Data":{"by":"keyboard","asset":9007199254740995,"rate":1.10}}}}',
  )
})

test('JSON that is not as the settings say is told at its lines, by keyboard alone', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator', address)
  const data = field(page, 'Target.Data')
  const retype = async (text: string) => {
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText(text)
  }
  await tabTo(data)
  await retype('{\n"asset": "32001",\n"file": {\n"type": "Ftp"}\n}')
  await page.keyboard.press('Control+s')
  await expect(data).toBeFocused()
  await expect(data).toHaveAccessibleDescription(
    /Line 2: “asset”: expected number or null \(and 2 more\)\. .*F8 goes to the next error/,
  )
  await page.keyboard.press('Control+Home')
  const faults = [
    'Line 2: “asset”: expected number or null',
    'Line 3: “file.href” is missing',
    'Line 4: “file.type”: expected one of "Web"|"File"',
  ]
  for (const fault of faults) {
    await page.keyboard.press('F8')
    await expect(formOf(page).getByText(fault, { exact: true })).toBeVisible()
  }
  await look()
  expect(await tenant.writes()).toEqual([])

  await retype('{"asset": 9007199254740995,\n"file": {"type": "Web", "href": "https://files.example.com/a"}}')
  await expect(data).not.toHaveAttribute('aria-invalid')
  await page.keyboard.press('Control+s')
  await expect(saved(page)).toBeVisible()
  expect(await tenant.callsText()).toContain(
    '"Target.Data":{"asset":9007199254740995,"file":{"type":"Web","href":"https://files.example.com/a"}}',
  )
})

test('where nothing has changed, that is said and nothing is sent', async ({ page, signIn, tenant }) => {
  await signIn('operator', address)
  await button(page, 'Save').click()
  await expect(says(page, 'Nothing has changed.')).toBeVisible()
  await field(page, 'Target.Location').fill('shelf 12')
  await field(page, 'Target.Location').fill('10600')
  await button(page, 'Review changes').click()
  await expect(says(page, 'Nothing has changed.')).toBeVisible()
  // Spaces and the order of members are no change either.
  await field(page, 'Target.Data').focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('  ')
  await button(page, 'Save').click()
  await expect(says(page, 'Nothing has changed.')).toBeVisible()
  expect(await tenant.writes()).toEqual([])
})

test('bad input gets a message at its field, the first the focus, and nothing is sent', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator', '/jobs/39610/targets/2110001/edit')
  const wrong = '\n"half": ,'
  await typeIntoData(page, wrong)
  await field(page, 'Target.RetryCount').fill('1.5')
  await field(page, 'Target.StartedOn').fill('yesterday')
  await formOf(page).getByText('Other properties').click()
  await field(page, 'Target.Weight').fill('heavy')
  await formOf(page).getByText('Other properties').click()
  await button(page, 'Save').click()
  const data = field(page, 'Target.Data')
  await expect(data).toBeFocused()
  await expect(data).toHaveAttribute('aria-invalid', 'true')
  await expect(data).toHaveAccessibleDescription(/Line 2: expected a value/)
  await expect(formOf(page).getByText('Line 2: expected a value.')).toBeVisible()
  const retries = field(page, 'Target.RetryCount')
  await expect(retries).toHaveAccessibleDescription('Enter a whole number, or nothing.')
  await expect(field(page, 'Target.StartedOn')).toHaveAccessibleDescription(/Enter a time such as/)
  await look()

  // Typed on a busy machine it is several steps.
  for (const _ of wrong) await page.keyboard.press('Control+z')
  await button(page, 'Save').click()
  await expect(retries).toBeFocused()
  await retries.fill('2')
  await field(page, 'Target.StartedOn').fill('2026-11-22T09:30:00Z')
  await button(page, 'Review changes').click()
  // The wrong number stands in the part that was folded away.
  const weight = field(page, 'Target.Weight')
  await expect(weight).toBeFocused()
  await expect(weight).toHaveAccessibleDescription(/Enter a number/)
  expect(await tenant.writes()).toEqual([])

  await weight.fill('2.500')
  await button(page, 'Save').click()
  await expect(saved(page)).toBeVisible()
  expect(await tenant.callsText()).toContain(
    '"body":{"properties":{"Target.RetryCount":2,"Target.StartedOn":"2026-11-22T09:30:00Z","Target.Weight":2.500}}',
  )
})

test('what the server refuses stands at its field, what it means no field by above the form', async ({
  page,
  signIn,
  tenant,
  expectFailures,
  look,
}) => {
  expectFailures(/40[0-9]|422/)
  await signIn('operator', address)
  const location = field(page, 'Target.Location')
  const retries = field(page, 'Target.RetryCount')
  const alert = formOf(page).getByRole('alert')
  await location.fill('shelf 12')
  await retries.fill('99999999999')
  await button(page, 'Save').click()
  await expect(retries).toBeFocused()
  await expect(retries).toHaveAccessibleDescription('Expected a whole number of 32 bits.')
  await expect(alert).toContainText('The target could not be saved.')
  await expect(location).toHaveValue('shelf 12')
  await expect(retries).toHaveValue('99999999999')
  await look()

  await retries.fill('5')
  await tenant.fault({
    kind: 'status',
    method: 'PATCH',
    status: 400,
    body: { 'Target.Location': 'There is no such shelf.', 'Target.Ghost': 'It haunts.' },
  })
  await button(page, 'Save').click()
  await expect(location).toBeFocused()
  await expect(location).toHaveAccessibleDescription('There is no such shelf.')
  await expect(retries).toHaveAccessibleDescription('')
  await expect(alert).toContainText('It haunts.')

  await tenant.fault({
    kind: 'status',
    method: 'PATCH',
    status: 422,
    body: { title: 'Unprocessable', errors: { 'properties.Target.RetryCount': ['Too', 'many.'] } },
  })
  await button(page, 'Save').click()
  await expect(retries).toBeFocused()
  await expect(retries).toHaveAccessibleDescription('Too many.')
  await expect(location).toHaveAccessibleDescription('')

  await button(page, 'Save').click()
  await expect(saved(page)).toBeVisible()
  expect((await tenant.writes()).map(({ status }) => status)).toEqual([400, 400, 422, 204])
})

test('nothing typed is lost by leaving', async ({ page, signIn }) => {
  await signIn('operator', '/jobs/39596/targets')
  await page.getByRole('rowheader').getByRole('link', { name: '2000001', exact: true }).click()
  await page.getByRole('complementary').getByRole('button', { name: 'Edit' }).click()
  const location = field(page, 'Target.Location')
  await location.fill('shelf 12')
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' })
  const leavings = [
    () => page.getByRole('link', { name: 'Jobs console' }).click(),
    () => page.goBack(),
    () => page.getByRole('complementary').getByRole('button', { name: 'Close' }).click(),
    () => page.getByRole('heading', { name: 'Edit target' }).press('Escape'),
    () => page.getByRole('link', { name: '2000002', exact: true }).click(),
  ]
  for (const leave of leavings) {
    await leave()
    await expect(question).toBeVisible()
    await question.getByRole('button', { name: 'Stay' }).click()
    await expect(question).toBeHidden()
    await expect(page).toHaveURL(/\/edit$/)
    await expect(location).toHaveValue('shelf 12')
  }

  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  expect((await asked).type()).toBe('beforeunload')
  await (await asked).dismiss()
  await expect(location).toHaveValue('shelf 12')

  await button(page, 'Discard changes').click()
  const discard = page.getByRole('alertdialog', { name: 'Discard your changes?' })
  await discard.getByRole('button', { name: 'Keep editing' }).click()
  await expect(location).toHaveValue('shelf 12')
  await button(page, 'Discard changes').click()
  await discard.getByRole('button', { name: 'Discard' }).click()
  await expect(location).toHaveValue('10600')
  await page.goBack()
  await expect(page).toHaveURL('/jobs/39596/targets/2000001')
  await page.goForward()
  await location.fill('shelf 13')
  await page.goBack()
  await question.getByRole('button', { name: 'Leave' }).click()
  await expect(page).toHaveURL('/jobs/39596/targets/2000001')
})

test('a text in two cultures is edited side by side, and the other stays', async ({
  page,
  signIn,
  tenant,
}) => {
  await signIn('operator', '/jobs/39608/targets/2108001/edit')
  await formOf(page).getByText('Other properties').click()
  await expect(field(page, 'Target.Title (en-US)')).toHaveValue('Press photo 1')
  await field(page, 'Target.Title (nl-NL)').fill('Persfoto één')
  await button(page, 'Review changes').click()
  await expect(review(page)).toContainText('whether texts in other cultures stay is not documented')
  await review(page).getByRole('button', { name: 'Save' }).click()
  await expect(saved(page)).toBeVisible()
  expect((await tenant.writes())[0]?.body).toMatchObject({
    properties: { 'Target.Title': { 'nl-NL': 'Persfoto één' } },
  })
  await expect(page).toHaveURL('/jobs/39608/targets/2108001')
  await page.reload()
  const titles = page.getByRole('list', { name: 'Target.Title' }).getByRole('listitem')
  await expect(titles).toHaveText(['en-US Press photo 1', 'nl-NL Persfoto één'])
})

test('what somebody else changed beside it is said, and stays', async ({ page, signIn, tenant }) => {
  await signIn('operator', address)
  await field(page, 'Target.Location').fill('shelf 12')
  await tenant.changeTarget('39596', '2000001', { 'Target.Priority': 7 })
  await button(page, 'Review changes').click()
  await expect(review(page)).toContainText('Changed by somebody else meanwhile')
  await expect(review(page)).toContainText('Target.Priority')
  // And one more thing at the very moment of saving.
  await tenant.fault({ kind: 'changedByOther', method: 'PATCH' })
  await review(page).getByRole('button', { name: 'Save' }).click()
  await expect(saved(page)).toContainText('Somebody else changed Target.Priority meanwhile')
  expect((await tenant.writes()).map(({ body }) => body)).toEqual([
    { properties: { 'Target.Location': 'shelf 12' } },
  ])
  await expect(page.getByText('shelf 12')).toBeVisible()
  await expect(page.getByText('Changed by somebody else at')).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: /^7$/ })).toBeVisible()
})

test('what somebody else changed too is never overwritten unasked', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator', address)
  const location = field(page, 'Target.Location')
  await location.fill('my shelf')
  await tenant.changeTarget('39596', '2000001', { 'Target.Location': 'their shelf' })
  await button(page, 'Save').click()
  const place = review(page).getByRole('region', { name: 'Target.Location' })
  await expect(place.getByRole('definition')).toHaveText(['10600', 'their shelf', 'my shelf'])
  const save = review(page).getByRole('button', { name: 'Save' })
  await expect(save).toBeDisabled()
  await look()

  await review(page).getByRole('button', { name: 'Back to editing' }).click()
  await expect(location).toHaveValue('my shelf')
  await button(page, 'Save').click()
  await place.getByRole('radio', { name: 'Keep mine' }).check()
  // They change it once more while the choice is looked at: it is asked anew.
  await tenant.changeTarget('39596', '2000001', { 'Target.Location': 'their other shelf' })
  await save.click()
  await expect(place.getByRole('definition')).toHaveText(['10600', 'their other shelf', 'my shelf'])
  await expect(save).toBeDisabled()
  expect(await tenant.writes()).toEqual([])

  await place.getByRole('radio', { name: 'Keep mine' }).check()
  await save.click()
  await expect(saved(page)).toBeVisible()
  expect((await tenant.writes()).map(({ body }) => body)).toEqual([
    { properties: { 'Target.Location': 'my shelf' } },
  ])
})

test('taking what somebody else saved sends only the rest', async ({ page, signIn, tenant }) => {
  await signIn('operator', address)
  await field(page, 'Target.Location').fill('my shelf')
  await field(page, 'Target.RetryCount').fill('5')
  await tenant.changeTarget('39596', '2000001', { 'Target.Location': 'their shelf' })
  await button(page, 'Save').click()
  await review(page).getByRole('radio', { name: 'Take theirs' }).check()
  await review(page).getByRole('button', { name: 'Save' }).click()
  await expect(saved(page)).toBeVisible()
  expect((await tenant.writes()).map(({ body }) => body)).toEqual([
    { properties: { 'Target.RetryCount': 5 } },
  ])
  await expect(page.getByText('their shelf')).toBeVisible()
})

test('a save whose answer is lost is looked after, and not done twice', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/50[0-9]/)
  await signIn('operator', address)
  const location = field(page, 'Target.Location')
  const alert = formOf(page).getByRole('alert')
  await location.fill('shelf 12')
  await tenant.fault({ kind: 'cut', method: 'PATCH' })
  await button(page, 'Save').click()
  await expect(alert).toContainText('The answer to the save was lost.')
  await expect(alert).toContainText('it does not hold what you typed')
  await expect(location).toHaveValue('shelf 12')
  expect(await tenant.writes()).toHaveLength(1)

  await tenant.fault({ kind: 'cutAfter', method: 'PATCH' })
  await button(page, 'Save').click()
  await expect(alert).toContainText('it holds what you typed')
  await expect(location).toHaveValue('shelf 12')
  await button(page, 'Save').click()
  await expect(says(page, 'Nothing has changed.')).toBeVisible()
  expect(await tenant.writes()).toHaveLength(2)
})

test('a save that the server fails to do is not repeated by itself', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/50[0-9]/)
  await signIn('operator', address)
  await field(page, 'Target.Location').fill('shelf 12')
  for (const [status, said] of [
    [500, 'The server failed (500). The save may have been carried out all the same.'],
    [503, 'The server was asked again: it does not hold what you typed.'],
    [504, 'The server took too long to answer. The save may have been carried out all the same.'],
  ] as const) {
    await tenant.fault({ kind: 'status', method: 'PATCH', status })
    await button(page, 'Save').click()
    await expect(formOf(page).getByRole('alert')).toContainText(said)
    await expect(field(page, 'Target.Location')).toHaveValue('shelf 12')
  }
  await button(page, 'Save').click()
  await expect(saved(page)).toBeVisible()
  expect((await tenant.writes()).map(({ status }) => status)).toEqual([500, 503, 504, 204])
})

test('a save is repeated with a new token, and after the pause that the server asks for', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/401|429/)
  await signIn('operator', address)
  await field(page, 'Target.Location').fill('shelf 12')
  await tenant.fault({ kind: 'expiredToken', method: 'PATCH' })
  await tenant.fault({ kind: 'rateLimit', retryAfter: 1, method: 'PATCH' })
  await button(page, 'Save').click()
  await expect(saved(page)).toBeVisible()
  expect((await tenant.writes()).map(({ status }) => status)).toEqual([401, 429, 204])
})

test('who may only look is told so, and keeps what was typed', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/403/)
  await signIn('viewer', address)
  await field(page, 'Target.Location').fill('shelf 12')
  await button(page, 'Save').click()
  const alert = formOf(page).getByRole('alert')
  await expect(alert).toContainText('You are not allowed to do this')
  await expect(alert).toContainText("You lack permission 'Update'")
  await expect(field(page, 'Target.Location')).toHaveValue('shelf 12')
  await expect(page).toHaveURL(address)
  expect(await tenant.writes()).toHaveLength(1)
})

test('a session that ends while one types costs nothing', async ({
  page,
  context,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/401|400/)
  await signIn('operator', address)
  const location = field(page, 'Target.Location')
  await location.fill('shelf 12')
  await tenant.fault({ kind: 'expiredToken', method: 'PATCH' })
  await tenant.fault({ system: 'oidc', kind: 'expiredToken', path: '/token' })
  await button(page, 'Save').click()
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await expect(dialog).toBeVisible()
  // The page stands under the dialog, out of reach.
  await expect(page.locator('form').getByLabel('Target.Location')).toHaveValue('shelf 12')

  // At the sign-in service too.
  await context.clearCookies()
  const opens = context.waitForEvent('page')
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  const popup = await opens
  await enterAs(popup, tenant.account('operator'), 'operator')
  await expect(dialog).toBeHidden()
  await expect(location).toHaveValue('shelf 12')
  await expect(page).toHaveURL(address)
  await button(page, 'Save').click()
  await expect(saved(page)).toBeVisible()
  expect((await tenant.writes()).map(({ status }) => status)).toEqual([401, 204])
})
