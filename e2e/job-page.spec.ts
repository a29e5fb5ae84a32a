import { expect, test } from './fixture.ts'
import { timePasses } from './time-passes.ts'

// Without one the server answers 404.
const noDescription = [/ 404\b.*\/jobs\/39603\/description/]

test('how a job stands is said in a sentence', async ({ page, signIn, expectFailures }) => {
  expectFailures(...noDescription)
  await signIn('operator')
  for (const [id, says] of [
    ['39600', /Pending for 31 h, fails by itself in 17 h · 120 waiting/],
    ['39601', /Created, not queued yet · 40 waiting/],
    ['39602', /Cancelled · 120 done, 180 cancelled/],
    ['39604', /Succeeded · no targets/],
    ['39603', /Succeeded · 25 done/],
    ['39610', /Processing: running/],
    ['41000', /Failed · 960,000 done, 40,000 failed \(4%\)/],
  ] as const) {
    await page.goto(`/jobs/${id}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Job ${id}`)
    await expect(page.getByRole('main').getByRole('status').filter({ hasText: says })).toBeVisible()
  }
})

test('every count leads to just the targets that it counts', async ({ page, signIn, tenant }) => {
  await signIn('operator', '/jobs/39602')
  const counts = page.getByRole('region', { name: 'Targets by state' })
  await expect(counts.getByRole('link', { name: 'Cancelled 180' })).toBeVisible()
  const asked = (await tenant.calls()).filter(({ path }) => path.includes('/targets'))
  expect(asked.every(({ path }) => path.includes('take=1'))).toBe(true)
  expect(asked.length).toBeLessThanOrEqual(6)
  await expect(page.getByRole('link', { name: 'Failed targets (0)' })).toHaveAttribute(
    'href',
    '/jobs/39602/targets?state=Completed&condition=Failure',
  )
  await counts.getByRole('link', { name: 'Cancelled 180' }).click()
  await expect(page).toHaveURL('/jobs/39602/targets?state=Cancelled')
  await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('1–25 of 180')
  await expect(page.getByLabel('State')).toHaveValue('Cancelled')
})

test('details, description and properties are told, and where the job is in Content Hub', async ({
  page,
  signIn,
}) => {
  await signIn('operator', '/jobs/39609')
  const main = page.getByRole('main')
  await expect(main.getByText('Priority', { exact: true }).locator('..')).toContainText('9')
  await expect(main.getByText('Locked', { exact: true }).locator('..')).toContainText(
    /by user 8 since .+ UTC/,
  )
  await expect(main.getByText('MassEditJobDescription', { exact: true })).toBeVisible()
  await main.getByText(/^All properties/).click()
  await expect(main.getByText('Job.TargetCount').locator('..')).toContainText('10')
  await expect(main.getByRole('link', { name: 'Open in Content Hub' })).toHaveAttribute(
    'href',
    /\/en-us\/user\/myjobs\/Job\/39609$/,
  )
})

test('a job without a description says so', async ({ page, signIn, expectFailures }) => {
  expectFailures(...noDescription)
  await signIn('operator', '/jobs/39603')
  await expect(page.getByText('This job has no description.')).toBeVisible()
})

test('a running job is followed while the switch is on, and not while it is off', async ({
  page,
  signIn,
  tenant,
}) => {
  const asked = async (path: RegExp) => (await tenant.calls()).filter((call) => path.test(call.path)).length
  const reads = () => asked(/^\/api\/v2\/jobs\/39309/)
  const lists = () => asked(/\/targets\?.*skip/)
  await tenant.change({ liveJobs: false })
  await page.clock.install()
  await signIn('operator', '/jobs/39309')
  const sentence = page.getByRole('main').getByRole('status').filter({ hasText: 'Running' })
  await expect(sentence).toContainText(/579 done, 21 failed \(1.4%\), 4 running, 896 waiting/)
  expect(await reads()).toBe(1)

  await timePasses(page, 21_000)
  await expect.poll(reads).toBe(2)

  const follow = page.getByRole('switch', { name: 'Live updates' })
  await follow.click()
  await page.reload()
  await expect(follow).not.toBeChecked()
  await expect(sentence).toContainText('running')
  expect(await reads()).toBe(3)
  await timePasses(page, 61_000)
  const refresh = page.getByRole('button', { name: 'Refresh' })
  await refresh.click()
  await expect.poll(reads).toBe(4)
  await expect(refresh).not.toHaveAttribute('aria-busy')

  // What was read five seconds ago the next page reads again.
  await timePasses(page, 6_000)
  await page.getByRole('link', { name: 'Targets', exact: true }).click()
  await expect(page.getByRole('table', { name: 'Targets' })).toBeVisible()
  // The page and the one after it, and what would tell its changes.
  await expect.poll(lists).toBe(2)
  await expect(page.locator('h1 + output')).toBeAttached()
  await expect.poll(reads).toBe(5)
  await timePasses(page, 61_000)
  await page.getByLabel('Condition').selectOption('Failure')
  await expect(page.getByText('1–21 of 21')).toBeVisible()
  expect(await reads()).toBe(5)
  expect(await lists()).toBe(3)

  await page.goto('/jobs/39309')
  await expect(sentence).toContainText('running')
  await follow.click()
  await timePasses(page, 21_000)
  await expect.poll(reads).toBe(7)
})

test('what the job cannot tell is told in its place, and the rest works', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/ 500\b/)
  await tenant.fault({ kind: 'status', status: 500, path: '/description' })
  await tenant.fault({ kind: 'status', status: 500, path: 'condition=Failure' })
  await signIn('operator', '/jobs/39596')
  await expect(
    page.getByRole('alert').filter({ hasText: 'The description could not be loaded.' }),
  ).toBeVisible()
  const uncounted = page.getByRole('listitem').filter({ hasText: 'Failed: not counted' })
  await expect(uncounted.getByRole('alert')).toContainText('The server failed (500).')
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: '9,588 done' })).toBeVisible()

  await uncounted.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('9,588 done, 412 failed (4.1%)')).toBeVisible()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('MassEditJobDescription', { exact: true })).toBeVisible()
})

test('a job one may not see is a message, and others can be opened', async ({
  page,
  signIn,
  expectFailures,
  look,
}) => {
  expectFailures(/ 403\b/, ...noDescription)
  await signIn('operator', '/jobs/39605')
  await expect(page.getByRole('alert')).toContainText('The job could not be loaded.')
  await expect(page.getByRole('alert')).toContainText('You are not allowed to do this')
  await expect(page.getByRole('link', { name: 'Targets', exact: true })).toBeHidden()
  await look()
  await page.goto('/jobs/39605/targets')
  await expect(page.getByRole('alert')).toContainText('The targets could not be loaded.')
  await page.getByRole('button', { name: 'Open a job' }).click()
  await page.getByRole('dialog').getByRole('combobox').fill('39603')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Succeeded · 25 done')).toBeVisible()
})
