import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { tabTo } from './tab-to.ts'

const address = '/jobs/39596/targets/2000002'
const apiPath = '/api/jobs/39596/targets/2000002'

const question = (page: Page) => page.getByRole('alertdialog', { name: /^Delete target \d+\?$/ })
const status = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text })
const confirm = (page: Page) => question(page).getByRole('button', { name: 'Delete' }).click()

test('by keyboard alone, beside the list: the question names it, and the list moves on', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator', '/jobs/39596/targets?condition=Failure')
  await tabTo(page.getByRole('link', { name: /^\d+$/ }).first())
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary')
  await expect(panel).toContainText('1 of 412')
  const id = /targets\/(\d+)/.exec(page.url())?.[1] ?? ''
  await expect(panel.getByRole('button', { name: 'Delete' })).toBeVisible()
  await page.keyboard.press('Delete')
  const told = question(page).getByRole('definition')
  await expect(told).toHaveText(['39596', /^[\w-]{22}$/, /^\d+$/])
  await expect(question(page)).toContainText(`Delete target ${id}?`)
  await look()
  await page.keyboard.press('Escape')
  await expect(question(page)).toBeHidden()
  expect(await tenant.writes()).toEqual([])

  await page.keyboard.press('Delete')
  await tabTo(question(page).getByRole('button', { name: 'Delete' }))
  await page.keyboard.press('Enter')
  await expect(status(page, `Deleted target ${id}`)).toBeVisible()
  await expect(panel).toContainText('1 of 411')
  await expect(page.getByRole('complementary', { name: `Target ${id}` })).toBeHidden()
  expect(await tenant.writes()).toMatchObject([
    { method: 'DELETE', path: `/api/jobs/39596/targets/${id}`, status: 204 },
  ])
})

test('what somebody else has changed is not deleted unseen', async ({ page, signIn, tenant, look }) => {
  await signIn('operator', address)
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(question(page)).toBeVisible()
  await tenant.changeTarget('39596', '2000002', { 'Target.Location': 'moved' })
  await confirm(page)
  await expect(question(page)).toContainText('Somebody else has changed it')
  await expect(question(page)).toContainText('moved')
  expect(await tenant.writes()).toEqual([])
  await look()
  await confirm(page)
  await expect(status(page, 'Deleted target 2000002')).toBeVisible()
  await expect(page).toHaveURL('/jobs/39596/targets')
  expect(await tenant.writes()).toMatchObject([{ method: 'DELETE', path: apiPath, status: 204 }])
})

test('one that is gone already is no failure', async ({ page, signIn, tenant, expectFailures }) => {
  expectFailures(/answer 404: DELETE/, /status of 404/)
  await signIn('operator', address)
  await tenant.fault({ kind: 'status', method: 'DELETE', status: 404, times: 1 })
  await page.getByRole('button', { name: 'Delete' }).click()
  await confirm(page)
  await expect(status(page, 'Target 2000002 was gone already')).toBeVisible()
  await expect(page).toHaveURL('/jobs/39596/targets')
})

test('where the request or the answer is cut it looks, and says what it found', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/answer 50[24]: DELETE/, /status of 50[24]/, /answer 404: GET/, /status of 404/)
  await signIn('operator', address)
  await tenant.fault({ kind: 'cut', method: 'DELETE', times: 1 })
  await page.getByRole('button', { name: 'Delete' }).click()
  await confirm(page)
  await expect(page.getByRole('alert')).toContainText('target 2000002 is still there')
  await tenant.fault({ kind: 'cutAfter', method: 'DELETE', times: 1 })
  await page.getByRole('button', { name: 'Try again' }).click()
  await confirm(page)
  await expect(status(page, 'target 2000002 was deleted: it is gone')).toBeVisible()
  await expect(page).toHaveURL('/jobs/39596/targets')
  await page.goto('/activity')
  const lost = page.getByRole('listitem').filter({ hasText: 'Unknown' }).first()
  await lost.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Create again' }).click()
  await expect(status(page, 'Target 2000002 is created again as target')).toBeVisible()
})
