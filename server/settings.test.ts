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
const secret = file('secret', 'hush\n')
const bigChange = {
  BIGCHANGE_URL: 'https://api.bigchange.com',
  BIGCHANGE_TOKEN_URL: 'https://api.bigchange.com/auth/tokens',
  BIGCHANGE_CLIENT_ID: 'gateway',
  BIGCHANGE_CLIENT_SECRET_FILE: secret,
  BIGCHANGE_CUSTOMER_ID: '10001',
  OIDC_AUDIENCE: 'https://jobs.example.com',
}
const good = { CONFIG_FILE: file('good.json', { oidc }), CONTENT_HUB_URL: 'https://hub.example.com' }

test('defaults', () => {
  const settings = readSettings({ ...good, PORT: '' })
  expect(settings).toMatchObject({ host: '127.0.0.1', port: 4173, logLevel: 'info', publicUrl: undefined })
  expect(settings.contentHub).toEqual({
    origin: new URL('https://hub.example.com'),
    callsPerSecond: 12,
    credentials: undefined,
  })
  expect(settings).toMatchObject({ bigChange: undefined, audience: undefined, redisUrl: undefined })
  expect(settings.config.oidc.client_id).toBe('jobs-console')
})

test('systems that the gateway signs in to itself', () => {
  const settings = readSettings({
    ...good,
    ...bigChange,
    CONTENT_HUB_AUTH: 'client_credentials',
    CONTENT_HUB_TOKEN_URL: 'http://127.0.0.1:9/oauth/token',
    CONTENT_HUB_CLIENT_ID: 'hub-gateway',
    CONTENT_HUB_CLIENT_SECRET_FILE: secret,
    REDIS_URL: 'redis://127.0.0.1:6379',
  })
  expect(settings.bigChange).toEqual({
    origin: new URL('https://api.bigchange.com'),
    callsPerSecond: 5,
    credentials: {
      tokenUrl: new URL('https://api.bigchange.com/auth/tokens'),
      clientId: 'gateway',
      clientSecretFile: secret,
    },
    customerId: '10001',
  })
  expect(settings.contentHub?.credentials).toMatchObject({ clientId: 'hub-gateway' })
  expect(settings).toMatchObject({
    audience: 'https://jobs.example.com',
    redisUrl: new URL('redis://127.0.0.1:6379'),
  })
})

const credentials = 'a file that holds the secret and can be read.'
test.each([
  [
    { OIDC_AUDIENCE: '' },
    "OIDC_AUDIENCE: found nothing, expected the audience of the operators' access tokens.",
  ],
  [
    { BIGCHANGE_TOKEN_URL: '' },
    'BIGCHANGE_TOKEN_URL: found nothing, expected an https address (http only for',
  ],
  [
    { BIGCHANGE_TOKEN_URL: 'http://api.bigchange.com/t' },
    'BIGCHANGE_TOKEN_URL: found "http://api.bigchange.com/t", e',
  ],
  [
    { BIGCHANGE_CLIENT_ID: '' },
    'BIGCHANGE_CLIENT_ID: found nothing, expected the id under which the gateway is r',
  ],
  [
    { BIGCHANGE_CLIENT_SECRET_FILE: '' },
    `BIGCHANGE_CLIENT_SECRET_FILE: found nothing, expected the path of ${credentials}`,
  ],
  [
    { BIGCHANGE_CLIENT_SECRET_FILE: 'the-secret-itself' },
    `BIGCHANGE_CLIENT_SECRET_FILE: found a value that is not shown here, expected the path of ${credentials}`,
  ],
  [
    { BIGCHANGE_CLIENT_SECRET_FILE: file('blank', ' \n') },
    `BIGCHANGE_CLIENT_SECRET_FILE: found a value that is not shown here, expected the path of ${credentials}`,
  ],
  [
    { BIGCHANGE_CUSTOMER_ID: '1e3' },
    'BIGCHANGE_CUSTOMER_ID: found "1e3", expected the id of a BigChange customer',
  ],
  [
    { BIGCHANGE_URL: 'https://api.bigchange.com/v1' },
    'BIGCHANGE_URL: found "https://api.bigchange.com/v1", expected an o',
  ],
  [{ RATE_LIMIT_BIGCHANGE: '0' }, 'RATE_LIMIT_BIGCHANGE: found "0", expected a number above 0.'],
  [
    { REDIS_URL: 'http://127.0.0.1' },
    'REDIS_URL: found a value that is not shown here, expected an address such as redis://127.0.0.1:6379.',
  ],
  [
    { BIGCHANGE_URL: 'http://api.bigchange.com' },
    'BIGCHANGE_URL: found "http://api.bigchange.com", expected an https address (http only for this machine).',
  ],
  [
    { BIGCHANGE_URL: 'https://user:s3cret@api.bigchange.com' },
    'BIGCHANGE_URL: found a value that is not shown here, expected an origin such as',
  ],
  [
    { CONTENT_HUB_AUTH: 'client_credentials' },
    'CONTENT_HUB_TOKEN_URL: found nothing, expected an https address',
  ],
])('BigChange with %o is refused in one line', (wrong, message) => {
  expect(() => readSettings({ ...good, ...bigChange, ...wrong })).toThrow(message)
})

test.each([
  [{ REDIS_URL: 'redis//:s3cret@cache:6379' }],
  [{ REDIS_URL: 'https://user:s3cret@cache' }],
  [{ BIGCHANGE_CLIENT_SECRET_FILE: 's3cret' }],
  [{ BIGCHANGE_TOKEN_URL: 'http://user:s3cret@api.bigchange.com' }],
])('the message about %o does not repeat the secret', (wrong) => {
  expect(() => readSettings({ ...good, ...bigChange, ...wrong })).toThrow(
    /^(?!.*s3cret)[A-Z_]+: found a value/,
  )
})

test('a JSON Schema that cannot be checked is refused', () => {
  const jsonSchemas = { 'Target.Data': {}, 'Job.Data': { type: 'banana' } }
  const CONFIG_FILE = file('schemas.json', { oidc, contentHub: { jsonSchemas } })
  expect(() => readSettings({ ...good, CONFIG_FILE })).toThrow(
    `CONFIG_FILE ${CONFIG_FILE}, contentHub.jsonSchemas.Job.Data: found what cannot be checked (Error: Unsupported type: banana), expected a JSON Schema.`,
  )
})

test.each([
  [
    { issuer: 'https://other.example.com', jwks_uri: 'https://id.example.com/keys' },
    'issuer: found "https://other',
  ],
  [
    { issuer: oidc.authority },
    'jwks_uri: found nothing, expected where the signing keys are (or oidc.signingKeys).',
  ],
])('metadata %o with which no access token can be checked is refused', (metadata, message) => {
  const address = 'https://id.example.com/auth'
  const given = { authorization_endpoint: address, token_endpoint: address, ...metadata }
  const CONFIG_FILE = file('provider.json', { oidc: { ...oidc, metadata: given } })
  expect(() => readSettings({ ...good, ...bigChange, CONFIG_FILE })).toThrow(`oidc.metadata.${message}`)
  expect(() => readSettings({ ...good, CONFIG_FILE })).not.toThrow()
})

test('an app that shows BigChange needs its address', () => {
  const shows = file('shows.json', { oidc, bigChange: { url: '/bigchange' } })
  expect(() => readSettings({ ...good, CONFIG_FILE: shows })).toThrow(
    'BIGCHANGE_URL: found nothing, expected an origin such as https://api.bigchange.com, without path and query (or no',
  )
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
    { CONTENT_HUB_AUTH: 'basic' },
    'CONTENT_HUB_AUTH: found "basic", expected "forward" or "client_credentials".',
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
    `CONFIG_FILE ${wrong}, contentHub.takeMax: found 0, expected a number, at least 1.`,
  )
})
