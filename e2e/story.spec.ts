import { expect, test } from './fixture.ts'
import { tabTo } from './tab-to.ts'

test.use({ byHand: true })

test('with a mouse: find the targets that failed, see why, mend one and run it again', async ({
  page,
  signIn,
  look,
}) => {
  await signIn('operator')
  await look()
  await page.getByRole('textbox', { name: 'Open a job' }).fill('39596')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Job 39596' })).toBeVisible()
  await expect(page.getByText('9,588 done, 412 failed (4.1%)')).toBeVisible()
  await look()

  await page.getByRole('link', { name: 'Targets', exact: true }).click()
  const pagination = page.getByRole('navigation', { name: 'Pagination' })
  await expect(pagination).toContainText('1–25 of 10,000')
  await page.getByLabel('Condition').selectOption('Failure')
  await expect(pagination).toContainText('1–25 of 412')
  await expect(page).toHaveURL('/jobs/39596/targets?condition=Failure')
  await look()

  const row = page.getByRole('row').filter({ hasText: 'Asset reference is missing' }).first()
  const id = (await row.getByRole('rowheader').textContent()) ?? ''
  await row.getByRole('link').click()
  const panel = page.getByRole('complementary', { name: `Target ${id}` })
  await expect(panel).toContainText('Asset reference is missing: relation')
  await look()

  await panel.getByRole('button', { name: 'Edit' }).click()
  const form = page.getByRole('form', { name: 'Edit target' })
  const data = form.getByRole('textbox', { name: 'Target.Data' })
  await expect(data).toContainText('"asset": null')
  await data.getByText('null').first().dblclick()
  await page.keyboard.type('32637')
  await look()
  await page.getByRole('button', { name: 'Review changes' }).click()
  await expect(page.getByRole('dialog', { name: 'Review changes' })).toContainText('32637')
  await look()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status').filter({ hasText: /\bSaved/ })).toBeVisible()

  await panel.getByRole('button', { name: 'Retry' }).click()
  await expect(panel.getByText('Success', { exact: true })).toBeVisible({ timeout: 20_000 })
  await expect(pagination).toContainText('of 411')
})

test('by keyboard alone: the same story', async ({ page, signIn, tenant }) => {
  await signIn('operator')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox').press('3')
  await page.keyboard.type('9596')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Job 39596' })).toBeVisible()
  await tabTo(page.getByRole('link', { name: 'Failed targets' }).first())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('1–25 of 412')

  await tabTo(page.getByRole('link', { name: /^\d+$/ }).first())
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary')).toContainText('2 of 412')
  await page.keyboard.press('k')
  await expect(page.getByRole('complementary')).toContainText('1 of 412')
  await expect(page.getByRole('complementary')).toContainText('Asset reference is missing')
  const id = /\d+$/.exec(new URL(page.url()).pathname)?.[0] ?? ''

  await page.keyboard.press('e')
  await expect(page.getByRole('form', { name: 'Edit target' })).toBeVisible()
  await tabTo(page.getByRole('textbox', { name: 'Target.Data' }).first())
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  for (let key = 0; key < 'null,'.length; key += 1) await page.keyboard.press('Backspace')
  await page.keyboard.type('32637,')
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('status').filter({ hasText: /\bSaved/ })).toBeVisible()
  const saved = (await tenant.calls()).findLast((call) => call.method === 'PATCH')
  expect(saved).toMatchObject({
    path: `/api/jobs/39596/targets/${id}`,
    body: { properties: { 'Target.Data': { asset: 32637 } } },
  })

  await tabTo(page.getByRole('button', { name: 'Retry' }).first())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary').getByText('Success', { exact: true })).toBeVisible({
    timeout: 20_000,
  })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary')).toBeHidden()
  await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('of 411')
})
