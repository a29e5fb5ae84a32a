import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { tabTo } from './tab-to.ts'

const address = '/jobs/39596/targets/new'
const apiPath = '/api/jobs/39596/targets'
const lostAnswer = [/answer 50[24]: POST/, /status of 50[24]/]

// A browser reports every 404, also where it is the good answer.
const notInUse = [/answer 404: GET .*\/identifier\//, /status of 404/]

const formOf = (page: Page) => page.getByRole('form', { name: 'New target' })
const field = (page: Page, name: string) => formOf(page).getByRole('textbox', { name })
const button = (page: Page, name: string) => formOf(page).getByRole('button', { name })
const review = (page: Page) => page.getByRole('dialog', { name: 'Review changes' })
const status = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text })
const idIn = (page: Page) => /targets\/(\d+)/.exec(page.url())?.[1] ?? ''

test('from nothing, by keyboard alone: a wrong identifier is told at its field, the right one is created', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(...notInUse)
  await signIn('operator', '/jobs/39596/targets?condition=Failure')
  await tabTo(page.getByRole('link', { name: 'New target' }))
  await page.keyboard.press('Enter')
  await tabTo(field(page, 'Identifier'))
  await page.keyboard.type('shelf 12')
  await tabTo(field(page, 'Target.Location'))
  await page.keyboard.type('10613')
  await tabTo(formOf(page).getByRole('combobox', { name: 'Target.State' }))
  await page.keyboard.press('p')
  await tabTo(formOf(page).getByRole('combobox', { name: 'Target.Condition' }))
  await page.keyboard.press('p')
  await page.keyboard.press('Control+s')
  await expect(field(page, 'Identifier')).toHaveAccessibleDescription(/Use letters without accents, digits/)
  await expect(field(page, 'Identifier')).toBeFocused()
  expect(await tenant.writes()).toEqual([])

  await page.keyboard.press('Control+a')
  await page.keyboard.type('shelf-12')
  await page.keyboard.press('Control+s')
  await expect(status(page, /Created target \d+/)).toBeVisible()
  await expect(page).toHaveURL(/\/jobs\/39596\/targets\/\d+\?condition=Failure$/)
  const panel = page.getByRole('complementary', { name: `Target ${idIn(page)}` })
  await expect(panel).toContainText('shelf-12')
  expect(await tenant.writes()).toEqual([
    {
      method: 'POST',
      path: apiPath,
      status: 201,
      body: {
        identifier: 'shelf-12',
        properties: {
          'Target.Location': '10613',
          'Target.State': { identifier: 'Pending' },
          'Target.Condition': { identifier: 'Pending' },
        },
      },
    },
  ])
})

test('from a copy: all but how far it has come, with its relations; and the next one from that', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator', '/jobs/39596/targets/2000002')
  await page.getByRole('link', { name: 'Copy' }).click()
  await expect(page).toHaveURL(`${address}?from=2000002`)
  await expect(field(page, 'Target.Location')).not.toHaveValue('')
  const location = await field(page, 'Target.Location').inputValue()
  await expect(formOf(page).getByLabel('Target.State', { exact: true })).toHaveValue('')
  await expect(field(page, 'Target.CompletedOn')).toHaveValue('')
  await expect(formOf(page).getByRole('checkbox', { name: /^TargetToAsset, parent \d+/ })).toBeChecked()
  await button(page, 'Review changes').click()
  await expect(review(page).getByRole('region', { name: 'Target.Location' })).toContainText(location)
  await expect(review(page).getByRole('region', { name: 'TargetToAsset' })).toContainText('/api/entities/')
  await look()
  await review(page).getByRole('button', { name: 'Save' }).click()
  await expect(status(page, /Created target \d+/)).toBeVisible()
  const [first] = await tenant.writes()
  expect(first).toMatchObject({
    status: 201,
    body: {
      identifier: expect.stringMatching(/^[\w-]{22}$/),
      properties: { 'Target.Location': location, 'Target.Type': { identifier: 'MassEdit' } },
      relations: { TargetToAsset: { parents: [{ templated: false }] } },
    },
  })
  expect(JSON.stringify(first?.body)).not.toMatch(
    /Target\.(State|Condition|StartedOn|CompletedOn|Retry)|JobTo/,
  )

  await page.goto(address)
  await field(page, 'Target.Location').fill('typed')
  await page.getByRole('link', { name: 'Use the last one as template' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stay' }).click()
  await expect(field(page, 'Target.Location')).toHaveValue('typed')
  await page.getByRole('link', { name: 'Use the last one as template' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click()
  await expect(field(page, 'Target.Location')).toHaveValue(location)
  await look()
  await field(page, 'Target.Location').fill('shelf 13')
  await formOf(page)
    .getByRole('checkbox', { name: /^TargetToAsset/ })
    .uncheck()
  await button(page, 'Save').click()
  await expect(status(page, /Created target \d+/)).toBeVisible()
  const [, second] = await tenant.writes()
  expect(second).toMatchObject({ status: 201, body: { properties: { 'Target.Location': 'shelf 13' } } })
  expect(second?.body).not.toHaveProperty('relations')
})

test('bad input is told at its field, and nothing is sent', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  await signIn('operator', `${address}?from=none`)
  await expect(status(page, '“from=none” is no id of a target')).toBeVisible()
  await button(page, 'Save').click()
  await expect(field(page, 'Target.Location')).toHaveAccessibleDescription(/Enter a location/)
  await expect(field(page, 'Target.Location')).toBeFocused()

  await field(page, 'Target.RetryCount').fill('many')
  await field(page, 'Target.StartedOn').fill('yesterday')
  await field(page, 'Target.Data').focus()
  await page.keyboard.type('nothing')
  await button(page, 'Save').click()
  await expect(field(page, 'Target.RetryCount')).toHaveAccessibleDescription(/Enter a whole number/)
  await expect(field(page, 'Target.StartedOn')).toHaveAccessibleDescription(/Enter a time/)
  await expect(formOf(page)).toContainText('Line 1:')

  await page.goto('/jobs/39596/targets/2000002')
  const identifier = await page
    .getByRole('definition')
    .filter({ hasText: /^[\w-]{22}$/ })
    .textContent()
  await page.goto(address)
  await field(page, 'Target.Location').fill('10613')
  await field(page, 'Identifier').fill(identifier ?? '')
  await button(page, 'Save').click()
  await expect(field(page, 'Identifier')).toHaveAccessibleDescription(/Entity 2000002 has the identifier/)
  await expect(field(page, 'Identifier')).toBeFocused()
  expect(await tenant.writes()).toEqual([])

  expectFailures(/answer (400|422): POST/, /status of (400|422)/)
  await field(page, 'Identifier').fill('')
  const refused = { errors: { 'properties.Target.Location': ['Too long for this job.'] } }
  await tenant.fault({ kind: 'status', method: 'POST', status: 422, times: 1, body: refused })
  await button(page, 'Save').click()
  await expect(field(page, 'Target.Location')).toHaveAccessibleDescription(/Too long for this job/)
  const duplicate = { identifier: 'It is in use.' }
  await tenant.fault({ kind: 'status', method: 'POST', status: 400, times: 1, body: duplicate })
  await button(page, 'Save').click()
  await expect(field(page, 'Identifier')).toHaveAccessibleDescription(/It is in use/)
  await expect(field(page, 'Identifier')).toBeFocused()
})

test('the answer is cut: the target is found and not created twice', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(...lostAnswer)
  await signIn('operator', address)
  await tenant.fault({ kind: 'cutAfter', method: 'POST', times: 1 })
  await field(page, 'Target.Location').fill('10613')
  await button(page, 'Save').click()
  await expect(status(page, /The answer was lost, but the target was created: \d+ was found/)).toBeVisible()
  await expect(page.getByRole('heading', { name: /^Target \d+$/ })).toBeVisible()
  expect(await tenant.writes()).toHaveLength(1)
})

test('the request is cut: the target is not found, which is said; saved again it is created once', async ({
  page,
  signIn,
  tenant,
  expectFailures,
  look,
}) => {
  expectFailures(...lostAnswer, ...notInUse)
  await signIn('operator', address)
  await tenant.fault({ kind: 'cut', method: 'POST', times: 1 })
  await field(page, 'Target.Location').fill('10613')
  await button(page, 'Save').click()
  const alert = formOf(page).getByRole('alert')
  await expect(alert).toContainText('The answer to the creation was lost.')
  await expect(alert).toContainText('the job has no target with the identifier')
  await expect(field(page, 'Identifier')).not.toBeEditable()
  const identifier = await field(page, 'Identifier').inputValue()
  await look()
  await button(page, 'Save').click()
  await expect(status(page, /Created target \d+/)).toBeVisible()
  const created = (await tenant.writes()).filter((call) => call.status === 201)
  expect(created).toMatchObject([{ body: { identifier } }])
})
