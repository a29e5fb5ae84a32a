import { connect } from 'node:net'
import { exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bigChangeGateway, secret } from './test-bigchange.ts'
import { call } from './test-gateway.ts'
import { audience } from './test-operators.ts'

const job = '/bigchange/v1/jobs/214503377'
let it: Awaited<ReturnType<typeof bigChangeGateway>>
let authorization = ''

beforeEach(async () => {
  it = await bigChangeGateway()
  authorization = await it.people.bearer()
})
// A call that is in order gets through, so what did not arrive before was refused; and nothing secret was said.
afterEach(async () => {
  expect(it.remote.arrived).toEqual([])
  expect((await call(it.url, job, { headers: { Authorization: authorization } })).status).toBe(200)
  expect(it.remote.arrived).toHaveLength(1)
  for (const hidden of [secret, 'token-1', authorization.slice(7)])
    expect(it.lines.join('')).not.toContain(hidden)
})

/** What the gateway answers to these bytes, until it closes the connection. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(it.url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text))
    const received: Buffer[] = []
    socket.on('data', (chunk: Buffer) => received.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(received).toString()))
  })
}
const lines = (...parts: string[]) => `${parts.join('\r\n')}\r\n\r\n`
const statuses = (answer: string) =>
  [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status))

test.each([
  '/bigchange/v1/../v1/jobs/1',
  '/bigchange/v1/jobs/../jobs/1',
  '/bigchange/v1/%2e%2e/auth/tokens',
  '/bigchange/v1/%2E%2E%2Fauth/tokens',
  '/bigchange/v1/..%2fauth/tokens',
  '/bigchange/v1/..%5cauth/tokens',
  '/bigchange/v1/%252e%252e/auth/tokens',
  '/bigchange/v1/%25252e%25252e/auth/tokens',
  '/bigchange/v1/jobs/1/../../../auth/tokens',
  '/bigchange/v1/jobs\\1',
  '/bigchange/v1/jobs/1%00',
  '/bigchange/v1/jobs/1%0d%0aX-Evil:%201',
  '/bigchange/v1/jobs/1#/v1',
  '//bigchange/v1/jobs/1',
  '/bigchange/v1/jobs/%zz',
])('%s climbs or hides something: 400', async (path) => {
  expect(await call(it.url, path, { headers: { Authorization: authorization } })).toMatchObject({
    status: 400,
  })
})

test.each([
  '/bigchange/v1/',
  '/bigchange/v1//jobs/1',
  '/bigchange/v1/jobs/',
  '/bigchange/v1/jobs/1/',
  '/bigchange/v1/jobs/0',
  '/bigchange/v1/jobs/01',
  '/bigchange/v1/jobs/-1',
  '/bigchange/v1/jobs/1e3',
  '/bigchange/v1/jobs/12345678901234567890',
  '/bigchange/v1/jobs/%31',
  '/bigchange/v1/j%6fbs/1',
  '/bigchange/v1/JOBS/1',
  '/bigchange/v1/jobs;x=1/1',
  '/bigchange/v1/jobs/1/result',
  '/bigchange/v1/jobs/1%2fresult',
  '/bigchange/v1/jobs/1/status/history',
  '/bigchange/v1/notes',
  '/bigchange/v1/contacts/7730412',
  '/bigchange/v1/persons/1',
  '/bigchange/v1/../auth/tokens'.replace('../', ''),
  '/bigchange/v2/jobs/1',
  '/bigchange/auth/tokens',
  '/BigChange/v1/jobs/1',
  '/v1/jobs/1',
])('%s is not forwarded: 404', async (path) => {
  expect(await call(it.url, path, { headers: { Authorization: authorization } })).toMatchObject({
    status: 404,
  })
})

test('methods that are not allowed are refused, and so are ways around that', async () => {
  for (const [method, path] of [
    ['POST', '/bigchange/v1/jobs'],
    ['PATCH', '/bigchange/v1/jobs'],
    ['PUT', job],
    ['DELETE', job],
    ['HEAD', job],
    ['OPTIONS', job],
    ['TRACE', job],
    ['PATCH', '/bigchange/v1/jobTypes/30418'],
    ['DELETE', '/bigchange/v1/persons/5f0d1c9a-7b42-4e1f-9c3d-2a6be81f4d07'],
  ] as const) {
    const answer = await call(it.url, path, { method, headers: { Authorization: authorization } })
    expect(answer, `${method} ${path}`).toMatchObject({ status: 405, headers: { allow: expect.any(String) } })
  }
  const override = { 'X-HTTP-Method-Override': 'DELETE', 'X-Original-URL': '/auth/tokens' }
  await call(it.url, job, { headers: { Authorization: authorization, ...override } })
  const [arrived] = it.remote.arrived.splice(0)
  expect(arrived).toMatchObject({ method: 'GET', url: '/v1/jobs/214503377' })
  for (const name of Object.keys(override)) expect(arrived?.headers).not.toHaveProperty(name.toLowerCase())
})

test('whole addresses in the request line, CONNECT and upgrades reach nothing', async () => {
  const origin = it.url.slice(0, -1)
  const host = new URL(it.url).host
  const bearing = [`Host: ${host}`, `Authorization: ${authorization}`, 'Connection: close']
  for (const address of [
    `http://elsewhere.example.com${job}`,
    `${it.remote.url}/v1/jobs/1`,
    `${origin}${job}`,
    'https:/bigchange/v1/jobs/1',
  ]) {
    const answer = await raw(lines(`GET ${address} HTTP/1.1`, ...bearing))
    expect(statuses(answer), address).toEqual([400])
  }
  const tunnel = await raw(lines(`CONNECT ${new URL(it.remote.url).host} HTTP/1.1`, ...bearing))
  expect(statuses(tunnel).filter((status) => status < 400)).toEqual([])
  const upgrade = ['Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA']
  await raw(lines(`GET ${job} HTTP/1.1`, ...bearing.slice(0, 2), 'Connection: upgrade, close', ...upgrade))
  for (const { headers } of it.remote.arrived.splice(0)) {
    for (const name of ['upgrade', 'http2-settings']) expect(headers).not.toHaveProperty(name)
  }
})

test('a call that two servers could read in two ways is refused', async () => {
  const head = [`Host: ${new URL(it.url).host}`, `Authorization: ${authorization}`]
  const smuggled = `GET /v1/jobs/666 HTTP/1.1\r\nHost: x\r\n\r\n`
  const patch = `PATCH ${job} HTTP/1.1`
  for (const [about, text] of [
    [
      'CL.TE',
      `${lines(patch, ...head, 'Content-Length: 6', 'Transfer-Encoding: chunked')}0\r\n\r\n${smuggled}`,
    ],
    [
      'TE.CL',
      `${lines(patch, ...head, 'Transfer-Encoding: chunked', 'Content-Length: 4')}0\r\n\r\n${smuggled}`,
    ],
    ['TE.TE', `${lines(patch, ...head, 'Transfer-Encoding: chunked', 'Transfer-Encoding: x')}0\r\n\r\n`],
    ['hidden TE', `${lines(patch, ...head, 'Transfer-Encoding : chunked', 'Content-Length: 4')}0\r\n\r\n`],
    ['odd TE', `${lines(patch, ...head, 'Transfer-Encoding: xchunked')}0\r\n\r\n`],
    ['two lengths', `${lines(patch, ...head, 'Content-Length: 2', 'Content-Length: 20')}{}${smuggled}`],
    [
      'two like lengths',
      `${lines(patch, ...head, 'Content-Length: 2', 'Content-Length: 2', 'Connection: close')}{}`,
    ],
    ['a length list', `${lines(patch, ...head, 'Content-Length: 2, 2')}{}`],
    ['a signed length', `${lines(patch, ...head, 'Content-Length: +2')}{}`],
    ['two hosts', lines(`GET ${job} HTTP/1.1`, ...head, 'Host: elsewhere.example.com', 'Connection: close')],
    ['two tokens', lines(`GET ${job} HTTP/1.1`, ...head, 'Authorization: Bearer other', 'Connection: close')],
    [
      'two types',
      `${lines(patch, ...head, 'Content-Type: a/b', 'Content-Type: c/d', 'Content-Length: 2', 'Connection: close')}{}`,
    ],
    [
      'a folded header',
      lines(`GET ${job} HTTP/1.1`, ...head, 'X-A: 1', ' Authorization: Bearer x', 'Connection: close'),
    ],
    ['bare line feeds', `GET ${job} HTTP/1.1\n${head.join('\n')}\nContent-Length: 5\n\n12345`],
    [
      'a read with a body',
      `${lines(`GET ${job} HTTP/1.1`, ...head, 'Content-Length: 2', 'Connection: close')}{}`,
    ],
    [
      'a read in chunks',
      `${lines(`GET ${job} HTTP/1.1`, ...head, 'Transfer-Encoding: chunked', 'Connection: close')}0\r\n\r\n`,
    ],
    ['no host', lines(`GET ${job} HTTP/1.1`, `Authorization: ${authorization}`, 'Connection: close')],
  ] as const) {
    expect(statuses(await raw(text)), about).toEqual([400])
    expect(it.remote.arrived, about).toEqual([])
  }
})

test('a body over 1 MiB is refused, told or not', async () => {
  const headers = { Authorization: authorization, 'Content-Type': 'application/json' }
  const told = await call(it.url, job, {
    method: 'PATCH',
    headers: { ...headers, 'Content-Length': '1048577' },
  })
  expect(told).toMatchObject({ status: 413 })
  const head = [
    `PATCH ${job} HTTP/1.1`,
    `Host: x`,
    `Authorization: ${authorization}`,
    'Transfer-Encoding: chunked',
  ]
  const chunk = `20000\r\n${'x'.repeat(0x20000)}\r\n`
  expect(statuses(await raw(`${lines(...head)}${chunk.repeat(9)}0\r\n\r\n`))).toEqual([413])
  const large = await call(it.url, job, { headers: { Authorization: `Bearer ${'x'.repeat(20_000)}` } })
  expect(large.status).toBe(431)
})

test('only a genuine token for this console that has not run out is believed', async () => {
  const { people } = it
  const stranger = await generateKeyPair('RS256')
  const claims = { iss: people.issuer, aud: audience, sub: 'operator', scope: 'jobs:read jobs:write' }
  const now = Math.floor(Date.now() / 1000)
  const forged = new SignJWT({ ...claims, exp: now + 60 })
  const publicText = new TextEncoder().encode(await exportSPKI(people.keys.publicKey))
  const genuine = authorization.slice(7)
  const [head = '', body = '', signature = ''] = genuine.split('.')
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'lead', exp: now + 60 })).toString('base64url')
  const wrong: Record<string, string | undefined> = {
    'no token': undefined,
    'an empty one': 'Bearer ',
    'another scheme': `Basic ${genuine}`,
    'two in one': `Bearer ${genuine}, Bearer ${genuine}`,
    'not a token': 'Bearer x.y.z',
    expired: await people.bearer({ exp: now - 31 }),
    'without an end': await people.bearer({ exp: undefined }),
    'not yet valid': await people.bearer({ nbf: now + 600 }),
    'of another audience': await people.bearer({ aud: 'jobs-console' }),
    'of no audience': await people.bearer({ aud: undefined }),
    'of another issuer': await people.bearer({ iss: 'https://elsewhere.example.com' }),
    'of nobody': await people.bearer({ sub: undefined }),
    'of an empty name': await people.bearer({ sub: '' }),
    'signed by another key': `Bearer ${await forged.setProtectedHeader({ alg: 'RS256', kid: 'first' }).sign(stranger.privateKey)}`,
    'signed with the public key as secret': `Bearer ${await new SignJWT({ ...claims, exp: now + 60 })
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .sign(publicText)}`,
    'alg none': `Bearer ${new UnsecuredJWT({ ...claims, exp: now + 60 }).encode()}`,
    'alg none in other letters': `Bearer ${Buffer.from('{"alg":"nOnE"}').toString('base64url')}.${body}.`,
    'without its signature': `Bearer ${head}.${body}.`,
    'with another body': `Bearer ${head}.${changed}.${signature}`,
    'with a key of its own': `Bearer ${await new SignJWT({ ...claims, exp: now + 60 })
      .setProtectedHeader({ alg: 'RS256', jku: `${it.remote.url}/keys`, kid: 'mine' })
      .sign(stranger.privateKey)}`,
  }
  for (const [about, header] of Object.entries(wrong)) {
    for (const method of ['GET', 'PATCH']) {
      const headers = header === undefined ? {} : { Authorization: header }
      const answer = await call(it.url, job, { method, headers })
      expect(answer, about).toMatchObject({
        status: 401,
        headers: { 'www-authenticate': expect.stringMatching(/^Bearer/) },
      })
    }
    expect(it.remote.arrived, about).toEqual([])
    expect(it.remote.forms, about).toEqual([])
  }
})

test('a token in the address or in a cookie is none', async () => {
  const token = authorization.slice(7)
  expect((await call(it.url, `${job}?access_token=${token}`)).status).toBe(401)
  expect((await call(it.url, job, { headers: { Cookie: `access_token=${token}` } })).status).toBe(401)
})
