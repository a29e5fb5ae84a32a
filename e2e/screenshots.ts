import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'

const folder = 'docs/screenshots'
const rows =
  'identifier,location,Target.State\nshelf-12,shelf 12,Created\nshelf-13,shelf 13,Ended\nshelf-14,shelf 14,Created'
const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { name: 'phone-dark', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const

for (const { name, colorScheme, viewport } of looks) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport })

    test(`every page, ${name}`, async ({ page, signIn, tenant }) => {
      const picture = (of: string) => page.screenshot({ path: `${folder}/${of}-${name}.png` })
      await page.goto('/jobs/39596')
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
      await picture('sign-in')

      await signIn('operator', '/jobs/39596')
      await expect(page.getByText('412 failed').first()).toBeVisible()
      await picture('job')
      await page.goto('/jobs/39309')
      await expect(page.getByText('Running').first()).toBeVisible()
      await page.goto('/jobs/39601')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.goto('/')
      await expect(page.getByRole('link', { name: /39596/ })).toBeVisible()
      await picture('home')

      await page.goto('/jobs/39596/failures')
      await expect(page.getByText(/^412 failed targets by 5 causes/)).toBeVisible()
      await picture('failures')
      await page.goto('/jobs/39596/targets?condition=Failure')
      await expect(page.getByText('1–25 of 412')).toBeVisible()
      await picture('targets')
      await page.getByRole('rowheader').first().getByRole('link').click()
      await shown(page, /Target\.Data/)
      await picture('target')
      await page.getByRole('button', { name: 'Edit' }).click()
      await expect(page.getByRole('textbox', { name: 'Target.Data' })).toBeVisible()
      await picture('edit')
      await page.getByRole('form').getByLabel('Target.Location').fill('shelf 12')
      await page.getByRole('button', { name: 'Review changes' }).click()
      await expect(page.getByRole('dialog', { name: 'Review changes' })).toContainText('shelf 12')
      await picture('review')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByRole('status').filter({ hasText: /\bSaved/ })).toBeVisible()
      await page.goto('/activity')
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
      await picture('activity')

      await page.goto('/jobs/39596/targets/new')
      await expect(page.getByRole('form', { name: 'New target' })).toBeVisible()
      await picture('new')
      await page.goto('/jobs/39596/targets/import')
      await page.getByLabel('Paste rows').fill(rows)
      await page.getByRole('button', { name: 'Check' }).click()
      await expect(page.getByText('2 good rows').first()).toBeVisible()
      await picture('import')
      await page.goto('/jobs/39596/description')
      await shown(page, /MassEdit/)
      await picture('description')
      await page.goto('/jobs/39596/description/edit')
      await expect(page.getByRole('form', { name: 'Edit description' })).toBeVisible()
      await picture('edit-description')

      await page.goto(`/bigchange/jobs?reference=${tenant.reference('ROUND-2026')}`)
      await expect(page.getByRole('table', { name: 'Jobs' }).getByRole('rowheader')).toHaveCount(25)
      await picture('bigchange-jobs')
      const record = `/bigchange/jobs/${tenant.bigChangeId(214_503_377)}`
      await page.goto(record)
      await expect(page.getByRole('region', { name: 'Status' })).toBeVisible()
      await picture('bigchange-job')
      await page.goto(`${record}/edit`)
      await expect(page.getByRole('form', { name: 'Edit job' })).toBeVisible()
      await picture('edit-bigchange-job')

      await page.goto('/jobs/41000/targets?skip=999975')
      await expect(page.getByText('of 1,000,000')).toBeVisible()
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
      await picture('palette')
    })
  })
}

const shown = (page: Page, text: RegExp) => expect(page.getByText(text).first()).toBeVisible()
