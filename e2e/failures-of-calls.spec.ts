import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { gatewayUrl, ports } from './ports.ts'
import type { Fault, Tenant } from './tenant.ts'
import { timePasses } from './time-passes.ts'

type Kind = Pick<Fault, 'kind'> & Record<string, unknown>
interface Failure {
  readonly name: string
  readonly fault: Kind
  readonly says: string
  /** How often the console asks before it says so. */
  readonly calls: number
  /** The gateway asks once more by itself where a connection that it had kept was closed under it. */
  readonly gatewayRepeats?: boolean
}

const failures: readonly Failure[] = [
  { name: '500', fault: { kind: 'status', status: 500 }, says: 'The server failed (500).', calls: 1 },
  { name: '503', fault: { kind: 'status', status: 503 }, says: 'The server failed (503).', calls: 4 },
  { name: '504', fault: { kind: 'status', status: 504 }, says: 'took too long to answer', calls: 4 },
  { name: '403', fault: { kind: 'status', status: 403 }, says: 'You are not allowed', calls: 1 },
  { name: '404', fault: { kind: 'status', status: 404 }, says: 'It does not exist', calls: 1 },
  { name: 'wrong shape', fault: { kind: 'wrongShape' }, says: 'not what the API promises', calls: 1 },
  { name: 'malformed', fault: { kind: 'malformed' }, says: 'The answer is no JSON', calls: 1 },
  {
    name: 'cut',
    fault: { kind: 'cut' },
    says: 'could not be reached or cut the connection',
    calls: 4,
    gatewayRepeats: true,
  },
  { name: 'cut body', fault: { kind: 'cutBody' }, says: 'The connection to the server was lost.', calls: 4 },
  { name: '429', fault: { kind: 'rateLimit', retryAfter: 0 }, says: 'Too many calls were made.', calls: 4 },
]

interface Place {
  readonly name: string
  readonly address: string
  readonly path: string
  readonly what: string
  readonly good: (page: Page) => ReturnType<Page['getByText']>
  readonly meets: readonly string[]
}

const places: readonly Place[] = [
  {
    name: 'list',
    address: '/jobs/39596/targets',
    path: '^/api/jobs/39596/targets\\?skip=0&',
    what: 'The targets could not be loaded.',
    good: (page) => page.getByRole('link', { name: '2000001', exact: true }),
    meets: failures.map(({ name }) => name),
  },
  {
    name: 'target',
    address: '/jobs/39596/targets/2000001',
    path: '^/api/jobs/39596/targets/2000001',
    what: 'The target could not be loaded.',
    good: (page) => page.getByText('File processed'),
    meets: ['503', '403', '404', 'wrong shape', 'cut body'],
  },
  {
    name: 'job',
    address: '/jobs/39596',
    path: '^/api/v2/jobs/39596',
    what: 'The job could not be loaded.',
    good: (page) => page.getByText('9,588 done, 412 failed'),
    meets: ['500', '403', '404', 'malformed', 'cut'],
  },
  {
    name: 'description',
    address: '/jobs/39596',
    path: '^/api/jobs/39596/description',
    what: 'The description could not be loaded.',
    good: (page) => page.getByText('Configuration as JSON'),
    meets: ['500', '504', '403', 'wrong shape', '429'],
  },
]

const callsTo = async (tenant: Tenant, path: string) =>
  (await tenant.calls()).filter((call) => new RegExp(path).test(call.path)).length

/** What a list fetches after its rows is there, too: it asks for the job then. */
const listIsWhole = (tenant: Tenant) =>
  expect.poll(() => callsTo(tenant, '/jobs/39596(\\?|$)')).toBeGreaterThan(0)

for (const { name, address, path, what, good, meets } of places)
  test(`${name}: what fails is told in its place, and "Try again" mends it`, async ({
    page,
    signIn,
    tenant,
    expectFailures,
    look,
  }) => {
    test.setTimeout(300_000)
    expectFailures(/answer \d{3}/, /Failed to load resource/, /failed: GET/)
    await signIn('operator', address)
    await expect(good(page)).toBeVisible()
    const alert = page.getByRole('alert').filter({ hasText: what })
    for (const { fault, says, calls, gatewayRepeats } of failures.filter((failure) =>
      meets.includes(failure.name),
    )) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table above writes faults without what they share
      await tenant.fault({ ...fault, path, method: 'GET', times: 0 } as Fault)
      const before = await callsTo(tenant, path)
      await page.reload()
      await expect(alert).toContainText(says)
      const asked = (await callsTo(tenant, path)) - before
      expect(asked, says).toBeGreaterThanOrEqual(calls)
      expect(asked, says).toBeLessThanOrEqual(gatewayRepeats ? 2 * calls : calls)
      await expect(good(page)).toBeHidden()
      await tenant.allIsWell()
      await alert.getByRole('button', { name: 'Try again' }).click()
      await expect(good(page)).toBeVisible()
      await expect(alert).toBeHidden()
    }
    await tenant.fault({ kind: 'status', status: 500, path })
    await page.reload()
    await expect(alert).toBeVisible()
    await look()
  })

test('what passes by is not told: a read is repeated until it works', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/50[0-9]/)
  await tenant.fault({ kind: 'status', status: 503, path: '/targets/2000001', times: 2 })
  await tenant.fault({ kind: 'cut', path: '/targets/2000001' })
  await signIn('operator', '/jobs/39596/targets/2000001')
  await expect(page.getByText('File processed')).toBeVisible()
  await expect(page.getByRole('alert')).toBeHidden()
  expect((await tenant.calls()).map(({ status }) => status)).toEqual([503, 503, 0, 200])
})

test('beside what fails the page goes on working', async ({ page, signIn, tenant, expectFailures }) => {
  expectFailures(/500/)
  await tenant.fault({ kind: 'status', status: 500, path: '/targets\\?(?!.*condition)', times: 0 })
  await tenant.fault({ kind: 'status', status: 500, path: '/description', times: 0 })
  await signIn('operator', '/jobs/39596/targets')
  const list = page.getByRole('alert').filter({ hasText: 'The targets could not be loaded.' })
  await expect(list).toBeVisible()
  await page.getByLabel('Condition').selectOption('Failure')
  const pagination = page.getByRole('navigation', { name: 'Pagination' })
  await expect(pagination).toContainText('1–25 of 412')
  await expect(list).toBeHidden()

  const links = page.getByRole('rowheader').getByRole('link')
  const first = (await links.first().textContent()) ?? ''
  const second = (await links.nth(1).textContent()) ?? ''
  await tenant.fault({ kind: 'status', status: 500, path: `/targets/${first}`, times: 0 })
  await links.first().click()
  const panel = page.getByRole('complementary')
  await expect(panel.getByRole('alert')).toContainText('The target could not be loaded.')
  await page.keyboard.press('j')
  await expect(page.getByRole('complementary', { name: `Target ${second}` })).toContainText('2 of 412')
  await expect(panel.getByRole('alert')).toBeHidden()
  await expect(pagination).toContainText('1–25 of 412')

  await page.getByRole('link', { name: 'Job 39596' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The description' })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Failed\s*412/ })).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'All targets: not counted' })).toBeVisible()
})

test('the pause that the server asks for is kept', async ({ page, signIn, tenant, expectFailures }) => {
  expectFailures(/429/)
  const path = '/targets/2000001'
  await tenant.fault({ kind: 'rateLimit', retryAfter: 2, path })
  await signIn('operator', '/jobs/39596/targets/2000001?condition=Success')
  await expect(page.getByText('File processed')).toBeVisible()
  expect(await callsTo(tenant, path)).toBe(2)
  // By the browser's own record, which no busy test runner delays.
  const pause = await page.evaluate(() => {
    const calls = performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => name.includes('/api/'))
    const refused = calls.find(({ responseStatus }) => responseStatus === 429)?.responseEnd ?? Infinity
    return Math.min(...calls.map(({ startTime }) => startTime).filter((time) => time > refused)) - refused
  })
  expect(pause).toBeGreaterThanOrEqual(1990)
})

test('a pause that the server asks for is told, and how long it lasts; the settings say it where the server does not', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/429/)
  const path = '/targets/2000001'
  await tenant.change({ accessTokenSeconds: 3600 })
  await page.clock.install()
  await signIn('operator')
  await tenant.fault({ kind: 'rateLimit', retryAfter: null, path })
  const refused = page.waitForResponse((response) => response.status() === 429)
  await page.goto('/jobs/39596/targets/2000001')
  await refused
  const told = page.getByRole('status').filter({ hasText: 'Content Hub asks to wait until' })
  await expect(page.getByRole('status').filter({ hasText: 'Loading target' })).toBeVisible()
  await expect(told).toBeVisible()
  await page.clock.fastForward(10_000)
  expect(await callsTo(tenant, path)).toBe(1)
  await page.clock.fastForward(20_000)
  await expect(page.getByText('File processed')).toBeVisible()
  await expect(told).toHaveCount(0)
  expect(await callsTo(tenant, path)).toBe(2)

  // Nobody waits ten minutes: it is said, and asking again asks nobody.
  await tenant.fault({ kind: 'rateLimit', retryAfter: 600, path })
  await page.reload()
  const alert = page.getByRole('alert').filter({ hasText: 'The target could not be loaded.' })
  await expect(alert).toContainText('The server asks to wait until')
  await expect(told).toBeVisible()
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(alert).toContainText('The server asks to wait until')
  expect(await callsTo(tenant, path)).toBe(3)
  await timePasses(page, 600_000)
  await expect(told).toHaveCount(0)
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('File processed')).toBeVisible()
})

test('a request that nobody waits for any more is given up', async ({ page, signIn, tenant }) => {
  await signIn('operator', '/jobs/39596/targets')
  await expect(page.getByRole('link', { name: '2000001', exact: true })).toBeVisible()
  await tenant.fault({ kind: 'hold', path: 'condition=Failure', times: 0 })
  await page.getByLabel('Condition').selectOption('Failure')
  // The rows before stay until the new ones are there.
  await expect(page.getByRole('table', { name: 'Targets' })).toHaveAttribute('aria-busy', 'true')
  await expect(page.getByRole('link', { name: '2000001', exact: true })).toBeVisible()
  const givenUp = page.waitForEvent('requestfailed', (request) => request.url().includes('condition=Failure'))
  await page.getByLabel('Condition').selectOption('Success')
  expect((await givenUp).failure()?.errorText).toBe('net::ERR_ABORTED')
  await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('of 9,588')
})

test.describe('from the first page on', () => {
  test.use({ byHand: true })

  test('the token goes to no other place, whatever links an answer bears', async ({
    page,
    signIn,
    tenant,
  }) => {
    const foreign = `http://${ports.host}:${ports.hub}/api/jobs/39596/targets?skip=25`
    const link = { href: foreign, templated: false }
    await tenant.fault({
      kind: 'status',
      path: '/targets\\?skip=0',
      times: 0,
      status: 200,
      headers: { Location: foreign, Link: `<${foreign}>; rel=next` },
      body: {
        items: [{ id: 2000001, properties: {}, self: link, full: link, created_by: link }],
        total_items: 60,
        next: link,
        previous: link,
        self: link,
      },
    })
    const others = new Set<string>()
    const bearers = new Set<string>()
    page.on('request', (request) => {
      const { origin } = new URL(request.url())
      others.add(origin)
      if (request.headers()['authorization']) bearers.add(origin)
    })
    await signIn('operator', '/jobs/39596/targets')
    const pagination = page.getByRole('navigation', { name: 'Pagination' })
    await expect(pagination).toContainText('1 of 60')
    await pagination.getByRole('button', { name: 'Next page' }).click()
    await expect(page.getByRole('link', { name: '2000026', exact: true })).toBeVisible()
    await page.goBack()
    await page.getByRole('link', { name: '2000001', exact: true }).click()
    await expect(page.getByRole('complementary')).toContainText('File processed')
    expect([...bearers]).toEqual([gatewayUrl])
    expect([...others].toSorted()).toEqual([gatewayUrl, `http://${ports.host}:${ports.oidc}`])
  })
})

test('offline is said, and what could not be read is read when the network is back', async ({
  page,
  context,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/ERR_INTERNET_DISCONNECTED/, /failed: GET/)
  await signIn('operator', '/jobs/39596/targets')
  await expect(page.getByRole('link', { name: '2000001', exact: true })).toBeVisible()
  await listIsWhole(tenant)
  await context.setOffline(true)
  await expect(page.getByText('You are offline.')).toBeVisible()
  await page.getByLabel('Condition').selectOption('Failure')
  const alert = page.getByRole('alert').filter({ hasText: 'The targets could not be loaded.' })
  await expect(alert).toContainText('This computer is offline.')
  await context.setOffline(false)
  await expect(page.getByText('You are offline.')).toBeHidden()
  await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('1–25 of 412')
  await expect(alert).toBeHidden()
})

test('code that cannot be fetched is a message in its place, and the page stays', async ({
  page,
  context,
  signIn,
  tenant,
  expectFailures,
  look,
}) => {
  expectFailures(/ERR_INTERNET_DISCONNECTED/, /failed: GET/, /dynamically imported/)
  await signIn('operator', '/jobs/39596/targets')
  const link = page.getByRole('link', { name: '2000001', exact: true })
  await expect(link).toBeVisible()
  await listIsWhole(tenant)
  await context.setOffline(true)
  await link.click()
  const panel = page.getByRole('complementary', { name: 'Target 2000001' })
  await expect(panel.getByRole('alert')).toContainText('A part of the console could not be loaded')
  await expect(link).toBeVisible()
  await page.keyboard.press('Control+k')
  const over = page.getByRole('alert').filter({ hasText: 'This could not be shown.' })
  await expect(over).toBeVisible()
  await look()

  await context.setOffline(false)
  await over.getByRole('button', { name: 'Try again' }).click()
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await panel.getByRole('button', { name: 'Try again' }).click()
  await expect(panel).toContainText('File processed')
})
