import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { tabTo } from './tab-to.ts'

const address = '/jobs/39596/targets/import'
// A browser reports every lost answer, and every 404, also where it is the good answer.
const lostAnswers = [/answer 50[24]: POST/, /status of 50[24]/]
const notThere = [/answer 404: GET .*\/identifier\//, /status of 404/]

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const status = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text })
const operation = (page: Page) => page.getByRole('region', { name: /^Import of/ })
const faults = (page: Page) => page.getByRole('table', { name: 'Faulty rows' }).locator('tbody tr')
const total = (page: Page) => page.getByRole('navigation', { name: 'Pagination' })

async function textOf(download: Promise<Download>): Promise<string> {
  return readFile(await (await download).path(), 'utf8')
}

/** 10,000 rows; every 270th is faulty, in one of five ways. */
function manyRows(): string {
  const rows = Array.from({ length: 10_000 }, (_, index) => {
    const row = index + 1
    const faulty = row % 270 === 0 ? (row / 270) % 5 : null
    const identifier = faulty === 0 ? 'import-1' : faulty === 1 ? `import ${row}` : `import-${row}`
    const state = faulty === 2 ? 'Ended' : 'Created'
    const data = faulty === 3 ? '{""row"":' : `{""row"":${row},""rate"":1.10}`
    return `${identifier},"shelf ${row}, left",${state},"${data}"${faulty === 4 ? ',more' : ''}`
  })
  return ['identifier,location,Target.State,Target.Data', ...rows].join('\r\n')
}

test('10,000 rows by keyboard, 37 of them faulty, with answers that are lost: each is created once', async ({
  page,
  signIn,
  tenant,
  expectFailures,
  look,
}) => {
  // Ten thousand writes, and as many looks at what became of some, on a machine that may be busy.
  test.slow()
  expectFailures(...lostAnswers, ...notThere)
  await tenant.fault({ kind: 'cutAfter', method: 'POST', path: '/targets/bulk', times: 2 })
  await tenant.fault({ kind: 'cut', method: 'POST', path: '/targets/bulk' })
  await signIn('operator', '/jobs/39596/targets')
  await expect(total(page)).toContainText('of 10,000')
  await tabTo(page.getByRole('link', { name: 'Import targets' }))
  await page.keyboard.press('Enter')
  await tabTo(page.getByLabel('File'))
  await page
    .getByLabel('File')
    .setInputFiles({ name: 'shelves.csv', mimeType: 'text/csv', buffer: Buffer.from(manyRows()) })
  await tabTo(button(page, 'Check'))
  await page.keyboard.press('Enter')
  await expect(status(page, '9,963 good rows')).toContainText('37 faulty', { timeout: 60_000 })
  await expect(faults(page)).toHaveCount(37)
  await expect(faults(page).first()).toHaveText(
    '271Identifier “import 270”: Use letters without accents, digits, full stops, underscores and hyphens only.',
  )
  expect(await tenant.writes()).toEqual([])
  await look()

  await tabTo(button(page, 'Create'))
  await page.keyboard.press('Enter')
  await expect(operation(page).getByRole('heading')).toBeFocused()
  await expect(status(page, 'Import of 9,963 targets into job 39596 has finished')).toBeVisible({
    timeout: 180_000,
  })
  await expect(operation(page)).toContainText('9,963 created, 37 failed')
  const saved = page.waitForEvent('download')
  await tabTo(button(page, 'Save failed rows'))
  await page.keyboard.press('Enter')
  const failed = (await textOf(saved)).trim().split('\r\n')
  expect(failed).toHaveLength(38)
  expect(failed[0]).toBe('line,reason,identifier,location,Target.State,Target.Data')
  expect(failed[2]).toBe(
    '541,"Target.State “Ended”: It is none of Created, Pending, InProgress, Completed, Cancelled.",import-540,"shelf 540, left",Ended,"{""row"":540,""rate"":1.10}"',
  )
  const all = page.waitForEvent('download')
  await button(page, 'Save results').click()
  const ids = [...(await textOf(all)).matchAll(/^\d+,import-\d+,(\d+),/gm)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(9963)

  await page.getByRole('link', { name: 'Targets of job 39596' }).click()
  await expect(total(page)).toContainText('of 19,963')
  await page.goto('/jobs/39596/targets?location=shelf+10000%2C+left')
  await expect(total(page)).toContainText('of 1')
})

/** 250 rows as a spreadsheet gives them, the first in another state. */
const pastedRows = (state: string) =>
  ['Location\tState\tNote', ...Array.from({ length: 250 }, (_, row) => `=SUM(A${row})\tCreated\t<b>x</b>`)]
    .join('\n')
    .replace('Created', state)

test('pasted rows: mended and created; paused, left, resumed after a reload', async ({
  page,
  signIn,
  tenant,
  look,
}) => {
  await signIn('operator', address)
  await button(page, 'Check').click()
  await expect(page.getByRole('alert')).toContainText('There are none.')
  const pasted = page.getByRole('textbox', { name: 'Paste rows' })
  await pasted.fill(pastedRows('Crated'))
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await button(page, 'Restore draft').click()
  await expect(pasted).toHaveValue(pastedRows('Crated'))
  await expect(pasted).toBeFocused()
  await button(page, 'Check').click()
  await expect(status(page, '249 good rows')).toContainText('1 faulty')
  await expect(faults(page)).toHaveText([/^2Target.State “Crated”: It is none of Created/])
  await expect(page.getByRole('combobox', { name: 'Use of Note' })).toHaveValue('nothing')
  await page.getByRole('combobox', { name: 'Use of Note' }).selectOption('Target.Location')
  await expect(page.getByRole('alert')).toContainText('Two columns are for Target.Location')
  await expect(button(page, 'Create')).toBeHidden()
  await page.getByRole('combobox', { name: 'Use of Note' }).selectOption('Target.StateDescription')
  await pasted.fill(pastedRows('Created'))
  await button(page, 'Check').click()
  await expect(status(page, '250 good rows')).not.toContainText('faulty')
  // What was chosen for the column is remembered.
  await expect(page.getByRole('combobox', { name: 'Use of Note' })).toHaveValue(/Target\.StateDescription/)
  await page.getByText('The first 3 rows as they would be sent').click()
  await expect(page.getByRole('textbox', { name: 'First rows' })).toContainText('"=SUM(A1)"')
  await look()

  await tenant.fault({ kind: 'hold', method: 'POST', path: '/targets/bulk' })
  await button(page, 'Create').click()
  await operation(page).getByRole('button', { name: 'Pause' }).click()
  await tenant.allIsWell()
  await expect(operation(page)).toContainText('Paused')
  await expect(button(page, 'Restore draft')).toBeHidden()
  await expect(operation(page)).toContainText('100 created, 0 failed, 150 to go')
  await page.getByRole('link', { name: 'Activity' }).click()
  await expect(operation(page)).toContainText('stops when this tab is closed')
  await expect(operation(page).getByRole('button', { name: 'Stop' })).toBeVisible()
  await look()
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(operation(page)).toContainText('Interrupted')
  await operation(page).getByRole('button', { name: 'Resume' }).click()
  await expect(operation(page)).toContainText('250 created, 0 failed.')
  await expect(operation(page)).toContainText('Finished')
  const sent = (await tenant.writes()).map(({ body }) => (Array.isArray(body) ? body.length : 0))
  expect(sent).toEqual([100, 100, 50])
  await expect(page.getByRole('heading', { name: 'Created 50 targets of job 39596' })).toBeVisible()
})

test('stopped: what was not sent comes back as a file; a cut answer is looked for; taken back as a whole', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(...lostAnswers, ...notThere, /answer 502: DELETE/, /answer 404: GET .*\/targets\/\d+\?/)
  await signIn('operator', address)
  const rows = Array.from(
    { length: 110 },
    (_, row) => `{"identifier": "j-${row}", "Target.Location": "${row}"}`,
  )
  await page.getByLabel('File').setInputFiles({
    name: 'rows.ndjson',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(rows.join('\n')),
  })
  await button(page, 'Check').click()
  await expect(status(page, '110 good rows')).toBeVisible()
  await tenant.fault({ kind: 'hold', method: 'POST', path: '/targets/bulk' })
  await button(page, 'Create').click()
  await operation(page).getByRole('button', { name: 'Stop' }).click()
  await tenant.allIsWell()
  await expect(operation(page)).toContainText('Stopped')
  await expect(operation(page)).toContainText('100 created, 0 failed, 10 not sent')
  const saved = page.waitForEvent('download')
  await button(page, 'Save failed rows').click()
  const text = await textOf(saved)
  expect(text.split('\n')[0]).toBe(
    '{"line": 101, "reason": "It was not sent.", "identifier": "j-100", "Target.Location": "100"}',
  )

  await tenant.fault({ kind: 'cutAfter', method: 'POST', path: '/targets/bulk' })
  await page
    .getByLabel('File')
    .setInputFiles({ name: 'failed.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(text) })
  await button(page, 'Check').click()
  await expect(status(page, '10 good rows')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Use of reason' })).toBeHidden()
  await button(page, 'Create').click()
  // The stopped one is beside it until the new one has begun.
  const again = page.getByRole('region', { name: /^Import of 10 targets/ })
  await expect(again).toContainText('10 created, 0 failed.')
  await expect(operation(page)).toHaveCount(1)
  await button(page, 'Rows').click()
  await expect(page.getByRole('table', { name: 'Result' })).toContainText('found after its answer was lost')
  expect((await tenant.writes()).map(({ body }) => (Array.isArray(body) ? body.length : 0))).toEqual([
    100, 10,
  ])

  const created = page.getByRole('table', { name: 'Result' }).getByRole('link')
  const ids = await created.allTextContents()
  await tenant.changeTarget('39596', ids[3] ?? '', { 'Target.Location': 'by hand' })
  await tenant.fault({ kind: 'cutAfter', method: 'DELETE', path: `/targets/${ids[1]}$` })
  await tabTo(again.getByRole('button', { name: 'Undo' }))
  await page.keyboard.press('Enter')
  const question = page.getByRole('alertdialog', { name: 'Delete 10 targets that this import created?' })
  await tabTo(question.getByRole('button', { name: 'Delete' }))
  await page.keyboard.press('Enter')
  const undo = page.getByRole('region', { name: /^Undo of “Import of 10 targets/ })
  await expect(undo).toContainText('9 deleted, 1 left.', { timeout: 60_000 })
  await expect(undo.getByRole('table', { name: 'Left as they are' })).toContainText(
    `Target ${ids[3]} was changed since. It is left as it is.`,
  )
  await expect(again.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  const deleted = (await tenant.writes()).filter(({ method }) => method === 'DELETE')
  expect(deleted.map(({ path }) => path.split('/').at(-1))).toEqual(ids.filter((_, place) => place !== 3))
  await page.goto('/jobs/39596/targets')
  await expect(total(page)).toContainText('of 10,101')
})
