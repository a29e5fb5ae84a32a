import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { tabTo } from './tab-to.ts'

const causes = (page: Page) => page.getByRole('table', { name: 'Causes' })
const rows = (page: Page) => causes(page).getByRole('rowheader')
const group = (page: Page) => page.getByRole('region', { name: 'Targets of this cause' })
const pagination = (page: Page) => page.getByRole('navigation', { name: 'Pagination' })
const howFar = (page: Page, text: string) =>
  page.getByRole('status').filter({ hasText: new RegExp(`^${text}`) })
const missing = /^Asset reference is missing: relation 'TargetToAsset' of target/

test('why 412 of 10,000 failed, in one place: five causes, the targets of each, and back', async ({
  page,
  signIn,
  look,
}) => {
  await signIn('viewer', '/jobs/39596')
  await page.getByRole('link', { name: 'Causes of failure' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failures of job 39596')
  await expect(howFar(page, '412 failed targets by 5 causes')).toBeVisible()
  await expect(rows(page)).toHaveText([
    'The operation timed out after ‹number› s while waiting for ‹address› (request ‹id›, ‹time›).',
    "Asset reference is missing: relation 'TargetToAsset' of target ‹number›/‹number› has no parent; file '‹path›' cannot be linked.",
    "User '‹name›' lacks permission 'Update' on entity ‹number› (M.Asset). Correlation id: ‹id›.",
    "Unexpected end of JSON input. Path 'operations[‹number›].value', line ‹number›, position ‹number›.",
    'Object reference not set to an instance of an object. (worker ‹name›, activity ‹id›)',
  ])
  await expect(causes(page).getByRole('row').nth(1)).toContainText('28769.7%')
  await expect(causes(page).getByRole('row').nth(2)).toContainText('9623.3%')
  await expect(causes(page).getByRole('row').nth(5)).toContainText('20.5%')
  await look()

  await rows(page).filter({ hasText: missing }).getByRole('link').click()
  await expect(group(page).getByRole('figure')).toContainText(/of target 39596\/\d+ has no parent/)
  await expect(pagination(page)).toContainText('1–25 of 96')
  await look()
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(pagination(page)).toContainText('26–50 of 96')
  const address = page.url()
  const first = group(page).getByRole('rowheader').first()
  const id = (await first.textContent()) ?? ''
  await first.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(id)
  await expect(page.getByText(missing).first()).toBeVisible()
  await page.goBack()
  await expect(pagination(page)).toContainText('26–50 of 96')
  await expect(first).toHaveText(id)

  await page.goto(address)
  await expect(pagination(page)).toContainText('26–50 of 96')
  await expect(first).toHaveText(id)
})

test('by keyboard alone: from the palette to a cause and its first target', async ({ page, signIn }) => {
  await signIn('operator', '/jobs/39596')
  await expect(page.getByText('412 failed').first()).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox').press('c')
  await page.keyboard.type('ause')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await tabTo(rows(page).filter({ hasText: missing }))
  await page.keyboard.press('Enter')
  await expect(group(page)).toBeInViewport()
  await tabTo(group(page).getByRole('rowheader').first())
  await page.keyboard.press('ArrowDown')
  const second = (await group(page).getByRole('rowheader').nth(1).textContent()) ?? ''
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(second)
})

test('of 40,000 failures the first 2,000 are read; the rest when asked for, and it can be paused', async ({
  page,
  signIn,
  tenant,
}) => {
  await signIn('operator', '/jobs/41000/failures')
  await expect(howFar(page, '2,000 of 40,000 failed targets by 3 causes')).toBeVisible({ timeout: 30_000 })
  const asked = async () => (await tenant.calls()).filter(({ path }) => path.includes('/targets?')).length
  expect(await asked()).toBe(20)
  await page.getByRole('button', { name: 'Read the rest' }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(howFar(page, '2,000 of 40,000')).toBeHidden()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('button', { name: 'Read the rest' })).toBeVisible()
  const paused = await asked()
  expect(paused).toBeLessThan(400)
  await page.getByRole('link', { name: 'Job 41000', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Job 41000', exact: true })).toBeVisible()
  await page.goBack()
  await expect(howFar(page, `${(paused * 100).toLocaleString('en')} of 40,000`)).toBeVisible()
})

test('what fails in the middle is said, what was read stays, and it goes on from there', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/status of 50[03]|answer 50[03]/)
  await tenant.fault({ kind: 'status', path: '/targets\\?.*skip=200', times: 1, status: 500 })
  await signIn('operator', '/jobs/39596/failures')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('The failed targets could not be read.')
  await expect(howFar(page, '200 of 412 failed targets')).toBeVisible()
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(howFar(page, '412 failed targets by 5 causes')).toBeVisible()
  await expect(alert).toHaveCount(0)

  await tenant.fault({ kind: 'status', path: '/targets\\?', times: 1, status: 500 })
  await page.reload()
  await expect(alert).toContainText('The failed targets could not be read.')
  await expect(causes(page)).toHaveCount(0)
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(howFar(page, '412 failed targets by 5 causes')).toBeVisible()
})

test('what was mended since is gone when it is read again', async ({ page, signIn, tenant }) => {
  await signIn('operator', '/jobs/39596/failures')
  await expect(howFar(page, '412 failed targets by 5 causes')).toBeVisible()
  await rows(page).last().getByRole('link').click()
  await expect(pagination(page)).toContainText('1–2 of 2')
  for (const row of await group(page).getByRole('rowheader').allTextContents())
    await tenant.changeTarget('39596', row, { 'Target.Condition': { identifier: 'Success' } })
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(howFar(page, '410 failed targets by 4 causes')).toBeVisible()
  await expect(howFar(page, 'No target that was read failed by the cause of this address')).toBeVisible()
})

test('the targets of a cause as a file, and no formula in it', async ({ page, signIn, tenant }) => {
  await signIn('viewer', '/jobs/39596/failures')
  await expect(howFar(page, '412 failed targets by 5 causes')).toBeVisible()
  await rows(page).last().getByRole('link').click()
  await expect(pagination(page)).toContainText('1–2 of 2')
  const [first = ''] = await group(page).getByRole('rowheader').allTextContents()
  await tenant.changeTarget('39596', first, { 'Target.StateDescription': '=1+1' })
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(howFar(page, '412 failed targets by 6 causes')).toBeVisible()
  await causes(page).getByRole('link', { name: '=‹number›' }).click()
  await expect(pagination(page)).toContainText('1–1 of 1')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: /^Export/ }).click()
  const file = await saved
  expect(file.suggestedFilename()).toBe('failures-39596.csv')
  const [, line] = (await readFile(await file.path(), 'utf8')).split('\r\n')
  expect(line).toMatch(new RegExp(`^${first},.*,'=1\\+1$`))
})

test('a job without failures, one that is hidden, and a job that is none', async ({
  page,
  signIn,
  expectFailures,
}) => {
  expectFailures(/status of 40[34]|answer 40[34]/)
  await signIn('operator', '/jobs/39604/failures')
  await expect(page.getByText('No target of this job has failed as of')).toBeVisible()
  await page.goto('/jobs/39605/failures')
  await expect(page.getByRole('alert')).toContainText('The failed targets could not be read.')
  await page.goto('/jobs/1e3/failures')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
})

test('a cause is mended elsewhere: all its targets are run again, but for what somebody was quicker with', async ({
  page,
  signIn,
  tenant,
  look,
  expectFailures,
}) => {
  expectFailures(/status of 502|answer 502: PATCH/)
  await tenant.change({ workerPickUpMs: 3_600_000 })
  await signIn('operator', '/jobs/39596/failures')
  await expect(howFar(page, '412 failed targets by 5 causes')).toBeVisible()
  await rows(page).filter({ hasText: 'Unexpected end of JSON' }).getByRole('link').click()
  await expect(pagination(page)).toContainText('1–6 of 6')
  const [first = ''] = await group(page).getByRole('rowheader').allTextContents()
  await tenant.changeTarget('39596', first, { 'Target.Condition': { identifier: 'Success' } })
  // Carried out, and its answer is lost.
  await tenant.fault({ kind: 'cutAfter', method: 'PATCH', path: '/targets/', times: 1 })

  await page.getByRole('button', { name: 'Retry 6 targets' }).click()
  const question = page.getByRole('alertdialog', { name: 'Run 6 targets again?' })
  await expect(question).toBeVisible()
  await look()
  await question.getByRole('button', { name: 'Retry' }).click()
  const operation = page.getByRole('region', { name: 'Retry of 6 targets of job 39596' })
  await expect(operation.getByRole('heading')).toBeFocused()
  await expect(operation.getByText('5 run again, 1 left.')).toBeInViewport()
  await expect(operation.getByText('Finished')).toBeVisible()
  await expect(operation.getByRole('table', { name: 'Left as they are' })).toContainText(
    `Target ${first} is no longer failed.`,
  )
  const writes = await tenant.writes()
  expect(new Set(writes.map(({ path }) => path)).size).toBe(5)
  expect(writes).toHaveLength(5)
  for (const { body } of writes)
    expect(body).toEqual({
      properties: {
        'Target.State': { identifier: 'Pending' },
        'Target.Condition': { identifier: 'Pending' },
      },
    })
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(howFar(page, '406 failed targets by 4 causes')).toBeVisible()

  await page.goto('/activity')
  await expect(page.getByRole('region', { name: 'Retry of 6 targets of job 39596' })).toContainText(
    '5 run again, 1 left.',
  )
  await expect(page.getByText('Retried 5 targets of job 39596 one by one')).toBeVisible()
})

test('a retry of many outlives its page and a reload: paused, left, resumed', async ({
  page,
  signIn,
  tenant,
}) => {
  await tenant.change({ workerPickUpMs: 3_600_000 })
  await signIn('operator', '/jobs/39596/failures')
  await expect(howFar(page, '412 failed targets by 5 causes')).toBeVisible()
  await rows(page).filter({ hasText: 'lacks permission' }).getByRole('link').click()
  await expect(pagination(page)).toContainText('of 21')
  await tenant.fault({ kind: 'hold', method: 'PATCH', path: '/targets/' })
  await page.getByRole('button', { name: 'Retry 21 targets' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Retry' }).click()
  const operation = page.getByRole('region', { name: 'Retry of 21 targets of job 39596' })
  await operation.getByRole('button', { name: 'Pause' }).click()
  await expect.poll(() => tenant.faultsLeft()).toEqual([])
  await tenant.allIsWell()
  await expect(operation.getByText('1 run again, 0 left, 20 to go.')).toBeVisible()
  page.on('dialog', (asks) => void asks.accept())
  await page.goto('/activity')
  await operation.getByRole('button', { name: 'Resume' }).click()
  await expect(operation.getByText('21 run again, 0 left.')).toBeVisible()
  expect(await tenant.writes()).toHaveLength(21)
})
