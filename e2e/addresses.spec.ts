import { expect, test } from './fixture.ts'

test('an address without a page says so, leads back, and asks the server for nothing', async ({
  page,
  signIn,
  tenant,
}) => {
  await signIn('operator')
  for (const address of [
    '/jobs/abc',
    '/jobs/0',
    '/jobs/-1',
    '/jobs/007',
    '/jobs/1.5',
    '/jobs/9223372036854775808',
    '/jobs/abc/targets',
    '/jobs/39596/targets/x1?condition=Failure',
    '/jobs/39596/targets/0/edit',
    '/jobs/39596/nowhere',
    '/nowhere',
  ]) {
    await page.goto(address)
    await expect(page.getByRole('heading', { name: 'Page not found' }), address).toBeVisible()
  }
  expect(await tenant.calls()).toEqual([])
  await page.getByRole('main').getByRole('link', { name: 'Open a job' }).click()
  await expect(page.getByRole('textbox', { name: 'Open a job' })).toBeVisible()
})

test('a job that is not there is a message, and the rest of the page works', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/ 404\b/)
  await signIn('operator', '/jobs/12345')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('It does not exist, or it is hidden from you.')
  await expect(alert).toContainText('Check the id')
  expect((await tenant.calls()).map(({ path, status }) => [path.split('?')[0], status])).toEqual([
    ['/api/v2/jobs/12345', 404],
  ])
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('39604')
  await page.keyboard.press('Enter')
  await expect(page.getByText('no targets')).toBeVisible()
  await page.goBack()
  await expect(alert).toContainText('The job could not be loaded.')

  await page.goto('/jobs/12345/targets')
  await expect(alert).toContainText('The targets could not be loaded.')
  await expect(page.getByLabel('Condition')).toBeEnabled()
})

test('a target of another job is not shown as one of this', async ({ page, signIn, expectFailures }) => {
  expectFailures(/ 404\b/)
  await signIn('operator', '/jobs/39596/targets/2103001')
  await expect(page.getByRole('alert')).toContainText('The target could not be loaded.')
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Targets' }).click()
  await expect(page.getByRole('rowheader').first()).toHaveText('2000001')
})

test('ids above 2^53 stay exact from the address to the wire', async ({ page, signIn, tenant }) => {
  await signIn('operator')
  await page.getByRole('textbox', { name: 'Open a job' }).fill('9007199254740993')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Job 9007199254740993' })).toBeVisible()
  await expect(page.getByText('48 done, 12 failed (20%)')).toBeVisible()
  await page.getByRole('link', { name: 'Failed targets (12)' }).click()
  await expect(page.getByRole('rowheader')).toHaveText(
    Array.from({ length: 12 }, (_, n) => String(9007199254741003n + 5n * BigInt(n))),
  )

  await page.getByRole('link', { name: '9007199254741003' }).click()
  await expect(page).toHaveURL(
    '/jobs/9007199254740993/targets/9007199254741003?state=Completed&condition=Failure',
  )
  const panel = page.getByRole('complementary', { name: 'Target 9007199254741003' })
  const data = panel.getByRole('textbox', { name: 'Target.Data' })
  await expect(data).toContainText('"asset": 9007199254740995')
  await expect(data).toContainText('"rate": 1.10')
  await panel.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByRole('status').filter({ hasText: /will be run again/ })).toBeVisible()
  const calls = await tenant.calls()
  expect(calls.find(({ method }) => method === 'PATCH')?.path).toBe(
    '/api/jobs/9007199254740993/targets/9007199254741003',
  )
  expect(calls.map(({ path }) => path).join('\n')).not.toContain('9007199254740992')
})
