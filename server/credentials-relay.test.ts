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
  remote.token = (n, response) => void response.end(`{"access_token":"token-${n}","expires_in":2}`)
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
  const bodies = ['{"plannedDuration":1}', '{"plannedDuration":2}']
  const answers = await Promise.all(bodies.map((body) => call(url, job, { method: 'PATCH', headers, body })))
  expect(answers.map(({ status }) => status)).toEqual([204, 204])
  expect(remote.forms).toHaveLength(2)
  const again = remote.arrived.filter(({ headers }) => headers.authorization === 'Bearer token-2')
  expect(again.map(({ body }) => body).toSorted()).toEqual(bodies)
})

test('what fails between the gateway and the system is not the person’s sign-in', async () => {
  const { url, people, remote, lines } = await bigChangeGateway()
  const headers = { Authorization: await people.bearer() }
  remote.token = (_n, response) =>
    void response.writeHead(401).end(`{"error":"invalid_client","was":"${secret}"}`)
  const answer = await call(url, job, { headers })
  expect(answer).toMatchObject({ status: 502, headers: { 'content-type': 'application/problem+json' } })
  expect(answer.text).toContain('could not sign in to BigChange')
  expect(lines.join('')).toContain('status 401 invalid_client')
  expect(lines.join('') + answer.text).not.toContain(secret)
  expect(answer.headers).toMatchObject({ 'carried-out': 'no', 'retry-after': '1' })
  expect(remote.arrived).toHaveLength(0)
})

test('a system that takes no token of ours is asked once a call, not for new tokens on and on', async () => {
  const { url, people, remote } = await bigChangeGateway()
  const headers = { Authorization: await people.bearer() }
  remote.answer = (_arrived, response) => void response.writeHead(401).end()
  for (const [calls, tokens] of [
    [2, 2],
    [3, 2],
    [4, 2],
  ]) {
    const answer = await call(url, job, { headers })
    expect(answer).toMatchObject({ status: 502, headers: { 'carried-out': 'no' } })
    expect([remote.arrived.length, remote.forms.length]).toEqual([calls, tokens])
  }
})

test('a token that is withdrawn while many wait is used by none of them', async () => {
  const { url, people, remote } = await bigChangeGateway({ callsPerSecond: 20 })
  const headers = { Authorization: await people.bearer() }
  let refused = 0
  remote.answer = (arrived, response) => {
    const isRefused = arrived.headers.authorization === 'Bearer token-1' && remote.arrived.length > 20
    if (isRefused) refused += 1
    response.writeHead(isRefused ? 401 : 200).end('{}')
  }
  const answers = await Promise.all(Array.from({ length: 60 }, () => call(url, job, { headers })))
  expect(answers.map(({ status }) => status)).toEqual(Array(60).fill(200))
  expect(refused).toBeGreaterThan(0)
  // Those that started in the same moment, before the first of them was answered.
  expect(refused).toBeLessThanOrEqual(20)
  expect(remote.forms).toHaveLength(2)
})

test('only what the contract lets be changed is forwarded, and persons of a contact alone', async () => {
  const { url, people, remote } = await bigChangeGateway()
  const headers = { Authorization: await people.bearer() }
  const save = async (body: string) => (await call(url, job, { method: 'PATCH', headers, body })).status
  for (const body of ['{"officeNotes":"x"}', '{"Reference":"x"}', '{"__proto__":{}}', '[]', 'null', '{', ''])
    expect(await save(body), body).toBe(400)
  const persons = async (query: string) =>
    (await call(url, `/bigchange/v1/persons${query}`, { headers })).status
  for (const query of [
    '',
    '?',
    '?surname=a',
    '?contactId=',
    '?contactId=1&contactId=x',
    '?ContactId=1',
    '?a?contactId=1',
  ])
    expect(await persons(query), query).toBe(400)
  expect(remote.arrived).toEqual([])
  expect(await persons('?contactId=7730412&contactId=9&sortBy=surname')).toBe(200)
  expect(await save('{"reference":null,"customFields":[]}')).toBe(200)
})

test('one person’s bodies that wait may not hold any amount of memory', async () => {
  const { url, people, remote } = await bigChangeGateway()
  const ofPerson = async (sub: string, length: number) => {
    const headers = { Authorization: await people.bearer({ sub }), 'Content-Length': String(length) }
    return call(url, job, { method: 'PATCH', headers, body: `{"description":"${' '.repeat(length - 18)}"}` })
  }
  const held: (() => void)[] = []
  remote.answer = (_arrived, response) => void held.push(() => response.writeHead(204).end())
  const large = Array.from({ length: 4 }, () => ofPerson('one', 1024 * 1024))
  await expect.poll(() => held.length).toBe(4)
  const tooMuch = await ofPerson('one', 100)
  expect(tooMuch).toMatchObject({ status: 429, headers: { 'retry-after': '5' } })
  const other = ofPerson('two', 100)
  await expect.poll(() => held.length).toBe(5)
  for (const answer of held) answer()
  expect((await Promise.all([...large, other])).map(({ status }) => status)).toEqual(Array(5).fill(204))
  remote.answer = (_arrived, response) => void response.writeHead(204).end()
  expect((await ofPerson('one', 1024 * 1024)).status).toBe(204)
})

/** The answer to somebody without a scope: its status and what it says is needed. */
const lacks = (scope: string) => [403, `Bearer error="insufficient_scope", scope="${scope}"`]

test('scopes decide, in either spelling', async () => {
  const { url, people, remote, logged } = await bigChangeGateway()
  const ask = async (method: string, claims: object) => {
    const headers = { Authorization: await people.bearer({ scope: undefined, ...claims }) }
    const body = method === 'PATCH' ? '{"reference":null}' : ''
    const { status, headers: answered } = await call(url, job, { method, headers, body })
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

test('with actionsByClaim the roles decide alone, as they do in the app', async () => {
  const actionsByClaim = { claim: 'realm_access.roles', edit: ['operator', 'team lead'] }
  const { url, people } = await bigChangeGateway({ config: { actionsByClaim } })
  const ask = async (method: string, roles: unknown) => {
    const headers = { Authorization: await people.bearer({ realm_access: { roles } }) }
    const body = method === 'PATCH' ? '{"reference":null}' : ''
    return (await call(url, job, { method, headers, body })).status
  }
  expect(await ask('GET', [])).toBe(200)
  expect(await ask('GET', undefined)).toBe(200)
  expect(await ask('PATCH', ['operator', 'other'])).toBe(200)
  expect(await ask('PATCH', ['viewer'])).toBe(403)
  expect(await ask('PATCH', { 0: 'operator' })).toBe(403)
  expect(await ask('PATCH', 'operator')).toBe(200)
  expect(await ask('PATCH', 'deputy operator')).toBe(403)
  expect(await ask('PATCH', 'team lead')).toBe(200)
})

const retry = { strategy: 'patch', properties: { 'Target.State': { identifier: 'Pending' } } }
const again = JSON.stringify({ properties: retry.properties })
const many = '/api/jobs/39596/targets/bulk'
test.each([
  ['edit', { retry }, { [many]: 403, '/api/jobs/39596/targets': 200 }, [200, 200]],
  ['bulk', { retry }, { [many]: 200, '/api/jobs/39596/targets': 200 }, [403, 403]],
  ['retry', { retry }, { [many]: 403, '/api/jobs/39596/targets': 403 }, [200, 403]],
  ['retry', { retry: { strategy: 'recreate' } }, { [many]: 403, '/api/jobs/39596/targets': 200 }, [403, 403]],
  ['retry', {}, { [many]: 403, '/api/jobs/39596/targets': 403 }, [403, 403]],
  ['delete', { retry }, { [many]: 403, '/api/jobs/39596/targets': 403 }, [403, 403]],
])('whoever may %s has no more than that with %o', async (action, contentHub, posts, [runAgain, other]) => {
  const config = { contentHub, actionsByClaim: { claim: 'roles', [action]: ['one'] } }
  const { url, people } = await bigChangeGateway({ asHub: true, config })
  const headers = { Authorization: await people.bearer({ roles: ['one'] }) }
  const ask = async (method: string, path: string, body: string) =>
    (await call(url, path, { method, headers, body })).status
  for (const [path, status] of Object.entries(posts)) expect(await ask('POST', path, '[]'), path).toBe(status)
  const target = '/api/jobs/39596/targets/7'
  expect(await ask('PATCH', target, again)).toBe(runAgain)
  expect(await ask('PATCH', target, '{"properties":{"Target.Data":1}}')).toBe(other)
  expect(await ask('PUT', target, again)).toBe(other)
  expect(await ask('DELETE', target, '')).toBe(action === 'delete' ? 200 : 403)
})

test('Content Hub can be asked with our own token too', async () => {
  const { url, people, remote } = await bigChangeGateway({ asHub: true })
  const headers = { Authorization: await people.bearer() }
  const ask = async (method: string, path: string) => (await call(url, path, { method, headers })).status
  expect(await ask('GET', '/api/v2/jobs/39596')).toBe(200)
  expect(await ask('PUT', '/api/jobs/39596/targets/7')).toBe(200)
  expect(await ask('DELETE', '/api/jobs/39596/targets/7')).toBe(200)
  expect(await ask('GET', '/api/entities/identifier/Abc-1_2.x')).toBe(200)
  expect(await ask('GET', '/api/entities/7/relations/Target.To-Asset_1')).toBe(200)
  expect(await ask('GET', '/api/entities/7/relations')).toBe(404)
  expect(await ask('DELETE', '/api/jobs/39596')).toBe(405)
  expect(remote.arrived.map(({ headers }) => headers.authorization)).toEqual(Array(5).fill('Bearer token-1'))
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
  vi.setSystemTime(Date.now() + 6000)
  expect(await ask()).toBe(200)
  for (const kid of ['a', 'b', 'c', 'd']) expect(await ask({ kid })).toBe(401)
  expect(people.keysAsked()).toBe(2)
  expect(remote.arrived).toHaveLength(4)
})

test('while the provider is away the keys that were last had are good for a day', async () => {
  const { url, people, lines } = await bigChangeGateway()
  const ask = async () => {
    const headers = { Authorization: await people.bearer() }
    return (await call(url, job, { headers })).status
  }
  vi.useFakeTimers({ toFake: ['Date'] })
  expect(await ask()).toBe(200)
  people.goDown()
  for (const hours of [0.2, 23]) {
    vi.setSystemTime(Date.now() + hours * 3_600_000)
    expect(await ask()).toBe(200)
  }
  expect(lines.join('')).toContain('the last ones are used')
  vi.setSystemTime(Date.now() + 3_600_000)
  expect(await ask()).toBe(503)
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
  const before = remote.arrived.length
  expect((await call(url, job, { headers: modest })).status).toBe(200)
  expect(remote.arrived.length - before).toBeLessThan(4)
  control.abort()
  await Promise.allSettled(many)
})
