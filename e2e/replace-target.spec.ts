import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { tabTo } from './tab-to.ts'

const formOf = (page: Page) => page.getByRole('form', { name: 'Edit target' })
const field = (page: Page, name: string) => formOf(page).getByRole('textbox', { name })
const relation = (page: Page, name: string) => formOf(page).getByRole('group', { name: `Relation ${name}` })
const ends = (page: Page, name: string) => relation(page, name).getByRole('listitem')
const review = (page: Page) => page.getByRole('dialog', { name: 'Review changes' })
const saved = (page: Page) => page.getByRole('status').filter({ hasText: /\bSaved/ })
const replaces = (page: Page) => formOf(page).getByRole('switch', { name: 'Replace everything (PUT)' })

/** The text of the next answer that bears the target. */
const answerOf = async (page: Page, targetId: string): Promise<string> =>
  (
    await page.waitForResponse(
      (response) =>
        response.request().method() === 'GET' &&
        new URL(response.url()).pathname.endsWith(`/targets/${targetId}`),
    )
  ).text()

/** What the answer says of itself as a thing, without who changed it last and when. */
const contentOf = (answer: string): string =>
  answer.replace(/"modified_(on|by)":("[^"]*"|\{[^}]*\}),/g, '').replace(/"version":\d+,/, '')

test('replacing everything loses nothing: all that was read goes back, after a look at it', async ({
  page,
  signIn,
  tenant,
  expectFailures,
  look,
}) => {
  expectFailures(/50[0-9]/)
  const opened = answerOf(page, '2110001')
  await signIn('operator', '/jobs/39610/targets/2110001/edit')
  const before = await opened
  expect(before).toContain('1e400')
  await tabTo(field(page, 'Target.Location'))
  await page.keyboard.type('shelf 12')
  await tabTo(field(page, 'Target.StartedOn'))
  await expect(field(page, 'Target.StartedOn')).toHaveAccessibleDescription(/ in [A-Z]/)
  await page.keyboard.press('Delete')
  await tabTo(replaces(page))
  await expect(replaces(page)).not.toBeChecked()
  await expect(replaces(page)).toHaveAccessibleDescription(/what the server did not tell becomes null/)
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+s')
  await expect(review(page).getByRole('region', { name: 'Target.Location' })).toContainText('shelf 12')
  await expect(review(page)).toContainText('Will have no value any more: Target.StartedOn.')
  await expect(review(page)).toContainText('Sent back as the link that came')
  await expect(review(page)).toContainText('TargetToProcessingJob')
  await look()
  expect(await tenant.writes()).toEqual([])

  // Somebody else saves another property while the review is looked at, and the answer is lost.
  await tenant.changeTarget('39610', '2110001', { 'Target.Priority': 7 })
  await tenant.fault({ kind: 'cutAfter', method: 'PUT' })
  await tabTo(review(page).getByRole('button', { name: 'Save' }))
  await page.keyboard.press('Enter')
  await expect(formOf(page).getByRole('alert')).toContainText('it holds what you typed')
  const [put, ...more] = await tenant.writes()
  expect(more).toEqual([])
  expect(put).toMatchObject({ method: 'PUT', path: '/api/jobs/39610/targets/2110001' })
  expect(put?.body).toMatchObject({
    properties: { 'Target.Priority': 7, 'Target.State': { identifier: 'Pre_Waiting' } },
  })
  expect(await tenant.callsText()).toContain(
    '"Target.Data":{"price":1.10,"far":1e400,"id":9007199254740993,"minusZero":-0,"tenth":0.1000000000000000055511151231257827}',
  )

  const reopened = answerOf(page, '2110001')
  await page.reload()
  const location = /"Target.Location":"[^"]*"/
  const started = /"Target.StartedOn":"[^"]*"/
  expect(contentOf(await reopened)).toBe(
    contentOf(before)
      .replace(location, '"Target.Location":"shelf 12"')
      .replace(started, '"Target.StartedOn":null')
      .replace(/"Target.Priority":\d/, '"Target.Priority":7'),
  )
})

test('ends of relations are added and removed by id, and nobody is overwritten unseen', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator', '/jobs/39596/targets/2000001/edit')
  await expect(ends(page, 'TargetToAsset')).toHaveCount(1)
  const [asset = ''] = await ends(page, 'TargetToAsset').allTextContents()
  const id = relation(page, 'TargetToAsset').getByRole('textbox', { name: 'Id of a parent to add' })
  await tabTo(id)
  await page.keyboard.type('12x')
  await page.keyboard.press('Enter')
  await expect(id).toHaveAccessibleDescription('Enter an id: a whole number.')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('9007199254740993')
  await page.keyboard.press('Control+s')
  await expect(id).toBeFocused()
  await expect(id).toHaveAccessibleDescription('Add what is typed here, or empty the box.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(ends(page, 'TargetToAsset')).toContainText([asset, 'parent 9007199254740993, will be added'])
  await expect(id).toBeFocused()
  const [first, second] = [ends(page, 'TargetToRendition').first(), ends(page, 'TargetToRendition').nth(1)]
  await tabTo(first.getByRole('button', { name: /^Remove child/ }))
  await page.keyboard.press('Enter')
  await expect(first).toContainText('will be removed')
  await expect(first.getByRole('button', { name: /^Keep child/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(first).not.toContainText('will be removed')
  await tabTo(second.getByRole('button', { name: /^Remove child/ }))
  await page.keyboard.press('Enter')
  await look()

  const theirs = { children: [{ href: '/api/entities/5' }] }
  await tenant.changeTarget('39596', '2000001', {}, { TargetToRendition: theirs })
  await page.keyboard.press('Control+s')
  const place = review(page).getByRole('region', { name: 'Relation TargetToRendition' })
  await expect(place).toContainText(/child 5(?!\d)/)
  await expect(review(page).getByRole('region', { name: 'Relation TargetToAsset' })).toContainText(
    'parent 9007199254740993',
  )
  await tabTo(place.getByRole('radio', { name: 'Keep mine' }))
  await page.keyboard.press('ArrowDown')
  await expect(place.getByRole('radio', { name: 'Take theirs' })).toBeChecked()
  await tabTo(review(page).getByRole('button', { name: 'Save' }))
  await page.keyboard.press('Enter')
  // The offer to undo stays for as long as the pointer is on it.
  await saved(page).hover()
  expect(await tenant.writes()).toMatchObject([
    {
      method: 'PATCH',
      body: {
        relations: {
          TargetToAsset: { parents: [{}, { href: expect.stringMatching(/entities.9007199254740993$/) }] },
        },
      },
    },
  ])
  const shown = page.getByRole('region', { name: 'Relations' })
  await expect(shown).toContainText('parent 9007199254740993')
  await expect(shown).toContainText('child 5')

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(shown).not.toContainText('9007199254740993')
  await expect(shown).toContainText('child 5')
})

test('a relation that came as a link stays a link until it is read', async ({ page, signIn, tenant }) => {
  await signIn('operator', '/jobs/39610/targets/2110006/edit')
  const renditions = relation(page, 'TargetToRendition')
  await expect(renditions).toHaveAccessibleDescription('The server told only a link to it.')
  await expect(relation(page, 'TargetToProcessingJob')).toContainText('TargetToProcessingJob')
  await field(page, 'Target.Location').fill('shelf 12')
  await replaces(page).press('Space')
  await page.keyboard.press('Control+s')
  await expect(review(page)).toContainText('TargetToRendition')
  await review(page).getByRole('button', { name: 'Save' }).press('Enter')
  await expect(saved(page)).toBeVisible()
  expect((await tenant.writes())[0]?.body).toMatchObject({
    relations: { TargetToRendition: { href: expect.stringMatching(/\/relations\/TargetToRendition$/) } },
  })

  await expect(page).toHaveURL('/jobs/39610/targets/2110006')
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeVisible()
  await page.keyboard.press('e')
  await renditions.getByRole('button', { name: 'Read TargetToRendition' }).press('Enter')
  await expect(ends(page, 'TargetToRendition')).toHaveCount(30)
  await ends(page, 'TargetToRendition')
    .first()
    .getByRole('button', { name: 'Remove child 120001' })
    .press('Enter')
  await page.keyboard.press('Control+s')
  await expect(page).toHaveURL('/jobs/39610/targets/2110006')
  const [, patch] = await tenant.writes()
  expect(patch).toMatchObject({ method: 'PATCH', status: 204 })
  const text = JSON.stringify(patch?.body)
  expect(text.match(/entities\/1200\d\d"/g)).toHaveLength(29)
  expect(text).not.toContain('120001"')
})
