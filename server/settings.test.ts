import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: unknown) {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const oidc = { authority: 'https://id.example.com', client_id: 'jobs-console' }
const good = { CONFIG_FILE: file('good.json', { oidc }), CONTENT_HUB_URL: 'https://hub.example.com' }

test('defaults', () => {
  const settings = readSettings({ ...good, PORT: '' })
  expect(settings).toMatchObject({ host: '127.0.0.1', port: 4173, logLevel: 'info', publicUrl: undefined })
  expect(settings.contentHub).toEqual({ origin: new URL('https://hub.example.com'), callsPerSecond: 12 })
  expect(settings.config.oidc.client_id).toBe('jobs-console')
})

test('a public address ends in a slash, a direct app needs no upstream', () => {
  expect(readSettings({ ...good, PUBLIC_URL: 'https://ops.example.com/jobs-console' }).publicUrl?.href).toBe(
    'https://ops.example.com/jobs-console/',
  )
  const direct = file(
    'direct.json',
    `\uFEFF${JSON.stringify({ oidc, contentHub: { url: 'https://hub.example.com' } })}`,
  )
  expect(readSettings({ CONFIG_FILE: direct }).contentHub).toBeUndefined()
})

test.each([
  [{ PORT: 'x' }, 'PORT: found "x", expected a whole number from 0 to 65535.'],
  [{ PORT: '70000' }, 'PORT: found "70000", expected a whole number from 0 to 65535.'],
  [{ CONFIG_FILE: '' }, 'CONFIG_FILE: found nothing, expected the path of a config.json.'],
  [
    { CONFIG_FILE: '/nowhere.json' },
    'CONFIG_FILE: found "/nowhere.json", expected the path of a file that can be read.',
  ],
  [
    { CONTENT_HUB_URL: '' },
    'CONTENT_HUB_URL: found nothing, expected an origin such as https://hub.example.com, without path',
  ],
  [{ CONTENT_HUB_URL: 'hub.example.com' }, 'CONTENT_HUB_URL: found "hub.example.com", expected an origin'],
  [
    { CONTENT_HUB_URL: 'https://hub.example.com/api' },
    'CONTENT_HUB_URL: found "https://hub.example.com/api", expected an',
  ],
  [
    { CONTENT_HUB_AUTH: 'client_credentials' },
    'CONTENT_HUB_AUTH: found "client_credentials", expected "forward" (this',
  ],
  [
    { PUBLIC_URL: 'ftp://ops.example.com' },
    'PUBLIC_URL: found "ftp://ops.example.com", expected a web address such as',
  ],
  [
    { PUBLIC_URL: 'https://ops.example.com/?a' },
    'PUBLIC_URL: found "https://ops.example.com/?a", expected a web address',
  ],
  [{ RATE_LIMIT_CONTENT_HUB: '0' }, 'RATE_LIMIT_CONTENT_HUB: found "0", expected a number above 0.'],
  [{ RATE_LIMIT_CONTENT_HUB: '-1' }, 'RATE_LIMIT_CONTENT_HUB: found "-1", expected a number above 0.'],
  [
    { LOG_LEVEL: 'loud' },
    'LOG_LEVEL: found "loud", expected one of trace, debug, info, warn, error, fatal, silent.',
  ],
])('%o is refused in one line', (wrong, message) => {
  expect(() => readSettings({ ...good, ...wrong })).toThrow(message)
})

test('a wrong configuration file is refused by file and setting', () => {
  const broken = file('broken.json', '{"oidc":')
  expect(() => readSettings({ ...good, CONFIG_FILE: broken })).toThrow(
    'CONFIG_FILE: found a file that is not JSON (',
  )
  const wrong = file('wrong.json', { oidc, contentHub: { takeMax: 0 } })
  expect(() => readSettings({ ...good, CONFIG_FILE: wrong })).toThrow(
    `CONFIG_FILE ${wrong}, contentHub.takeMax: found 0, expected a whole number, at least 1.`,
  )
})
