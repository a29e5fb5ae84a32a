import type { Page } from '@playwright/test'
import { enterAs, expect, test } from './fixture.ts'
import { type Settings, startConsoleWith } from './own-console.ts'
import { byRoleUrl } from './ports.ts'
import { tabTo } from './tab-to.ts'
import type { Tenant } from './tenant.ts'

const actionsByClaim = {
  claim: 'roles',
  view: ['viewer'],
  edit: ['operator'],
  retry: ['operator'],
  bulk: ['lead'],
  delete: ['lead'],
}

const action = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).or(page.getByRole('link', { name, exact: true }))
const status = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text })

/** Runs a story in a console with other settings. */
async function within(
  { page, tenant }: { page: Page; tenant: Tenant },
  role: string,
  change: (settings: Settings) => unknown,
  story: () => Promise<void>,
) {
  const gateway = await startConsoleWith(change, test.info().outputPath('config.json'), byRoleUrl)
  try {
    await page.goto(`${byRoleUrl}/jobs/39596/targets?condition=Failure`)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await enterAs(page, tenant.account(role), role)
    await story()
  } finally {
    await page.close()
    await gateway.close()
  }
}

const byRoleAndAnew = (settings: Settings) => {
  settings['actionsByClaim'] = actionsByClaim
  settings.contentHub['retry'] = { strategy: 'recreate' }
}

test.describe('a console with rights by role', () => {
  // They share the one address that the sign-in service knows.
  test.describe.configure({ mode: 'default' })

  test('who may only look is offered nothing else, by keys and typed addresses neither', async ({
    page,
    tenant,
    look,
  }) => {
    await within(
      { page, tenant },
      'viewer',
      (settings) => (settings['actionsByClaim'] = actionsByClaim),
      async () => {
        await expect(page.getByRole('rowheader')).toHaveCount(25)
        await expect(action(page, 'New target')).toHaveCount(0)
        await page.getByRole('rowheader').first().getByRole('link').click()
        const panel = page.getByRole('complementary')
        await expect(panel).toContainText('1 of 412')
        // The buttons would come with the target.
        await expect(panel.getByText('Raw JSON', { exact: true })).toBeVisible()
        for (const name of ['Retry', 'Edit', 'Delete']) await expect(action(page, name)).toHaveCount(0)
        await expect(page.getByRole('link', { name: 'Copy', exact: true })).toHaveCount(0)
        await page.keyboard.press('e')
        await page.keyboard.press('Delete')
        await page.keyboard.press('j')
        await expect(panel).toContainText('2 of 412')
        await expect(page).toHaveURL(/targets\/\d+\?condition=Failure$/)
        await expect(page.getByRole('alertdialog')).toHaveCount(0)

        const told = status(page, 'Your account may look at this, but not change it.')
        await page.goto(`${byRoleUrl}/jobs/39596/targets/2000002/edit`)
        await expect(told).toBeVisible()
        await expect(page.getByRole('form')).toHaveCount(0)
        await expect(page.getByText('10601', { exact: true })).toBeVisible()
        await look()
        await page.getByRole('link', { name: 'Back to target 2000002' }).click()
        await expect(page).toHaveURL(`${byRoleUrl}/jobs/39596/targets/2000002`)

        await page.goto(`${byRoleUrl}/jobs/39596/targets/new`)
        await expect(told).toBeVisible()
        await expect(page.getByRole('form')).toHaveCount(0)
        await page.getByRole('link', { name: 'Back to the targets' }).click()
        await expect(page.getByRole('table', { name: 'Targets' })).toBeVisible()

        await page.goto(`${byRoleUrl}/jobs/39596/description/edit`)
        await expect(told).toBeVisible()
        await expect(page.getByRole('region', { name: 'Job.Configuration' })).toBeVisible()
        await page.getByRole('link', { name: 'Back to the description' }).click()
        await expect(page.getByRole('heading', { name: 'Description of job 39596' })).toBeVisible()
        for (const name of ['Edit', 'Delete']) await expect(action(page, name)).toHaveCount(0)
        await page.goto(`${byRoleUrl}/jobs/39596/failures`)
        await expect(page.getByText(/^412 failed targets by 5 causes/)).toBeVisible()
        await page.getByRole('table', { name: 'Causes' }).getByRole('link').last().click()
        await expect(page.getByRole('button', { name: 'Export 2 targets' })).toBeVisible()
        await expect(page.getByRole('button', { name: /^Retry/ })).toHaveCount(0)
        await page.goto(`${byRoleUrl}/jobs/39596`)
        await expect(page.getByRole('link', { name: 'Open description' })).toBeVisible()
        await expect(page.getByRole('link', { name: 'Edit description' })).toHaveCount(0)
        // This console has no BigChange: nothing speaks of it.
        await expect(page.getByRole('link', { name: 'BigChange' })).toHaveCount(0)
        await page.goto(`${byRoleUrl}/bigchange/jobs/214503377`)
        await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
        expect(await tenant.writes()).toEqual([])
      },
    )
  })

  test('who may retry, but not delete: a failed target is tried again as a new one, once', async ({
    page,
    tenant,
    look,
    expectFailures,
  }) => {
    expectFailures(/50[24]/, /404/)
    await within({ page, tenant }, 'operator', byRoleAndAnew, async () => {
      await page.getByRole('row').filter({ hasText: 'timed out' }).first().getByRole('link').click()
      const panel = page.getByRole('complementary')
      await expect(action(page, 'Edit')).toBeVisible()
      await expect(action(page, 'Delete')).toHaveCount(0)
      const failed = /targets\/(\d+)/.exec(page.url())?.[1] ?? ''
      await tabTo(panel.getByRole('button', { name: 'Retry' }))
      await page.keyboard.press('Enter')
      const question = page.getByRole('alertdialog', { name: `Retry target ${failed} as a new target?` })
      await expect(question).toContainText('A new target with a new id is created')
      await expect(question).toContainText(`Target ${failed} stays as it is.`)
      await look()
      await page.keyboard.press('Escape')
      await expect(question).toBeHidden()
      expect(await tenant.writes()).toEqual([])

      await tenant.fault({ kind: 'cut', method: 'POST' })
      await panel.getByRole('button', { name: 'Retry' }).click()
      await question.getByRole('button', { name: 'Create new target' }).click()
      const alert = panel.getByRole('alert')
      await expect(alert).toContainText('The answer to the creation was lost.')
      await tenant.fault({ kind: 'cutAfter', method: 'POST' })
      await alert.getByRole('button', { name: 'Try again' }).click()
      await question.getByRole('button', { name: 'Create new target' }).click()
      const outcome = status(page, /The answer was lost, but the target was created: \d+ was found/)
      // It stays for as long as the pointer is on it.
      await outcome.hover()
      // It could be undone only by deleting.
      await expect(outcome.getByRole('button', { name: 'Undo' })).toHaveCount(0)
      const created = /created: (\d+)/.exec((await outcome.textContent()) ?? '')?.[1] ?? ''
      expect(created).not.toBe(failed)
      await expect(page).toHaveURL(`${byRoleUrl}/jobs/39596/targets/${created}?condition=Failure`)
      await expect(page.getByRole('complementary', { name: `Target ${created}` })).toBeVisible()
      const [lost, done, ...more] = await tenant.writes()
      expect(more).toEqual([])
      expect(lost?.body).toEqual(done?.body)
      expect(done?.body).toMatchObject({
        properties: {
          'Target.State': { identifier: 'Pending' },
          'Target.Condition': { identifier: 'Pending' },
        },
      })
    })
  })

  test('who may not even look is told so, and can leave', async ({ page, tenant, look }) => {
    await within(
      { page, tenant },
      'viewer',
      (settings) => (settings['actionsByClaim'] = { ...actionsByClaim, view: ['lead'] }),
      async () => {
        await expect(page.getByRole('alert')).toContainText('Your account may not use this console.')
        await expect(page.getByRole('alert')).toContainText('Viewer')
        await look()
        await page.getByRole('button', { name: 'Sign out' }).click()
        await expect(page.getByText('You have signed out.')).toBeVisible()
      },
    )
  })
})

test('what the server refused is remembered: the button says why, until it is tried again', async ({
  page,
  signIn,
  tenant,
  look,
  expectFailures,
}) => {
  expectFailures(/ 403\b/)
  await signIn('viewer', '/jobs/39596/targets?condition=Failure')
  await page.getByRole('rowheader').first().getByRole('link').click()
  const panel = page.getByRole('complementary')
  const button = (name: string) => panel.getByRole('button', { name, exact: true })
  await button('Delete').click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(panel.getByRole('alert')).toContainText("You lack permission 'Update'")

  await page.keyboard.press('j')
  await expect(panel).toContainText('2 of 412')
  await expect(button('Delete')).toHaveAccessibleDescription('')
  await page.keyboard.press('k')
  await expect(panel).toContainText('1 of 412')
  await expect(panel.getByRole('alert')).toHaveCount(0)
  await expect(button('Delete')).toHaveAccessibleDescription(/You lack permission 'Update'/)
  await expect(button('Retry')).toHaveAccessibleDescription('')
  await page.keyboard.press('Delete')
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await tabTo(button('Delete'))
  await page.keyboard.press('Enter')
  const why = panel.getByRole('group', { name: 'Delete is not offered' })
  await expect(why).toContainText("You lack permission 'Update'")
  await look()
  expect(await tenant.writes()).toHaveLength(1)

  await tabTo(why.getByRole('button', { name: 'Try again' }))
  await page.keyboard.press('Enter')
  await expect(button('Delete')).toBeFocused()
  await expect(button('Delete')).toHaveAccessibleDescription('')
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(panel.getByRole('alert')).toContainText("You lack permission 'Update'")
  await expect(button('Delete')).toHaveAccessibleDescription(/You lack permission 'Update'/)
  expect(await tenant.writes()).toHaveLength(2)

  // The form itself stays: what is typed there is not lost.
  await button('Retry').click()
  await expect(button('Retry')).toHaveAccessibleDescription(/You lack permission 'Update'/)
  await expect(button('Edit')).toHaveAccessibleDescription(/You lack permission 'Update'/)
})
