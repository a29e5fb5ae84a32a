import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { tabTo } from './tab-to.ts'

const address = '/jobs/39596/description'
const apiPath = '/api/jobs/39596/description'
const configuration = 'Job.Configuration'

const formOf = (page: Page) => page.getByRole('form', { name: 'Edit description' })
const field = (page: Page, name: string) => formOf(page).getByRole('textbox', { name })
const review = (page: Page) => page.getByRole('dialog', { name: 'Review changes' })
const saved = (page: Page) => page.getByRole('status').filter({ hasText: /\bSaved/ })

const named = (page: Page, role: 'link' | 'button' | 'textbox' | 'radio', name: string | RegExp) =>
  page.getByRole(role, { name, exact: true }).first()

async function press(page: Page, role: 'link' | 'button', name: string | RegExp) {
  await tabTo(named(page, role, name))
  await page.keyboard.press('Enter')
}

/** Writes at the end of the first line of a JSON editor. */
async function typeInto(page: Page, name: string, text: string) {
  // In the form: the page that is being left shows it, too.
  await tabTo(field(page, name))
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('End')
  await page.keyboard.type(text)
}

test('by keyboard: from the job to its description, search in it, edit it', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator', '/jobs/9007199254740993')
  await press(page, 'link', 'Open description')
  await expect(page.getByRole('heading', { name: 'Description of job 9007199254740993' })).toBeVisible()
  const view = page.getByRole('region', { name: configuration })
  await expect(view.getByText('1e400')).toBeVisible()
  await press(page, 'button', 'Search')
  await page.keyboard.type('Threshold')
  await expect(view.getByRole('search')).toContainText('1 match')
  await page.keyboard.press('Escape')
  await look()

  await press(page, 'button', 'Edit')
  await typeInto(page, configuration, '\n"2": 1.0, "1": true,')
  await press(page, 'button', `Format ${configuration}`)
  await press(page, 'button', 'Review changes')
  await expect(review(page).getByRole('region', { name: configuration })).toContainText('"2": 1.0')
  await look()
  await press(page, 'button', 'Save')
  await expect(saved(page)).toBeVisible()
  await expect(page).toHaveURL('/jobs/9007199254740993/description')
  await expect(view.getByText('"2"')).toBeVisible()
  const [write] = await tenant.writes()
  expect(write).toMatchObject({ method: 'PUT', status: 204 })
  expect(write?.body).toHaveProperty('entity_definition')
  expect(write?.body).toHaveProperty('relations.JobToJobDescription.parent')
  expect(await tenant.callsText()).toMatch(/"Threshold":1\.10,"Limit":1e400,"Targets":\[9007199254740993,/)
})

test('by keyboard: a description is created where there is none, and opened by its own id', async ({
  page,
  signIn,
  tenant,
  look,
  expectFailures,
}) => {
  // A job without a description answers so.
  expectFailures(/404/)
  await signIn('operator', '/jobs/39603')
  await press(page, 'link', 'Create a description')
  await tabTo(named(page, 'textbox', 'Identifier'))
  await page.keyboard.type('fetch 1')
  await tabTo(named(page, 'textbox', configuration))
  await page.keyboard.press('Control+s')
  await expect(field(page, configuration)).toHaveAccessibleDescription(/Enter a value/)
  await expect(field(page, 'Identifier')).toHaveAccessibleDescription(/Use letters without accents, digits/)
  await expect(field(page, 'Identifier')).toBeFocused()
  await look()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('fetch-1')
  await tabTo(named(page, 'textbox', configuration))
  await page.keyboard.type('{"$type": "Fetch", "rate": 1.10}')
  await page.keyboard.press('Control+s')
  await expect(saved(page)).toBeVisible()
  await expect(page.getByRole('region', { name: configuration }).getByText('1.10')).toBeVisible()
  const writes = await tenant.writes()
  expect(writes.map(({ method, status }) => [method, status])).toEqual([['PUT', 201]])
  expect(await tenant.callsText()).toContain(
    '"body":{"properties":{"Job.Configuration":{"$type":"Fetch","rate":1.10}},"identifier":"fetch-1"}',
  )
  await expect(page.getByRole('definition').filter({ hasText: 'fetch-1' })).toBeVisible()

  const id = (await page.getByRole('definition').first().textContent()) ?? ''
  await tabTo(named(page, 'textbox', 'Open by description id'))
  await page.keyboard.type('none')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Enter an id: a whole number.')).toBeVisible()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(id)
  await page.keyboard.press('Enter')
  await expect(
    page
      .getByRole('region', { name: `Description ${id}` })
      .getByText('1.10')
      .first(),
  ).toBeVisible()
  expect((await tenant.calls()).map(({ path }) => path.split('?')[0])).toContain(
    `/api/jobs/39603/description/${id}`,
  )

  await page.goto('/activity')
  await press(page, 'button', 'Undo')
  const question = page.getByRole('alertdialog', { name: `Delete description ${id} of job 39603?` })
  await tabTo(question.getByRole('button', { name: 'Delete' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Undone: Created the description' })).toBeVisible()
  expect((await tenant.writes()).map(({ method, status }) => [method, status])).toEqual([
    ['PUT', 201],
    ['DELETE', 204],
  ])
})

test('invalid JSON is told at its line, what the server refuses at its field, and nothing is lost', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/400/)
  await signIn('operator', `${address}/edit`)
  await typeInto(page, configuration, '\n"half": ,')
  await page.keyboard.press('Control+s')
  const editor = field(page, configuration)
  await expect(editor).toBeFocused()
  await expect(editor).toHaveAccessibleDescription(/Line 2: expected a value/)
  expect(await tenant.writes()).toEqual([])

  await page.keyboard.press('Backspace')
  await page.keyboard.type('1,')
  await tenant.fault({
    kind: 'status',
    method: 'PUT',
    status: 400,
    body: { 'Job.Configuration': 'Half of what?', 'Job.Ghost': 'It haunts.' },
  })
  await page.keyboard.press('Control+s')
  await expect(editor).toHaveAccessibleDescription(/Half of what\?/)
  await expect(editor).toBeFocused()
  await expect(formOf(page).getByRole('alert')).toContainText('It haunts.')
  await expect(editor).toContainText('"half": 1')
  await page.keyboard.press('Control+s')
  await expect(saved(page)).toBeVisible()
})

test('what will have no value is listed before it is sent', async ({ page, signIn, tenant }) => {
  await tenant.changeDescription('39596', { 'Job.Data': { note: 1 } })
  await signIn('operator', `${address}/edit`)
  await tabTo(named(page, 'textbox', 'Job.Data'))
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Control+s')
  await expect(review(page)).toContainText('Will have no value any more: Job.Data.')
  expect(await tenant.writes()).toEqual([])
  await press(page, 'button', 'Save')
  await expect(saved(page)).toBeVisible()
  expect((await tenant.writes()).at(-1)?.body).toMatchObject({ properties: { 'Job.Data': null } })
})

test('what somebody else changed is merged, and what both changed is asked', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator', `${address}/edit`)
  await typeInto(page, configuration, '\n"mine": 1.0,')
  await tenant.changeDescription('39596', { 'Job.Data': 'theirs' })
  await page.keyboard.press('Control+s')
  await expect(saved(page)).toContainText('Somebody else changed Job.Data meanwhile')
  expect((await tenant.writes()).at(-1)?.body).toMatchObject({
    properties: { 'Job.Configuration': { mine: expect.anything() }, 'Job.Data': 'theirs' },
  })

  await press(page, 'button', 'Edit')
  await typeInto(page, configuration, '\n"mine again": 1,')
  await tenant.changeDescription('39596', { 'Job.Configuration': { theirs: true } })
  await page.keyboard.press('Control+s')
  await expect(review(page)).toContainText('Somebody else has changed what you changed too.')
  await expect(review(page).getByRole('button', { name: 'Save' })).toBeDisabled()
  await look()
  await tabTo(named(page, 'radio', 'Keep mine'))
  await page.keyboard.press('Space')
  await press(page, 'button', 'Save')
  await expect(saved(page)).toBeVisible()
  expect((await tenant.writes()).at(-1)?.body).toMatchObject({
    properties: { 'Job.Configuration': { 'mine again': 1 }, 'Job.Data': 'theirs' },
  })
})

test('a save whose answer is lost is looked after, and not done twice', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/50[0-9]/)
  await signIn('operator', `${address}/edit`)
  await typeInto(page, configuration, '\n"mine": 1.0,')
  await tenant.fault({ kind: 'cutAfter', method: 'PUT' })
  await page.keyboard.press('Control+s')
  await expect(formOf(page).getByRole('alert')).toContainText('it holds what you typed')
  await page.keyboard.press('Control+s')
  await expect(formOf(page).getByRole('status').filter({ hasText: 'Nothing has changed.' })).toBeVisible()
  expect(await tenant.writes()).toHaveLength(1)
})

test('by keyboard: a description is deleted as it is shown, after a question', async ({
  page,
  signIn,
  tenant,
  look,
  expectFailures,
}) => {
  expectFailures(/404/)
  await signIn('operator', address)
  const question = page.getByRole('alertdialog', { name: 'Delete description 39597 of job 39596?' })
  await expect(page.getByRole('region', { name: configuration })).toBeVisible()
  await tenant.changeDescription('39596', { 'Job.Data': 'theirs' })
  await press(page, 'button', 'Delete')
  await expect(question).toBeVisible()
  await look()
  await press(page, 'button', 'Delete')
  await expect(page.getByRole('alert')).toContainText('Somebody else has changed the description')
  expect(await tenant.writes()).toEqual([])

  await page.reload()
  await expect(page.getByText('theirs')).toBeVisible()
  await press(page, 'button', 'Delete')
  await expect(question).toBeVisible()
  await press(page, 'button', 'Delete')
  await expect(page.getByRole('status').filter({ hasText: 'Description 39597 is deleted' })).toBeVisible()
  await expect(page.getByText('This job has no description')).toBeVisible()
  expect(await tenant.writes()).toMatchObject([{ method: 'DELETE', path: apiPath, status: 204 }])
})
