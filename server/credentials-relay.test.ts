import { afterEach, expect, test, vi } from 'vitest'
import { call } from './test-gateway.ts'
import { bigChangeGateway, secret } from './test-bigchange.ts'

afterEach(() => vi.useRealTimers())
const job = '/bigchange/v1/jobs/214503377'

test('a call goes on with our own token and no more of the caller than is needed', async () => {
  const { url, people, remote } = await bigChangeGateway()
  remote.answer = (_arrived, response) =>
    void response
      .writeHead(200, { 'Content-Type': 'application/json', 'Set-Cookie': 'a=b', 'X-Powered-By': 'x' })
      .end('{"id":214503377}')
  const answer = await call(url, `${job}?a=%20b`, {
    headers: {
      Authorization: await people.bearer(),
      'Accept-Language': 'de',
      Cookie: 'session=1',
      'Customer-Id': '666',
      'X-Forwarded-For': '10.0.0.1',
      Connection: 'keep-alive, X-Other',
      'X-Other': 'no',
    },
  })
  expect(answer).toMatchObject({ status: 200, text: '{"id":214503377}', headers: { allow: 'GET, PATCH' } })
  for (const name of ['set-cookie', 'x-powered-by']) expect(answer.headers).not.toHaveProperty(name)
  expect(remote.arrived).toEqual([
    {
      method: 'GET',
      url: '/v1/jobs/214503377?a=%20b',
      body: '',
      headers: {
        authorization: 'Bearer token-1',
        'accept-language': 'de',
        'customer-id': '10001',
        host: new URL(remote.url).host,
        connection: 'keep-alive',
      },
    },
  ])
  expect(Object.fromEntries(new URLSearchParams(remote.forms[0]))).toEqual({
    grant_type: 'client_credentials',
    client_id: 'gateway',
    client_secret: secret,
  })
})

test('a write keeps its bytes and leaves one line: who, what, which record, how it ended', async () => {
  const { url, people, remote, lines, logged } = await bigChangeGateway()
  remote.answer = (_arrived, response) => void response.writeHead(204).end()
  const authorization = await people.bearer({ sub: 'dana' })
  const body = '{"plannedDuration":90.0, "description":"private words"}'
  const headers = { Authorization: authorization, 'Content-Type': 'application/json' }
  expect((await call(url, job, { method: 'PATCH', headers, body })).status).toBe(204)
  expect(remote.arrived[0]).toMatchObject({
    method: 'PATCH',
    body,
    headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
  })
  expect(logged('write')).toEqual([
    expect.objectContaining({
      system: 'BigChange',
      who: 'dana',
      method: 'PATCH',
      record: '/v1/jobs/214503377',
      status: 204,
      upstreamStatus: 204,
      ms: expect.any(Number),
    }),
  ])
  for (const hidden of [secret, 'token-1', 'private words', authorization.slice(7)])
    expect(lines.join('')).not.toContain(hidden)
  for (const path of ['', 'config.json', 'assets/main-1a2b.js', 'healthz']) {
    const answer = await call(url, `/${path}`, { headers: { Accept: 'text/html' } })
    expect(answer.status).toBe(200)
    expect(answer.text + JSON.stringify(answer.headers)).not.toMatch(`${secret}|token-1`)
  }
})

test('calls at the same time share one token, which is renewed shortly before its end', async () => {
  const { url, people, remote } = await bigChangeGateway()
  const headers = { Authorization: await people.bearer() }
  const ask = () => call(url, job, { headers })
  remote.token = (n, response) => void response.end(`{"access_token":"token-${n}","expires_in":0.2}`)
  expect((await Promise.all([ask(), ask(), ask()])).map(({ status }) => status)).toEqual([200, 200, 200])
  expect(remote.forms).toHaveLength(1)
  await expect.poll(async () => (await ask(), remote.forms.length)).toBeGreaterThan(1)
  expect(remote.arrived.at(-1)?.headers.authorization).toBe(`Bearer token-${remote.forms.length}`)
})

test('a token that is refused is fetched anew once, for all who meet it; a write goes again with it', async () => {
  const { url, people, remote } = await bigChangeGateway()
  remote.answer = ({ headers }, response) =>
    void response.writeHead(headers.authorization === 'Bearer token-1' ? 401 : 204).end()
  const headers = { Authorization: await people.bearer() }
  const answers = await Promise.all(
    ['{"a":1}', '{"a":2}'].map((body) => call(url, job, { method: 'PATCH', headers, body })),
  )
  expect(answers.map(({ status }) => status)).toEqual([204, 204])
  expect(remote.forms).toHaveLength(2)
  const bodies = remote.arrived.filter(({ headers }) => headers.authorization === 'Bearer token-2')
  expect(bodies.map(({ body }) => body).toSorted()).toEqual(['{"a":1}', '{"a":2}'])
})

test('what fails between the gateway and the system is not the person’s sign-in', async () => {
  const { url, people, remote, lines } = await bigChangeGateway()
  const headers = { Authorization: await people.bearer() }
  remote.answer = (_arrived, response) => void response.writeHead(401).end()
  expect(await call(url, job, { headers })).toMatchObject({ status: 502 })
  expect(remote.arrived).toHaveLength(2)
  remote.token = (_n, response) =>
    void response.writeHead(401).end(`{"error":"invalid_client","was":"${secret}"}`)
  const answer = await call(url, job, { headers })
  expect(answer).toMatchObject({ status: 502, headers: { 'content-type': 'application/problem+json' } })
  expect(answer.text).toContain('could not sign in to BigChange')
  expect(lines.join('')).toContain('status 401 invalid_client')
  expect(lines.join('') + answer.text).not.toContain(secret)
  remote.token = (_n, response) => void response.end('{"access_token":"a\\r\\nX-Evil: 1"}')
  expect((await call(url, job, { headers })).status).toBe(502)
  expect(remote.arrived).toHaveLength(3)
})

/** The answer to somebody without a scope: its status and what it says is needed. */
const lacks = (scope: string) => [403, `Bearer error="insufficient_scope", scope="${scope}"`]

test('scopes decide, in either spelling', async () => {
  const { url, people, remote, logged } = await bigChangeGateway()
  const ask = async (method: string, claims: object) => {
    const headers = { Authorization: await people.bearer({ scope: undefined, ...claims }) }
    const { status, headers: answered } = await call(url, job, { method, headers })
    return [status, answered['allow'] ?? answered['www-authenticate']]
  }
  expect(await ask('GET', { scope: 'openid jobs:read' })).toEqual([200, 'GET'])
  expect(await ask('GET', { scp: ['jobs:read', 'jobs:write'] })).toEqual([200, 'GET, PATCH'])
  expect(await ask('GET', { scope: 'jobs:write jobs:reading' })).toEqual(lacks('jobs:read'))
  expect(await ask('GET', {})).toEqual(lacks('jobs:read'))
  expect(await ask('PATCH', { scope: 'jobs:read' })).toEqual(lacks('jobs:write'))
  expect((await ask('PATCH', { scp: 'jobs:write' }))[0]).toBe(200)
  expect(remote.arrived).toHaveLength(3)
  expect(logged('write').map(({ status, upstreamStatus }) => [status, upstreamStatus])).toEqual([
    [403, null],
    [200, 200],
  ])
})

test('with actionsByClaim the roles decide alone', async () => {
  const actionsByClaim = { claim: 'realm_access.roles', view: ['*'], edit: ['operator'] }
  const { url, people } = await bigChangeGateway({ config: { actionsByClaim } })
  const ask = async (method: string, roles: unknown) => {
    const headers = { Authorization: await people.bearer({ realm_access: { roles } }) }
    return (await call(url, job, { method, headers })).status
  }
  expect(await ask('GET', [])).toBe(200)
  expect(await ask('GET', undefined)).toBe(200)
  expect(await ask('PATCH', ['operator', 'other'])).toBe(200)
  expect(await ask('PATCH', ['viewer'])).toBe(403)
  expect(await ask('PATCH', { 0: 'operator' })).toBe(403)
})

test('Content Hub can be asked with our own token too', async () => {
  const { url, people, remote } = await bigChangeGateway({ asHub: true })
  const headers = { Authorization: await people.bearer() }
  const ask = async (method: string, path: string) => (await call(url, path, { method, headers })).status
  expect(await ask('GET', '/api/v2/jobs/39596')).toBe(200)
  expect(await ask('PUT', '/api/jobs/39596/targets/7')).toBe(200)
  expect(await ask('DELETE', '/api/jobs/39596/targets/7')).toBe(200)
  expect(await ask('GET', '/api/entities/identifier/Abc-1_2.x')).toBe(200)
  expect(await ask('GET', '/api/entities/7/relations')).toBe(404)
  expect(await ask('DELETE', '/api/jobs/39596')).toBe(405)
  expect(remote.arrived.map(({ headers }) => headers.authorization)).toEqual(Array(4).fill('Bearer token-1'))
  expect(remote.arrived[0]?.headers).not.toHaveProperty('customer-id')
})

test('keys are kept; a new one is fetched, and unknown ones do not make them be asked again and again', async () => {
  const { url, people, remote } = await bigChangeGateway()
  const ask = async (header = {}) => {
    const headers = { Authorization: await people.bearer({}, header) }
    return (await call(url, job, { headers })).status
  }
  vi.useFakeTimers({ toFake: ['Date'] })
  expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 200])
  expect(people.keysAsked()).toBe(1)
  await people.rotate()
  vi.setSystemTime(Date.now() + 31_000)
  expect(await ask()).toBe(200)
  for (const kid of ['a', 'b', 'c', 'd']) expect(await ask({ kid })).toBe(401)
  expect(people.keysAsked()).toBe(2)
  expect(remote.arrived).toHaveLength(4)
})

test('while the provider is away nobody is believed, and nobody is signed out', async () => {
  const { url, people, remote } = await bigChangeGateway()
  const headers = { Authorization: await people.bearer() }
  people.goDown()
  expect(await call(url, job, { headers })).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
  expect(remote.arrived).toHaveLength(0)
})

test('a person who asks for much lets others through, and a full line is 429', async () => {
  const { url, people, remote } = await bigChangeGateway({ callsPerSecond: 2 })
  const greedy = { Authorization: await people.bearer({ sub: 'greedy' }) }
  const modest = { Authorization: await people.bearer({ sub: 'modest' }) }
  const control = new AbortController()
  const many = Array.from({ length: 30 }, () =>
    fetch(url + job.slice(1), { headers: greedy, signal: control.signal }),
  )
  const sentAway = await Promise.any(
    many.map(async (asked) => {
      const { status, headers } = await asked
      return status === 429 ? headers.get('retry-after') : Promise.reject(new Error('let in'))
    }),
  )
  expect(sentAway).toBe('10')
  expect((await call(url, job, { headers: modest })).status).toBe(200)
  expect(remote.arrived.length).toBeLessThan(6)
  control.abort()
  await Promise.allSettled(many)
})
