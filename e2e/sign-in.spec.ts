import type { BrowserContext, Page } from '@playwright/test'
import { enterAs, expect, test } from './fixture.ts'
import { gatewayUrl, oidcUrl } from './ports.ts'

test.use({
  byHand: true,
  // As people's browsers do: a page that was left may come back whole, with what it had in memory.
  launchOptions: [
    async ({ launchOptions }, provide) =>
      provide({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
    { scope: 'worker' },
  ],
})

const list = '/jobs/39596/targets?condition=Failure&take=50&note=kept'
const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in' })
const pagination = (page: Page) => page.getByRole('navigation', { name: 'Pagination' })

/** Everything of this origin that the tab and the browser keep for the page. */
const kept = (page: Page) =>
  page.evaluate(() => JSON.stringify([sessionStorage, localStorage, document.cookie]))

async function signOut(page: Page, person = 'Operator') {
  await page.getByRole('button', { name: person }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}

test('a link deep into the console is where one is after signing in, and after a reload', async ({
  page,
  signIn,
}) => {
  const leaks = watchForTokens(page.context())
  await signIn('operator', list)
  await expect(page).toHaveURL(list)
  await expect(pagination(page)).toContainText('1–50 of 412')
  await expect(page.getByLabel('Condition')).toHaveValue('Failure')

  const addresses: string[] = []
  page.on('framenavigated', (frame) => addresses.push(frame.url()))
  await page.reload()
  await expect(pagination(page)).toContainText('1–50 of 412')
  expect(addresses).toEqual([gatewayUrl + list])

  expect(
    await page.evaluate(() => [location.href, document.title, document.referrer, history.length]),
  ).toEqual([gatewayUrl + list, expect.not.stringContaining('code'), '', expect.any(Number)])
  expect(leaks).toEqual([])
})

test('the name and what the person may do come from the sign-in service', async ({ page, signIn }) => {
  await signIn('lead')
  await page.getByRole('button', { name: 'Lead' }).click()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
  const record = await page.evaluate(() =>
    Object.entries(sessionStorage).find(([key]) => key.startsWith('jobs-console http')),
  )
  expect(JSON.parse(record?.[1] ?? '')).toMatchObject({
    person: { name: 'Lead', claims: { roles: ['viewer', 'operator', 'lead'] } },
  })
})

test('a wrong password is corrected on the same page, and the way back is not forgotten', async ({
  page,
  tenant,
  expectFailures,
}) => {
  expectFailures(/401.*\/interaction\//)
  await page.goto('/jobs/39601')
  await signInButton(page).click()
  await enterAs(page, tenant.account('operator'), 'wrong')
  await expect(page.getByRole('alert')).toContainText('The user name or the password is wrong')
  await page.getByLabel('Password').fill('operator')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Job 39601' })).toBeVisible()
})

test('by keyboard alone', async ({ page, tenant }) => {
  await page.goto('/jobs/39601')
  await expect(signInButton(page)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(signInButton(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('User name')).toBeFocused()
  await page.keyboard.type(tenant.account('viewer'))
  await page.keyboard.press('Tab')
  await page.keyboard.type('viewer')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Job 39601' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Viewer' })).toBeVisible()
})

test('refusals of the sign-in service are words, shown as text, and lead nowhere by themselves', async ({
  page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => request.url().startsWith(oidcUrl) && asked.push(request.url()))
  const markup = '<img src=x onerror="document.title=1"><a href="https://evil.example">here</a>'
  const answers: [query: Record<string, string>, said: string][] = [
    [{ error: 'access_denied' }, 'did not let you in, or the sign-in was cancelled there'],
    [{ error: 'temporarily_unavailable', state: 'unknown' }, 'is used up, or it belongs to another tab'],
    [{ error: 'server_error', error_description: markup }, `It says: “${markup}”`],
    [{ error: '<b>odd</b>', error_uri: 'javascript:alert(1)' }, 'answered with the error “<b>odd</b>”'],
    [{ code: 'injected', state: 'unknown' }, 'is used up, or it belongs to another tab'],
    [{ code: 'injected' }, 'is used up, or it belongs to another tab'],
    [{ state: '%00%%%' }, 'is used up, or it belongs to another tab'],
  ]
  for (const [query, said] of answers) {
    await page.goto(`/callback?${new URLSearchParams(query)}`)
    await expect(page.getByRole('alert')).toContainText(said)
    await expect(signInButton(page)).toBeVisible()
    await expect(page).toHaveURL('/')
    await expect(page.getByRole('link')).toHaveCount(0)
    await expect(page).toHaveTitle(/^Sign in/)
  }
  await page.goto('/callback?error=access_denied&error=server_error')
  await expect(page.getByRole('alert')).toContainText('a contradictory answer')
  expect(asked).toEqual([])
})

test('whoever says no at the sign-in service is told so and can try again at the same place', async ({
  page,
  tenant,
}) => {
  await page.goto('/jobs/39601')
  const asked = page.waitForRequest((request) => request.url().startsWith(`${oidcUrl}/auth?`))
  await signInButton(page).click()
  const state = new URL((await asked).url()).searchParams.get('state') ?? ''
  await expect(page.getByLabel('User name')).toBeVisible()
  await page.goto(`/callback?${new URLSearchParams({ error: 'access_denied', state, iss: oidcUrl })}`)
  await expect(page.getByRole('alert')).toContainText('did not let you in')
  await expect(page).toHaveURL('/jobs/39601')
  await signInButton(page).click()
  await enterAs(page, tenant.account('operator'), 'operator')
  await expect(page.getByRole('heading', { name: 'Job 39601' })).toBeVisible()
})

test('a callback address is good once: replayed, bookmarked or passed on it signs nobody in', async ({
  page,
  signIn,
}) => {
  const callbacks: string[] = []
  page.on('request', (request) => request.url().includes('/callback?') && callbacks.push(request.url()))
  await signIn('operator', '/jobs/39601')
  const [used = ''] = callbacks
  expect(used).toContain('code=')

  await page.goto(used)
  await expect(page.getByRole('textbox', { name: 'Open a job' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Operator' })).toBeVisible()

  const other = await page.context().newPage()
  await other.goto(used)
  await expect(other.getByRole('alert')).toContainText('is used up, or it belongs to another tab')
  expect(await kept(other)).not.toMatch(/accessToken/)
})

test('the way back is an address of the console, whatever address one came in by', async ({
  page,
  signIn,
}) => {
  await signIn('operator')
  const visited: string[] = []
  for (const [path, back] of [
    ['/callback', '/'],
    ['/callback/', '/'],
    ['/?returnTo=https://evil.example', '/?returnTo=https://evil.example'],
    ['/jobs/39601?next=//evil.example#//evil.example', '/jobs/39601?next=//evil.example#//evil.example'],
  ] as const) {
    const tab = await page.context().newPage()
    tab.on('framenavigated', (frame) => visited.push(new URL(frame.url()).origin))
    await tab.goto(path)
    await signInButton(tab).click()
    await expect(tab.getByRole('button', { name: 'Operator' })).toBeVisible()
    await expect(tab).toHaveURL(back)
    await tab.close()
  }
  expect(new Set(visited)).toEqual(new Set([gatewayUrl]))
})

test('a new tab asks to sign in, and then each has its own session', async ({ page, signIn }) => {
  await signIn('operator', '/jobs/39601')
  const other = await page.context().newPage()
  await other.goto('/jobs/39600')
  await expect(signInButton(other)).toBeVisible()
  await signInButton(other).click()
  // The sign-in service knows the person still.
  await expect(other.getByRole('heading', { name: 'Job 39600' })).toBeVisible()
  const tokens = await Promise.all(
    [page, other].map(async (tab) => /"accessToken\\?":\\?"([^"\\]+)/.exec(await kept(tab))?.[1]),
  )
  expect(tokens[0]).toBeTruthy()
  expect(tokens[0]).not.toBe(tokens[1])
})

test('signing out clears the page, its storage and the way back to it', async ({ page, signIn, tenant }) => {
  await signIn('operator', '/jobs/39596/targets?condition=Failure')
  await expect(pagination(page)).toContainText('of 412')
  await signOut(page)
  await expect(page.getByText('You have signed out.')).toBeVisible()
  await expect(page).toHaveURL('/')
  // The jobs that were opened stay, for this person alone; nothing that signs anybody in.
  expect(await kept(page)).not.toMatch(/token|eyJ|profile/i)

  await page.goBack()
  await expect(signInButton(page)).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
  await expect(page.getByText('412')).toHaveCount(0)

  // At the sign-in service, too: it asks who it is.
  await signInButton(page).click()
  await enterAs(page, tenant.account('viewer'), 'viewer')
  await expect(page.getByRole('button', { name: 'Viewer' })).toBeVisible()
})

test('signing out works here even if the sign-in service is out of reach', async ({
  page,
  signIn,
  expectFailures,
}) => {
  expectFailures(/ERR_INTERNET_DISCONNECTED/, /^failed: GET /)
  await signIn('operator', '/jobs/39601')
  await page.getByRole('button', { name: 'Operator' }).click()
  const out = page.getByRole('menuitem', { name: 'Sign out' })
  await expect(out).toBeVisible()
  await page.context().setOffline(true)
  await out.click()
  await expect(page.getByText('You have signed out.')).toBeVisible()
  expect(await kept(page)).not.toMatch(/token|eyJ/i)
  await expect(page.getByRole('alert')).toContainText('signed out here, but not at the sign-in service')
  await expect(page).toHaveURL('/jobs/39601')
  await page.context().setOffline(false)
  await page.reload()
  await expect(signInButton(page)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Job 39601' })).toHaveCount(0)
})

test('a sign-in service that cannot revoke is signed out of all the same', async ({
  page,
  signIn,
  tenant,
  expectFailures,
}) => {
  expectFailures(/revocation/)
  await signIn('operator', '/jobs/39601')
  await tenant.fault({ system: 'oidc', path: 'revocation', kind: 'status', status: 500 })
  await signOut(page)
  await expect(page.getByText('You have signed out.')).toBeVisible()
  await expect(page).toHaveURL('/')
  await signInButton(page).click()
  await expect(page.getByLabel('Password')).toBeVisible()
  await page.goto('/')
})

test('the other tabs of the person sign out with this one, those of others do not', async ({
  page,
  signIn,
  tenant,
}) => {
  await signIn('operator', '/jobs/39601')
  const same = await page.context().newPage()
  await same.goto('/jobs/39600')
  await signInButton(same).click()
  await expect(same.getByRole('heading', { name: 'Job 39600' })).toBeVisible()

  await page.context().clearCookies()
  const somebody = await page.context().newPage()
  await somebody.goto('/jobs/39600')
  await signInButton(somebody).click()
  await enterAs(somebody, tenant.account('lead'), 'lead')
  await expect(somebody.getByRole('heading', { name: 'Job 39600' })).toBeVisible()

  await signOut(page)
  await expect(same.getByText('You have signed out in another tab.')).toBeVisible()
  await expect(same.getByRole('heading', { name: 'Job 39600' })).toHaveCount(0)
  expect(await kept(same)).not.toMatch(/accessToken/)
  await somebody.reload()
  await expect(somebody.getByRole('heading', { name: 'Job 39600' })).toBeVisible()
  // By way of the sign-in service.
  await expect(page).toHaveURL('/')
  await expect(signInButton(page)).toBeVisible()
})

test('two sign-ins begun in two tabs end in either order', async ({ page, tenant }) => {
  const other = await page.context().newPage()
  for (const [tab, address] of [
    [page, '/jobs/39600'],
    [other, '/jobs/39601'],
  ] as const) {
    await tab.goto(address)
    await signInButton(tab).click()
    await expect(tab.getByLabel('Password')).toBeVisible()
  }
  for (const [tab, name] of [
    [other, 'Job 39601'],
    [page, 'Job 39600'],
  ] as const) {
    await enterAs(tab, tenant.account('operator'), 'operator')
    await expect(tab.getByRole('heading', { name })).toBeVisible()
  }
})

test('a sign-in service that fails or is slow is said, and trying again works', async ({
  page,
  tenant,
  expectFailures,
}) => {
  expectFailures(/\/token/, /status of 500|ERR_/)
  for (const [fault, said] of [
    [{ kind: 'status', status: 500 }, 'answered with the status 500'],
    [{ kind: 'malformed' }, 'sent an answer that cannot be read'],
    [{ kind: 'wrongShape' }, 'sent an answer that cannot be read'],
    [{ kind: 'cut' }, 'cannot be reached from this browser'],
  ] as const) {
    await tenant.fault({ system: 'oidc', path: '^/token$', times: 0, ...fault })
    await page.goto('/jobs/39601')
    await signInButton(page).click()
    if (fault.kind === 'status') await enterAs(page, tenant.account('operator'), 'operator')
    await expect(page.getByRole('alert')).toContainText(said)
    await expect(page).toHaveURL('/jobs/39601')
    await tenant.allIsWell()
  }
  // What takes long is said as well.
  await tenant.fault({ system: 'oidc', path: '^/token$', kind: 'hold' })
  await signInButton(page).click()
  await expect(page.getByRole('status').filter({ hasText: 'Signing in …' })).toBeVisible()
  await tenant.allIsWell()
  await expect(page.getByRole('heading', { name: 'Job 39601' })).toBeVisible()
})

/** Addresses in which a token stood, from now on. */
function watchForTokens(context: BrowserContext): string[] {
  const leaks: string[] = []
  context.on('request', (request) => {
    const { referer = '' } = request.headers()
    if (/eyJ|access_token|refresh_token/.test(request.url() + referer)) leaks.push(request.url() + referer)
    if (request.headers()['authorization'] && !request.url().startsWith(`${gatewayUrl}/api/`))
      leaks.push(request.url())
  })
  return leaks
}
