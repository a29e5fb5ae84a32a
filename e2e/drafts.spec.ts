import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { tabTo } from './tab-to.ts'

const address = '/jobs/39596/targets/2000001/edit'
const path = '/api/jobs/39596/targets/2000001'

const formOf = (page: Page, name = 'Edit target') => page.getByRole('form', { name })
const field = (page: Page, name: string) => formOf(page).getByRole('textbox', { name })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const review = (page: Page) => page.getByRole('dialog', { name: 'Review changes' })
const says = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text })
const offer = (page: Page) => says(page, 'A draft that was not saved')
const elsewhere = (page: Page) => says(page, 'This target is being edited in another tab of yours.')

async function press(page: Page, name: string) {
  await tabTo(button(page, name))
  await page.keyboard.press('Enter')
}

/** Everything that this browser keeps of drafts, as text; empty where it has no such database. */
const keptDrafts = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.includes(' drafts '))
    if (!found?.name) return ''
    const opening = indexedDB.open(found.name)
    await new Promise((resolve) => opening.addEventListener('success', resolve))
    const database = opening.result
    const reading = database.transaction(['entries', 'drafts']).objectStore('drafts').getAll()
    await new Promise((resolve) => reading.addEventListener('success', resolve))
    database.close()
    return JSON.stringify(reading.result)
  })

/** From now on the browser gives up what the page writes, as it may when it is busy and the page is left. */
const giveUpWrites = (page: Page) =>
  page.evaluate(() => {
    IDBTransaction.prototype.commit = function () {
      this.abort()
    }
  })

test('by keyboard: what was typed is offered after a reload, put back as it was, and saved once', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator', address)
  await tabTo(field(page, 'Target.Location'))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('shelf 12')
  await tabTo(field(page, 'Target.Data'))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('{"half": ')
  await tabTo(field(page, 'Target.RetryCount'))
  await page.keyboard.type('many')
  await page.reload()

  await expect(offer(page)).toContainText('Target.Location, Target.Data, Target.RetryCount')
  await expect(offer(page)).toContainText('It was made against version 6 of Nov 19, 2026')
  await expect(field(page, 'Target.Location')).toHaveValue('10600')
  const kept = await keptDrafts(page)
  expect(kept).toContain('shelf 12')
  expect(kept).not.toMatch(/eyJ|Bearer|token/i)
  await look()
  await press(page, 'Restore draft')
  await expect(offer(page)).toHaveCount(0)
  await expect(field(page, 'Target.Location')).toBeFocused()
  await expect(field(page, 'Target.Location')).toHaveValue('shelf 12')
  await expect(field(page, 'Target.Data')).toContainText('{"half": ')
  await expect(field(page, 'Target.RetryCount')).toHaveValue(/many$/)

  await page.keyboard.press('Control+s')
  await expect(field(page, 'Target.Data')).toHaveAccessibleDescription(/Line 1: the text ends too early/)
  expect(await tenant.writes()).toEqual([])
  await tabTo(field(page, 'Target.Data'))
  await page.keyboard.press('Control+End')
  await page.keyboard.type('1.10}')
  await tabTo(field(page, 'Target.RetryCount'))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('5')
  await page.keyboard.press('Control+s')
  await expect(says(page, /\bSaved/)).toBeVisible()
  expect(await tenant.callsText()).toContain(
    '"body":{"properties":{"Target.Location":"shelf 12","Target.Data":{"half":1.10},"Target.RetryCount":5}}',
  )
  expect(await tenant.writes()).toHaveLength(1)
  await page.goto(address)
  await expect(field(page, 'Target.Location')).toHaveValue('shelf 12')
  await expect(offer(page)).toHaveCount(0)
  expect(await keptDrafts(page)).toBe('[]')
})

test('what was typed as the page was left is kept, although the browser gives up what the page had asked for', async ({
  page,
  signIn,
}) => {
  await signIn('operator', address)
  await expect(field(page, 'Target.Location')).toHaveValue('10600')
  await giveUpWrites(page)
  await field(page, 'Target.Location').fill('shelf 12')
  await page.reload()
  await press(page, 'Restore draft')
  await expect(field(page, 'Target.Location')).toHaveValue('shelf 12')
  await giveUpWrites(page)
  await press(page, 'Discard changes')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  await expect(field(page, 'Target.Location')).toHaveValue('10600')
  expect(await keptDrafts(page)).toContain('shelf 12')
  await page.reload()
  await expect.poll(() => keptDrafts(page)).toBe('[]')
  await expect(field(page, 'Target.Location')).toHaveValue('10600')
  await expect(offer(page)).toHaveCount(0)
})

test('by keyboard: an old draft over what somebody else saved since is compared three ways', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator', address)
  await field(page, 'Target.Location').fill('my shelf')
  await field(page, 'Target.RetryCount').fill('5')
  await tenant.changeTarget('39596', '2000001', { 'Target.Location': 'their shelf', 'Target.Priority': 7 })
  await page.reload()
  await expect(offer(page)).toContainText('It is version 7 now.')
  await expect(field(page, 'Target.Location')).toHaveValue('their shelf')
  await press(page, 'Restore draft')
  await expect(says(page, 'Somebody else has changed this target since you opened it')).toContainText(
    'Target.Location',
  )
  await expect(field(page, 'Target.Location')).toHaveValue('my shelf')
  await look()
  await page.keyboard.press('Control+s')
  const place = review(page).getByRole('region', { name: 'Target.Location' })
  await expect(place.getByRole('term')).toHaveText(['When you opened it', 'Somebody else’s', 'Yours'])
  await expect(place.getByRole('definition')).toHaveText(['10600', 'their shelf', 'my shelf'])
  await look()
  expect(await tenant.writes()).toEqual([])
  await tabTo(place.getByRole('radio', { name: 'Keep mine' }))
  await page.keyboard.press('Space')
  await press(page, 'Save')
  await expect(says(page, /\bSaved/)).toBeVisible()
  expect(await tenant.writes()).toEqual([
    {
      method: 'PATCH',
      path,
      status: 204,
      body: { properties: { 'Target.Location': 'my shelf', 'Target.RetryCount': 5 } },
    },
  ])
  await expect(page.getByRole('definition').filter({ hasText: /^7$/ })).toBeVisible()
})

test('discarded is discarded: in the note, in the form, and by leaving', async ({ page, signIn }) => {
  await signIn('operator', address)
  const location = field(page, 'Target.Location')
  await location.fill('shelf one')
  await expect.poll(() => keptDrafts(page)).toContain('shelf one')
  await page.reload()
  await press(page, 'Discard draft')
  await expect(offer(page)).toHaveCount(0)
  await expect(location).toBeFocused()
  await location.fill('two')
  await expect.poll(() => keptDrafts(page)).toContain('two')
  await press(page, 'Discard changes')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  await expect.poll(() => keptDrafts(page)).toBe('[]')
  await location.fill('three')
  await expect.poll(() => keptDrafts(page)).toContain('three')
  await page.getByRole('link', { name: 'Jobs console' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click()
  await expect(page).toHaveURL('/')
  await expect.poll(() => keptDrafts(page)).toBe('[]')
})

test('two tabs that edit the same know of each other, and what a closed one leaves is offered', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('operator', address)
  await field(page, 'Target.RetryCount').fill('4')
  await expect.poll(() => keptDrafts(page)).toContain('"4"')
  await expect(elsewhere(page)).toHaveCount(0)
  const other = await context.newPage()
  await other.goto(address)
  await button(other, 'Sign in').click()
  await expect(elsewhere(other)).toBeVisible()
  await expect(elsewhere(page)).toBeVisible()
  // What is being typed in an open tab is that tab's.
  await expect(offer(other)).toHaveCount(0)
  await field(other, 'Target.Location').fill('other shelf')
  await expect.poll(() => keptDrafts(page)).toContain('other shelf')
  await other.close()
  await expect(elsewhere(page)).toHaveCount(0)
  await expect(offer(page)).toContainText('Target.Location')

  // What is typed here gives way, and is offered in turn.
  await press(page, 'Restore draft')
  await expect(field(page, 'Target.Location')).toHaveValue('other shelf')
  await expect(field(page, 'Target.RetryCount')).not.toHaveValue('4')
  await expect(offer(page)).toContainText('Target.RetryCount')
})

test('signing out takes every draft away', async ({ page, signIn, tenant }) => {
  await signIn('operator', address)
  await field(page, 'Target.Location').fill('shelf 12')
  await expect.poll(() => keptDrafts(page)).toContain('shelf 12')
  await page.goto('/jobs/39608/targets/2108001/edit')
  await field(page, 'Target.Location').fill('shelf 13')
  await expect.poll(() => keptDrafts(page)).toMatch(/shelf 12.*shelf 13|shelf 13.*shelf 12/)
  await giveUpWrites(page)
  const onItsWay = () => page.evaluate(() => JSON.stringify(localStorage))
  await field(page, 'Target.Location').fill('shelf 14')
  await expect.poll(onItsWay).toContain('shelf 14')
  await page.getByRole('button', { name: 'Operator' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByText('You have signed out.')).toBeVisible()
  await expect(page).toHaveURL('/')
  expect(await keptDrafts(page)).toBe('')
  expect(await onItsWay()).not.toContain('shelf')
  await signIn('operator', address)
  await expect(field(page, 'Target.Location')).toHaveValue('10600')
  await expect(offer(page)).toHaveCount(0)
  expect(await tenant.writes()).toEqual([])
})

test('a session that ends while one types, and a sign-in that leaves the page: the draft is there, and saved once', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/status of 40[01]|answer 40[01]/)
  await page.addInitScript(() => {
    window.open = () => null
  })
  await signIn('operator', address)
  await field(page, 'Target.Location').fill('shelf 12')
  await tenant.fault({ kind: 'expiredToken', path: '/targets/\\d' })
  await tenant.fault({ system: 'oidc', path: '^/token$', kind: 'expiredToken' })
  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await expect(dialog.getByRole('button', { name: 'Sign in' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(offer(page)).toBeVisible({ timeout: 60_000 })
  await expect(page).toHaveURL(address)
  await press(page, 'Restore draft')
  await expect(field(page, 'Target.Location')).toHaveValue('shelf 12')
  await page.keyboard.press('Control+s')
  await expect(says(page, /\bSaved/)).toBeVisible()
  expect((await tenant.writes()).filter(({ status }) => status < 400)).toMatchObject([
    { body: { properties: { 'Target.Location': 'shelf 12' } } },
  ])
})

test('a new target: reloaded while it is sent, it is restored with all it started from and not created twice', async ({
  page,
  signIn,
  tenant,
}) => {
  await signIn('operator', '/jobs/39596/targets/new?from=2000002')
  const location = formOf(page, 'New target').getByRole('textbox', { name: 'Target.Location' })
  await location.fill('shelf 12')
  const relation = page.getByRole('checkbox', { name: /^TargetToAsset/ })
  await relation.uncheck()
  await tenant.fault({ kind: 'hold', method: 'POST' })
  await page.keyboard.press('Control+s')
  await expect.poll(() => keptDrafts(page)).toMatch(/sentAs\\":\\"[\w-]{22}/)
  await expect.poll(tenant.faultsLeft).toEqual([])
  await page.goto('/jobs/39596/targets/new')
  await expect(offer(page)).toBeVisible()
  await expect(relation).toHaveCount(0)
  await press(page, 'Restore draft')
  await expect(location).toHaveValue('shelf 12')
  await expect(relation).not.toBeChecked()
  await expect(formOf(page, 'New target').getByRole('textbox', { name: 'Identifier' })).not.toBeEditable()
  await tenant.allIsWell()
  await expect.poll(async () => (await tenant.writes()).length).toBe(1)
  await page.keyboard.press('Control+s')
  await expect(says(page, /The answer was lost, but the target was created/)).toBeVisible()
  expect((await tenant.writes()).map(({ status }) => status)).toEqual([201])
})

test('a configuration of 2 MiB is kept, too, and who locks a description is said', async ({
  page,
  signIn,
}) => {
  await signIn('operator', '/jobs/39609/description/edit')
  await expect(says(page, 'This description is locked by user 8 since')).toBeVisible()
  const editor = formOf(page, 'Edit description').getByRole('textbox', { name: 'Job.Configuration' })
  await editor.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(`{"large": "${'x'.repeat(2 * 1024 * 1024)}"}`)
  await expect.poll(async () => (await keptDrafts(page)).length).toBeGreaterThan(2 * 1024 * 1024)
  await page.reload()
  await press(page, 'Restore draft')
  await expect(editor).toContainText('{"large": "xxx')
  await press(page, 'Discard changes')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
})
