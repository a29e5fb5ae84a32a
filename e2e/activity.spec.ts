import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { enterAs, expect, test } from './fixture.ts'

const address = '/jobs/39596/targets/2000001'
const path = `/api${address}`
const title = 'Edited target 2000001 of job 39596'

const location = (page: Page) => page.getByRole('form', { name: 'Edit target' }).getByLabel('Target.Location')
const outcome = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text })
const entry = (page: Page, name: string | RegExp) => page.getByRole('listitem').filter({ hasText: name })
const undo = (page: Page) => page.getByRole('main').getByRole('button', { name: 'Undo', exact: true })
const undoNow = (page: Page) => outcome(page, /\bSaved/).getByRole('button', { name: 'Undo' })
const patched = (value: string, status = 204) => ({
  method: 'PATCH',
  path,
  status,
  body: { properties: { 'Target.Location': value } },
})

/** Saves another location of the target that is open in the editor. */
async function saveLocation(page: Page, value: string) {
  await location(page).fill(value)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
}

test('undo at once: the value is back, and the log has both writes', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator', `${address}/edit`)
  await expect(location(page)).toHaveValue('10600')
  await saveLocation(page, 'shelf 12')
  // The offer to undo stays for as long as the pointer is on it.
  await outcome(page, /\bSaved/).hover()
  await expect(page.getByText('shelf 12')).toBeVisible()
  await look()
  await undoNow(page).click()
  await expect(outcome(page, `Undone: ${title}`)).toBeVisible()
  await expect(page.getByText('10600').first()).toBeVisible()
  await expect(page.getByText('shelf 12')).toBeHidden()
  expect(await tenant.writes()).toEqual([patched('shelf 12'), patched('10600')])

  await page.getByRole('link', { name: 'Activity' }).click()
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible()
  await expect(page.getByRole('listitem')).toHaveCount(2)
  const [newest, oldest] = [page.getByRole('listitem').first(), page.getByRole('listitem').last()]
  await expect(newest).toContainText(`Undid “${title}”`)
  await expect(newest).toContainText('Done')
  await expect(oldest).toContainText('Undone')
  await expect(undo(page)).toHaveCount(1)

  await oldest.getByRole('button', { name: title }).click()
  await expect(oldest).toContainText(`PATCH ${path}`)
  await expect(oldest).toContainText('204')
  const difference = oldest.getByRole('textbox', { name: `Changes of ${title}` })
  await expect(difference).toContainText('"Target.Location": "10600"')
  await expect(difference).toContainText('"Target.Location": "shelf 12"')
  await look()
  await oldest.getByRole('link', { name: 'a later write' }).click()
  await expect(newest.getByRole('button', { name: 'Undid' })).toBeFocused()
  await expect(newest.getByRole('link', { name: 'the write before it' })).toBeVisible()
})

test('undo later, from the page, by keyboard; an undo can be undone too', async ({
  page,
  signIn,
  tenant,
}) => {
  await signIn('operator', `${address}/edit`)
  await location(page).fill('shelf 12')
  await page.keyboard.press('Control+s')
  await expect(undoNow(page)).toBeVisible()
  await expect(page).toHaveURL(address)
  await page.reload()
  await expect(page.getByText('shelf 12')).toBeVisible()
  await expect(undoNow(page)).toBeHidden()

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type('activity')
  await page.keyboard.press('Enter')
  await expect(entry(page, title)).toContainText('Done')
  await page.getByRole('searchbox', { name: 'Filter' }).focus()
  await page.keyboard.type('refused')
  await expect(page.getByText('No write of the log has “refused” in it.')).toBeVisible()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('2000001 done')
  await expect(outcome(page, '1 of 1 write')).toBeVisible()

  await page.keyboard.press('Tab')
  await expect(entry(page, title).getByRole('button', { name: title })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(undo(page)).toBeFocused()
  await expect(undo(page)).toHaveAccessibleDescription(title)
  await page.keyboard.press('Enter')
  await expect(outcome(page, `Undone: ${title}`)).toBeVisible()
  await page.getByRole('searchbox', { name: 'Filter' }).clear()
  await entry(page, 'Undid').getByRole('button', { name: 'Undo' }).click()
  await expect(outcome(page, 'Undone: Undid')).toBeVisible()
  await expect(entry(page, 'Undid “Undid')).toBeVisible()
  await expect(undo(page)).toHaveCount(2)
  expect(await tenant.writes()).toEqual([patched('shelf 12'), patched('10600'), patched('shelf 12')])
})

test('Ctrl+Z takes the save back, but not while somebody types', async ({ page, signIn, tenant }) => {
  await signIn('operator', `${address}/edit`)
  await saveLocation(page, 'shelf 12')
  // The offer to undo stays for as long as the pointer is on it.
  await outcome(page, /\bSaved/).hover()
  await expect(page).toHaveURL(address)
  await expect(page.getByText('shelf 12')).toBeVisible()
  await page.keyboard.press('e')
  await location(page).press('End')
  await page.keyboard.type('3')
  await page.keyboard.press('Control+z')
  await expect(location(page)).toHaveValue('shelf 12')
  expect(await tenant.writes()).toEqual([patched('shelf 12')])

  await undoNow(page).focus()
  await page.keyboard.press('Control+z')
  await expect(outcome(page, 'Undone')).toBeVisible()
  expect(await tenant.writes()).toEqual([patched('shelf 12'), patched('10600')])
  await expect(location(page)).toHaveValue('10600')
})

test('numbers that JavaScript would respell go back as they were', async ({ page, signIn, tenant }) => {
  await signIn('operator', '/jobs/39610/targets/2110001/edit')
  const data = page.getByRole('textbox', { name: 'Target.Data' })
  await expect(data).toContainText('1e400')
  await data.focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('End')
  await page.keyboard.type('"note": 2.0,')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(outcome(page, /\bSaved/)).toBeVisible()
  await page.goto('/activity')
  await undo(page).click()
  await expect(outcome(page, 'Undone')).toBeVisible()
  expect(await tenant.callsText()).toContain(
    '"body":{"properties":{"Target.Data":{"price":1.10,"far":1e400,"id":9007199254740993,' +
      '"minusZero":-0,"tenth":0.1000000000000000055511151231257827}}}',
  )
})

test('a description too is as it was, byte by byte', async ({ page, signIn, tenant }) => {
  await signIn('operator', '/jobs/39596/description/edit')
  const configuration = page.getByRole('textbox', { name: 'Job.Configuration' })
  await expect(configuration).toContainText('{')
  await configuration.focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('End')
  await page.keyboard.type('"note": 2.0,')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(outcome(page, /\bSaved/)).toBeVisible()
  await undoNow(page).click()
  await expect(outcome(page, 'Undone: Edited the description of job 39596')).toBeVisible()
  const texts = [...(await tenant.callsText()).matchAll(/"properties":(\{.*?\}),"relations"/g)]
  const [saved, undone] = texts.map(([, properties]) => properties)
  expect(saved).toContain('"note":2.0,')
  expect(undone).toBe(saved?.replace('"note":2.0,', ''))
})

test('what somebody changed since is not overwritten unseen', async ({ page, signIn, tenant, look }) => {
  await signIn('operator', `${address}/edit`)
  await saveLocation(page, 'shelf 12')
  await expect(outcome(page, /\bSaved/)).toBeVisible()
  await tenant.changeTarget('39596', '2000001', { 'Target.Location': 'shelf 99' })
  await page.goto('/activity')
  const review = page.getByRole('dialog', { name: 'Review undo' })

  await undo(page).click()
  await expect(review).toContainText('What is to be undone was changed again since.')
  await expect(review.getByRole('definition')).toHaveText(['shelf 12', 'shelf 99', '10600'])
  await expect(review.getByRole('button', { name: 'Undo' })).toBeDisabled()
  await look()
  await review.getByRole('button', { name: 'Cancel' }).click()
  await expect(review).toBeHidden()

  await undo(page).click()
  await review.getByLabel('Leave as it is now').check()
  await review.getByRole('button', { name: 'Undo' }).click()
  await expect(outcome(page, 'Nothing was sent')).toBeVisible()
  expect(await tenant.writes()).toEqual([patched('shelf 12')])

  await undo(page).click()
  await review.getByLabel('Put back').check()
  await review.getByRole('button', { name: 'Undo' }).click()
  await expect(outcome(page, 'Undone')).toBeVisible()
  await expect(entry(page, title).last()).toContainText('Undone')
  expect(await tenant.writes()).toEqual([patched('shelf 12'), patched('10600')])
})

test('a deleted target is created again, with a new id', async ({
  page,
  signIn,
  tenant,
  look,
  expectFailures,
}) => {
  // That it is gone, and its identifier in no use any more, is answered so.
  expectFailures(/answer 404: GET .*\/(identifier\/|targets\/2000001\b)/, /status of 404/)
  await signIn('operator', address)
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await outcome(page, 'Deleted target 2000001').getByRole('button', { name: 'Undo' }).click()
  const asked = page.getByRole('alertdialog', { name: 'Create target 2000001 again?' })
  await expect(asked).toContainText('It gets a new id')
  await look()
  await asked.getByRole('button', { name: 'Create again' }).click()
  const created = outcome(page, /Target 2000001 is created again as target \d+/)
  await expect(created).toBeVisible()
  const id = /\d+$/.exec((await created.innerText()).split('\n')[0] ?? '')?.[0] ?? ''
  expect(id).not.toBe('2000001')
  const [deleted, again] = await tenant.writes()
  expect(deleted).toMatchObject({ method: 'DELETE', path, status: 204 })
  expect(again).toMatchObject({
    method: 'POST',
    path: '/api/jobs/39596/targets',
    status: 201,
    body: {
      identifier: expect.stringMatching(/./),
      properties: {
        'Target.Location': '10600',
        'Target.State': { identifier: 'Completed' },
        'Target.Condition': { identifier: 'Success' },
      },
    },
  })
  await page.goto('/activity')
  await expect(entry(page, 'Deleted target 2000001').last()).toContainText('Undone')
  await page.goto(`/jobs/39596/targets/${id}/edit`)
  await expect(location(page)).toHaveValue('10600')
})

test('a created target is deleted again, after a question', async ({ page, signIn, tenant }) => {
  await signIn('operator', '/jobs/39596/targets/new')
  await page.getByRole('form', { name: 'New target' }).getByLabel('Target.Location').fill('shelf 12')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const created = outcome(page, /Created target \d+/)
  // The offer to undo stays for as long as the pointer is on it.
  await created.hover()
  await expect(page).toHaveURL(/targets\/\d+$/)
  const id = /\d+$/.exec(page.url())?.[0] ?? ''
  await created.getByRole('button', { name: 'Undo' }).click()
  const asked = page.getByRole('alertdialog', { name: `Delete target ${id}?` })
  await expect(asked).toContainText('shelf 12')
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await expect(asked).toBeHidden()

  await page.getByRole('link', { name: 'Activity' }).click()
  await undo(page).click()
  await asked.getByRole('button', { name: 'Delete' }).click()
  await expect(outcome(page, `Deleted target ${id}`)).toBeVisible()
  await expect(entry(page, 'Created a target of job 39596').last()).toContainText('Undone')
  expect((await tenant.writes()).map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /api/jobs/39596/targets',
    `DELETE /api/jobs/39596/targets/${id}`,
  ])
})

test('an undo that fails says so, and can be tried again', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/503/)
  await signIn('operator', `${address}/edit`)
  await saveLocation(page, 'shelf 12')
  await expect(outcome(page, /\bSaved/)).toBeVisible()
  await page.goto('/activity')
  await expect(undo(page)).toBeVisible()
  await tenant.fault({ method: 'GET', path: 'targets', times: 0, kind: 'status', status: 503 })
  await undo(page).click()
  const dialog = page.getByRole('dialog', { name: 'Undo' })
  await expect(dialog.getByRole('alert')).toContainText('Nothing was sent.', { timeout: 20_000 })
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await tenant.allIsWell()
  await undo(page).click()
  await expect(outcome(page, 'Undone')).toBeVisible()
  expect(await tenant.writes()).toEqual([patched('shelf 12'), patched('10600')])
})

test('refused, and unknown: the log tells them apart', async ({ page, signIn, tenant, expectFailures }) => {
  expectFailures(/400/, /ERR_EMPTY_RESPONSE|ERR_CONNECTION|failed: PATCH|502/)
  await signIn('operator', `${address}/edit`)
  await expect(location(page)).toHaveValue('10600')
  await tenant.fault({
    method: 'PATCH',
    kind: 'status',
    status: 400,
    body: { 'Target.Location': 'There is no such shelf.' },
  })
  await saveLocation(page, 'shelf 12')
  await expect(page.getByText('There is no such shelf.', { exact: true })).toBeVisible()
  await tenant.fault({ method: 'PATCH', kind: 'cutAfter' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('The answer to the save was lost')

  await page.goto('/activity')
  const [unknown, refused] = [page.getByRole('listitem').first(), page.getByRole('listitem').last()]
  await expect(refused).toContainText('Refused')
  await expect(refused.getByRole('button', { name: 'Undo' })).toBeHidden()
  await refused.getByRole('button', { name: title }).click()
  await expect(refused).toContainText('There is no such shelf.')
  await expect(refused).toContainText('400')
  await expect(unknown).toContainText('Unknown')
  await unknown.getByRole('button', { name: 'Undo' }).click()
  await expect(outcome(page, 'Undone')).toBeVisible()
  expect((await tenant.writes()).at(-1)).toEqual(patched('10600'))
})

test('other tabs follow; a write whose tab was closed is unknown', async ({
  page,
  signIn,
  tenant,
  context,
}) => {
  await signIn('operator', '/activity')
  await expect(page.getByText('Nothing written yet')).toBeVisible()
  const other = await context.newPage()
  await other.goto(`${address}/edit`)
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(location(other)).toHaveValue('10600')
  await tenant.fault({ method: 'PATCH', kind: 'hold' })
  await saveLocation(other, 'shelf 12')
  await expect(entry(page, title)).toContainText('Running')
  await expect(undo(page)).toBeHidden()
  await other.close({ runBeforeUnload: false })
  await page.reload()
  await expect(entry(page, title)).toContainText('Unknown')
  await entry(page, title).getByRole('button', { name: title }).click()
  await expect(entry(page, title)).toContainText('The tab was closed before the answer arrived.')
})

test('the export bears before and after, numbers as they were, and no token', async ({
  page,
  signIn,
  tenant,
}) => {
  await signIn('operator', '/jobs/39610/targets/2110001/edit')
  const tokens = await page.evaluate(() => {
    const [record = ''] = Object.values(sessionStorage).filter((text) => text.includes('accessToken'))
    const { accessToken, refreshToken, idToken } = JSON.parse(record)
    return [accessToken, refreshToken, idToken].map(String)
  })
  expect(tokens.every((token) => token.length > 20)).toBe(true)
  await saveLocation(page, 'shelf 12')
  await expect(outcome(page, /\bSaved/)).toBeVisible()
  await page.goto('/activity')
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^activity-\d{4}-\d\d-\d\d\.json$/)
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toMatch(/"price":1\.10,"far":1e400,"id":9007199254740993/)
  expect(JSON.parse(text)).toMatchObject({
    writes: [
      {
        who: { sub: tenant.account('operator'), name: 'Operator' },
        title: 'Edited target 2110001 of job 39610',
        outcome: 'done',
        status: 204,
        before: { id: 2110001, version: expect.anything() },
        sent: { properties: { 'Target.Location': 'shelf 12' } },
      },
    ],
  })
  const kept = await page.evaluate(async () => {
    const texts: string[] = [JSON.stringify(localStorage)]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error))
      })
      for (const store of database.objectStoreNames) {
        const all = await new Promise<unknown>((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll()
          request.addEventListener('success', () => resolve(request.result))
        })
        texts.push(JSON.stringify(all))
      }
      database.close()
    }
    return texts.join('\n')
  })
  expect(kept).toContain('shelf 12')
  for (const token of tokens) {
    expect(text).not.toContain(token)
    expect(kept).not.toContain(token)
  }
})

test('who signs in next sees nothing of it; who comes back does', async ({ page, signIn, tenant }) => {
  await signIn('operator', `${address}/edit`)
  await saveLocation(page, 'shelf 12')
  await expect(outcome(page, /\bSaved/)).toBeVisible()
  const change = async (from: string, to: string) => {
    await page.getByRole('button', { name: from }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByText('You have signed out.')).toBeVisible()
    await expect(page).toHaveURL('/')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await enterAs(page, tenant.account(to), to)
    await page.getByRole('link', { name: 'Activity' }).click()
  }
  await change('Operator', 'lead')
  await expect(page.getByText('Nothing written yet')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Export' })).toBeHidden()
  await change('Lead', 'operator')
  await expect(entry(page, title)).toContainText('Done')
})

test('where the browser keeps nothing, writes go on and the page says so', async ({
  page,
  signIn,
  tenant,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    }
  })
  await signIn('operator', `${address}/edit`)
  await saveLocation(page, 'shelf 12')
  await expect(outcome(page, /\bSaved/)).toBeVisible()
  expect(await tenant.writes()).toEqual([patched('shelf 12')])
  await expect(undoNow(page)).toBeHidden()
  await page.getByRole('link', { name: 'Activity' }).click()
  await expect(page.getByRole('alert')).toContainText('Nothing can be kept here.')
  await expect(outcome(page, '1 write of this page could not be kept')).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the log fits', async ({ page, signIn, tenant, look }) => {
    await signIn('operator', `${address}/edit`)
    await tenant.fault({ method: 'PATCH', kind: 'status', status: 200, body: { version: 7 } })
    await saveLocation(page, 'a shelf with a very long name that does not fit into one line of a telephone')
    await expect(undoNow(page)).toBeInViewport()
    await page.getByRole('link', { name: 'Activity' }).click()
    await entry(page, title).getByRole('button', { name: title }).click()
    await expect(entry(page, title)).toContainText('very long name')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await expect(undo(page)).toBeInViewport()
    await look()
    await page.getByText('Body of the answer').click()
    await expect(page.getByRole('textbox', { name: 'Body of the answer' })).toContainText('"version": 7')
  })
})
