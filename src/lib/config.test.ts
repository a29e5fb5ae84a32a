import { expect, test } from 'vitest'
import { ConfigError, isLoopback, parseConfig } from './config.ts'

const oidc = { authority: 'https://login.example.com/realms/ops', client_id: 'jobs-console' }

test('defaults are filled in', () => {
  const config = parseConfig({ oidc })
  expect(config.oidc).toEqual({
    ...oidc,
    scope: 'openid profile offline_access',
    metadata: null,
    signingKeys: null,
    audience: null,
    tokenStorage: 'session',
  })
  expect(config.contentHub).toMatchObject({
    url: '',
    cultures: ['en-US'],
    jobPath: 'v2',
    takeMax: 100,
    retry: null,
  })
  expect(config.contentHub.properties.targetMessage).toBe('Target.StateDescription')
  expect(config).toMatchObject({ bigChange: null, actionsByClaim: null })
})

test('what is given is kept', () => {
  const contentHub = {
    url: 'https://hub.example.com',
    headers: { 'x-client-id': 'ops' },
    properties: { jobType: 'Type' },
    retry: { strategy: 'patch', properties: { 'Target.State': { identifier: 'Pending' } } },
    options: { state: ['Pending'] },
  }
  const config = parseConfig({ oidc, contentHub, actionsByClaim: { claim: 'roles', view: ['*'] } })
  expect(config.contentHub).toMatchObject(contentHub)
  expect(config.contentHub.properties.jobState).toBe('Job.State')
  expect(config.contentHub.options.type).toEqual([])
})

const hub = (contentHub: unknown) => ({ oidc, contentHub })
const metadata = (more: object) => ({
  oidc: {
    ...oidc,
    metadata: {
      issuer: 'https://id.example.com',
      authorization_endpoint: 'https://id.example.com/auth',
      token_endpoint: 'https://id.example.com/token',
      ...more,
    },
  },
})

test.each([
  ['no object', 'x', '', '"x"', 'an object'],
  ['nothing', undefined, '', 'nothing', 'an object'],
  ['a missing part', {}, 'oidc', 'nothing', 'an object'],
  ['a missing text', { oidc: { authority: oidc.authority } }, 'oidc.client_id', 'nothing', 'a text'],
  ['an empty text', { oidc: { ...oidc, client_id: '' } }, 'oidc.client_id', '""', 'a text that is not empty'],
  [
    'an authority without https',
    { oidc: { ...oidc, authority: 'http://login.example.com' } },
    'oidc.authority',
    '"http://login.example.com"',
    'an https address (http only for this machine)',
  ],
  [
    'a script for an endpoint',
    metadata({ end_session_endpoint: 'javascript:alert(1)' }),
    'oidc.metadata.end_session_endpoint',
    '"javascript:alert(1)"',
    'an https address (http only for this machine)',
  ],
  ['a text for a number', hub({ takeMax: '50' }), 'contentHub.takeMax', '"50"', 'a number'],
  ['a part of a number', hub({ takeMax: 1.5 }), 'contentHub.takeMax', '1.5', 'a whole number'],
  ['too many', hub({ takeMax: 5000 }), 'contentHub.takeMax', '5000', 'a number, 1000 at most'],
  ['a negative time', hub({ pollSeconds: 0 }), 'contentHub.pollSeconds', '0', 'a number, at least 1'],
  ['no calls', hub({ callsPerSecond: 0 }), 'contentHub.callsPerSecond', '0', 'a number above 0'],
  ['an unknown word', hub({ jobPath: 'v3' }), 'contentHub.jobPath', '"v3"', 'one of "v2", "v1", "auto"'],
  [
    'an unknown strategy',
    hub({ retry: { strategy: 'x' } }),
    'contentHub.retry.strategy',
    '"x"',
    '"patch" or "recreate"',
  ],
  [
    'no header name',
    hub({ headers: { 'a b': '1' } }),
    'contentHub.headers.a b',
    'the name "a b"',
    'a name of an HTTP header that the console does not set itself',
  ],
  [
    'a retry that changes nothing',
    hub({ retry: { strategy: 'patch', properties: {} } }),
    'contentHub.retry.properties',
    'an object',
    'at least one property',
  ],
  [
    'no header value',
    hub({ headers: { a: 'x\ny' } }),
    'contentHub.headers.a',
    '"x\\ny"',
    'a text that a header can hold',
  ],
  [
    'an address of BigChange itself',
    { oidc, bigChange: { url: 'https://api.bigchange.com' } },
    'bigChange.url',
    '"https://api.bigchange.com"',
    '"/bigchange"',
  ],
  [
    'a path that is not relayed',
    { oidc, bigChange: { url: '/crm' } },
    'bigChange.url',
    '"/crm"',
    '"/bigchange"',
  ],
  ['no culture', hub({ cultures: [] }), 'contentHub.cultures', 'a list', 'at least one'],
  ['no address', hub({ url: 'hub' }), 'contentHub.url', '"hub"', '"" or an https address'],
  ['a mistyped name', hub({ take_max: 5 }), 'contentHub.take_max', 'a name that is not known', '“takeMax”'],
  ['a mistyped part', { oidc, contenthub: {} }, 'contenthub', 'a name that is not known', '“contentHub”'],
  [
    'a name unlike all',
    { oidc, colour: 'red' },
    'colour',
    'a name that is not known',
    'one of “oidc”, “contentHub”, “bigChange”, “actionsByClaim”',
  ],
])('%s is refused by name', (_case, value, setting, found, expected) => {
  expect(() => parseConfig(value)).toThrow(
    expect.objectContaining({ name: 'ConfigError', setting, found, expected }),
  )
  expect(() => parseConfig(value)).toThrow(ConfigError)
})

test.each(['authorization', 'Accept', 'Content-Type', 'cookie', 'Host'])(
  'the header %s is not to be set',
  (name) => {
    expect(() => parseConfig(hub({ headers: { 'x-client-id': 'ops', [name]: '1' } }))).toThrow(
      expect.objectContaining({ setting: `contentHub.headers.${name}`, found: `the name "${name}"` }),
    )
  },
)

test('the message is one sentence', () => {
  expect(() => parseConfig(hub({ takeMax: 0 }))).toThrow(
    'The setting “contentHub.takeMax”: found 0, expected a number, at least 1.',
  )
})

test('only names that can be nothing else are this machine', () => {
  for (const name of ['localhost', 'app.localhost', '127.0.0.1', '127.9.9.9', '[::1]'])
    expect(isLoopback(name)).toBe(true)
  for (const name of ['localhost.example.com', '127.0.0.1.example.com', '10.0.0.1', '[::2]', '']) {
    expect(isLoopback(name)).toBe(false)
  }
})
