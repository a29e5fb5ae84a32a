import { expect, test } from './fixture.ts'

test('a job is opened by its id, by an address of Content Hub and by one of this console', async ({
  page,
  signIn,
  baseURL,
}) => {
  await signIn('operator')
  const box = page.getByRole('textbox', { name: 'Open a job' })
  await expect(box).toBeFocused()

  await box.fill('39596')
  await box.press('Enter')
  await expect(page).toHaveURL('/jobs/39596')
  await expect(page.getByRole('heading', { name: 'Job 39596' })).toBeVisible()

  await page.goBack()
  await box.fill('https://hub.example.com/en-us/user/myjobs/Job/39600?tab=targets')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page).toHaveURL('/jobs/39600')
  await expect(page.getByText('The address you opened is of hub.example.com.')).toBeVisible()

  await page.getByRole('link', { name: 'Jobs', exact: true }).click()
  await box.fill(`${baseURL}/jobs/39596/targets?condition=Failure&skip=50`)
  await box.press('Enter')
  await expect(page).toHaveURL('/jobs/39596/targets?condition=Failure&skip=50')
  await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('51–75 of 412')
})

test('what is no job is answered in words, and the server is not asked', async ({ page, signIn, tenant }) => {
  await signIn('operator')
  const box = page.getByRole('textbox', { name: 'Open a job' })
  for (const [typed, answer] of [
    ['', /^Enter a job id such as 39309/],
    ['the import of Monday', /^This is no address of a job. Enter a job id/],
    ['https://hub.example.com/en-us/asset/39309', /no address of a job/],
    ['9223372036854775808', /an id is a whole number from 1 to 9223372036854775807/],
    ['0', /“0” is no job id/],
  ] as const) {
    await box.fill(typed)
    await box.press('Enter')
    await expect(box).toHaveAccessibleDescription(answer)
    await expect(box).toHaveAttribute('aria-invalid', 'true')
    await expect(box).toBeFocused()
  }
  await expect(page).toHaveURL('/')
  expect(await tenant.calls()).toEqual([])
  await box.fill('3')
  await expect(box).not.toHaveAttribute('aria-invalid')
})

test('jobs that were opened are listed, can be pinned and removed, and stay after a reload', async ({
  page,
  signIn,
  look,
}) => {
  await signIn('operator')
  await expect(page.getByRole('heading', { name: 'No jobs opened yet' })).toBeVisible()
  for (const id of ['39602', '39596', '39600']) {
    await page.goto(`/jobs/${id}`)
    await expect(page.getByRole('button', { name: 'Pin', exact: true })).toBeVisible()
  }
  await page.getByRole('button', { name: 'Pin', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Unpin', exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Jobs', exact: true }).click()
  const pinned = page.getByRole('region', { name: 'Pinned jobs' })
  const recent = page.getByRole('region', { name: 'Recent jobs' })
  await expect(pinned.getByRole('link')).toHaveText(['Job 39600'])
  await expect(recent.getByRole('link')).toHaveText(['Job 39596', 'Job 39602'])
  await expect(recent.getByRole('listitem').first()).toContainText('Rights update, autumn catalogue')
  await expect(recent.getByRole('listitem').last()).toContainText('Cancelled')
  await look()

  await page.getByRole('button', { name: 'Pin job 39602' }).click()
  await expect(pinned.getByRole('link')).toHaveText(['Job 39600', 'Job 39602'])
  await expect(page.getByRole('button', { name: 'Unpin job 39602' })).toBeFocused()
  await page.getByRole('button', { name: 'Remove job 39596' }).click()
  await expect(recent).toBeHidden()

  await page.reload()
  await expect(pinned.getByRole('link')).toHaveText(['Job 39600', 'Job 39602'])
  await pinned.getByRole('link', { name: 'Job 39602' }).click()
  await expect(page).toHaveURL('/jobs/39602')
})
