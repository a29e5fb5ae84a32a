import { spawn } from 'node:child_process'
import { test as withoutPage } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { enterAs, expect, test } from './fixture.ts'
import { hubUrl, ports, underPathUrl } from './ports.ts'
import { configFile, sandboxSettings, type Settings, startConsoleWith } from './own-console.ts'
import { serveSettings } from './served-settings.ts'

/** A setting as the file has it, and what the page says is wrong with it: the setting, what was found, what is expected. */
const wrong: [about: string, served: { status?: number; text: string }, said: string[]][] = [
  [
    'a name that is not known',
    { text: changed(({ contentHub }) => (contentHub['takemax'] = 50)) },
    ['“contentHub.takemax”', 'a name that is not known', '“takeMax”'],
  ],
  [
    'a value of another type',
    { text: changed(({ contentHub }) => (contentHub['takeMax'] = 'many')) },
    ['“contentHub.takeMax”', '"many"', 'a number'],
  ],
  [
    'an address that anybody can read along',
    { text: changed(({ oidc }) => (oidc['authority'] = 'http://login.example.com')) },
    ['“oidc.authority”', '"http://login.example.com"', 'an https address'],
  ],
  [
    'a setting that is missing',
    { text: changed(({ oidc }) => delete oidc['client_id']) },
    ['“oidc.client_id”', 'nothing', 'a text'],
  ],
  [
    'a value that is markup',
    { text: changed(({ contentHub }) => (contentHub['jobPath'] = '<img src=x onerror=alert(1)>')) },
    ['“contentHub.jobPath”', '<img src=x onerror=alert(1)>', 'one of "v2", "v1", "auto"'],
  ],
  ['a file that is not JSON', { text: '{"oidc": ' }, ['config.json', 'not JSON']],
  ['a file that is a list', { text: '[]' }, ['The configuration', 'a list', 'an object']],
  [
    'a page in the place of the file',
    { text: '<!doctype html><title>Portal</title>' },
    ['config.json', 'not JSON'],
  ],
  ['no file', { status: 404, text: '' }, ['config.json', 'could not be read', 'answered 404']],
]

test('wrong settings are one message that says what to correct', async ({ page, expectFailures, look }) => {
  expectFailures(/config\.json/)
  for (const [about, served, said] of wrong)
    await test.step(about, async () => {
      const app = await serveSettings(served)
      try {
        await page.goto(`${app.url}/jobs/39596/targets?condition=Failure`)
        const alert = page.getByRole('main').getByRole('alert')
        await expect(alert).toContainText('The console cannot start.')
        for (const words of said) await expect(alert).toContainText(words)
        await expect(page.getByRole('button')).toHaveText(['Try again'])
        if (served.status) await look()

        // Corrected meanwhile.
        Object.assign(served, { status: 200, text: JSON.stringify(sandboxSettings()) })
        await page.getByRole('button', { name: 'Try again' }).click()
        await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
      } finally {
        await app.close()
      }
    })
})

const startWith = (change: (settings: Settings) => unknown, file: string) =>
  startConsoleWith(change, file, underPathUrl)

test.describe('a console with settings of its own', () => {
  // They share the one address that the sign-in service knows.
  test.describe.configure({ mode: 'default' })

  test('lives under a path: deep link, sign-in, every page and the way out', async ({
    page,
    tenant,
  }, testInfo) => {
    const gateway = await startWith(() => {}, testInfo.outputPath('config.json'))
    try {
      const outside: string[] = []
      page.on('request', (request) => {
        const { port, pathname } = new URL(request.url())
        if (
          port === String(ports.underPath) &&
          !/^\/jobs-console(\/|$)/.test(pathname) &&
          !pathname.startsWith('/api/')
        )
          outside.push(pathname)
      })
      const address = `${underPathUrl}/jobs/39596/targets?condition=Failure&take=50`
      await page.goto(address)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await enterAs(page, tenant.account('operator'), 'operator')
      await expect(page).toHaveURL(address)
      await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('1–50 of 412')
      await page.getByRole('link', { name: 'Job 39596' }).click()
      await expect(page.getByText('9,588 done, 412 failed (4.1%)')).toBeVisible()
      await expect(page).toHaveURL(`${underPathUrl}/jobs/39596`)
      await page.reload()
      await expect(page.getByRole('heading', { name: 'Job 39596' })).toBeVisible()
      await page.goto(underPathUrl)
      await page.getByRole('textbox', { name: 'Open a job' }).fill(address)
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(address)
      await page.getByRole('button', { name: 'Operator' }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await expect(page).toHaveURL(`${underPathUrl}/`)
      await expect(page.getByText('You have signed out.')).toBeVisible()
      expect(outside).toEqual([])
    } finally {
      await page.close()
      await gateway.close()
    }
  })

  test('asks Content Hub itself, without the gateway', async ({ page, tenant }, testInfo) => {
    const gateway = await startWith(
      ({ contentHub }) => (contentHub['url'] = hubUrl),
      testInfo.outputPath('config.json'),
    )
    try {
      const asked: string[] = []
      page.on(
        'request',
        (request) => request.url().includes('/api/') && asked.push(new URL(request.url()).origin),
      )
      await page.goto(`${underPathUrl}/jobs/39596/targets?condition=Failure`)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await enterAs(page, tenant.account('operator'), 'operator')
      await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText('1–25 of 412')
      expect(new Set(asked)).toEqual(new Set([hubUrl]))
    } finally {
      await page.close()
      await gateway.close()
    }
  })

  test('keeps tokens in memory alone, so that a reload asks anew', async ({ page, tenant }, testInfo) => {
    const gateway = await startWith(
      ({ oidc }) => (oidc['tokenStorage'] = 'memory'),
      testInfo.outputPath('config.json'),
    )
    try {
      await page.goto(`${underPathUrl}/jobs/39601`)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await enterAs(page, tenant.account('operator'), 'operator')
      await expect(page.getByRole('heading', { name: 'Job 39601' })).toBeVisible()
      expect(await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]))).not.toMatch(
        /eyJ|token/i,
      )
      await page.reload()
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('heading', { name: 'Job 39601' })).toBeVisible()
    } finally {
      await page.close()
      await gateway.close()
    }
  })
})

withoutPage(
  'a gateway with a wrong environment does not start, and says why in one line',
  async ({}, testInfo) => {
    const file = testInfo.outputPath('config.json')
    writeFileSync(
      file,
      changed(({ oidc }) => (oidc['authority'] = 'http://login.example.com')),
    )
    const schema = testInfo.outputPath('schema.json')
    writeFileSync(
      schema,
      changed(({ contentHub }) => (contentHub['jsonSchemas'] = { 'Target.Data': { type: 'banana' } })),
    )
    const hubOnly = testInfo.outputPath('hub-only.json')
    writeFileSync(
      hubOnly,
      changed(() => {}),
    )
    const environments: [Record<string, string>, string][] = [
      [{ PORT: 'http' }, 'PORT: found "http", expected a whole number from 0 to 65535.'],
      [{ CONTENT_HUB_URL: `${hubUrl}/api` }, 'CONTENT_HUB_URL: found'],
      [{ CONFIG_FILE: configFile }, 'BIGCHANGE_URL: found nothing, expected an origin such as'],
      [{ CONFIG_FILE: '/nowhere.json' }, 'CONFIG_FILE: found "/nowhere.json", expected the path of a file'],
      [
        { CONFIG_FILE: file },
        `CONFIG_FILE ${file}, oidc.authority: found "http://login.example.com", expected an https`,
      ],
      [
        { CONFIG_FILE: schema },
        `CONFIG_FILE ${schema}, contentHub.jsonSchemas.Target.Data: found what cannot be checked`,
      ],
      [{ HOST: '203.0.113.9' }, 'HOST: found "203.0.113.9", expected an address of this machine.'],
      [{ PORT: String(ports.gateway) }, `PORT: found ${ports.gateway}, which another program listens on`],
    ]
    for (const [given, said] of environments) {
      const gateway = spawn(process.execPath, ['server/main.ts'], {
        env: {
          PATH: process.env['PATH'],
          CONFIG_FILE: hubOnly,
          CONTENT_HUB_URL: hubUrl,
          LOG_LEVEL: 'silent',
          ...given,
        },
      })
      let text = ''
      gateway.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
      expect(await once(gateway, 'close')).toEqual([1, null])
      expect(text).toContain(said)
      expect(text.trim().split('\n')).toHaveLength(1)
    }
  },
)

/** The text of a settings file with one thing wrong. */
function changed(change: (settings: Settings) => unknown): string {
  const settings: Settings = {
    oidc: { authority: 'https://login.example.com', client_id: 'jobs-console' },
    contentHub: {},
  }
  change(settings)
  return JSON.stringify(settings)
}
