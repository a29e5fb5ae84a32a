import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as httpRequest } from 'node:http'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { parseConfig } from '../src/lib/config.ts'
import type { GatewaySettings } from './settings.ts'
import { startGateway } from './start-gateway.ts'

const dist = mkdtempSync(join(tmpdir(), 'dist-'))
const inline = 'document.documentElement.dataset.theme = "dark"'
const code = 'console.log("app")'.repeat(20)
const html = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const cleanUps: (() => Promise<unknown> | void)[] = []

beforeAll(() => {
  mkdirSync(join(dist, 'assets'))
  mkdirSync(join(dist, '.vite'))
  writeFileSync(
    join(dist, 'index.html'),
    `<!doctype html><html lang="en"><head><link rel="icon" href="./icon.svg"><script>${inline}</script>
<script type="module" crossorigin src="./assets/main-1a2b.js"></script></head><body></body></html>`,
  )
  writeFileSync(join(dist, 'assets/main-1a2b.js'), code)
  writeFileSync(join(dist, 'assets/main-1a2b.js.br'), brotliCompressSync(code))
  writeFileSync(join(dist, 'assets/main-1a2b.js.gz'), gzipSync(code))
  writeFileSync(join(dist, 'icon.svg'), '<svg/>')
  writeFileSync(join(dist, '.vite/manifest.json'), '{}')
})
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})
afterAll(() => rmSync(dist, { recursive: true }))

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

const upstream = (listener: RequestListener) => listening(createServer(listener))

type Given = Partial<Omit<GatewaySettings, 'config' | 'contentHub'>> & {
  config?: object
  hub?: string
  callsPerSecond?: number
}
const signingKeys = { authority: 'https://id.example.com', client_id: 'jobs-console' }
const metadata = {
  issuer: 'https://id.example.com',
  authorization_endpoint: 'https://id.example.com/auth',
  token_endpoint: 'https://tokens.example.com/token',
}

async function gateway({ config, hub = 'http://127.0.0.1:9', callsPerSecond = 100, ...given }: Given = {}) {
  const settings: GatewaySettings = {
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    config: parseConfig({ oidc: { ...signingKeys, metadata }, ...config }),
    contentHub: { origin: new URL(hub), callsPerSecond },
    logLevel: 'silent',
    ...given,
  }
  const started = await startGateway(settings, dist, pino({ level: 'silent' }))
  cleanUps.push(started.close)
  return started
}

/** A call as it is written, with nothing tidied; fetch would resolve `..` by itself. */
function call(
  url: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
) {
  return new Promise<{ status: number; headers: IncomingMessage['headers']; text: string }>(
    (resolve, reject) => {
      const { method = 'GET', headers = {}, body } = options
      const sent = httpRequest(url, { path, method, headers, agent: false }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        )
      })
      sent.on('error', reject)
      sent.end(body)
    },
  )
}

test('the page bears the strict policy and is never stored', async () => {
  const { url } = await gateway({ config: { contentHub: { url: 'https://hub.example.com' } } })
  const page = await fetch(url, { headers: html })
  expect(page.status).toBe(200)
  expect(page.headers.get('cache-control')).toBe('no-store')
  const hash = createHash('sha256').update(inline).digest('base64')
  expect(page.headers.get('content-security-policy')).toBe(
    `default-src 'none'; script-src 'self' 'sha256-${hash}'; style-src 'self'; img-src 'self' data:; font-src 'self'; ` +
      `manifest-src 'self'; connect-src 'self' https://id.example.com https://tokens.example.com https://hub.example.com; ` +
      `form-action 'none'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; ` +
      `require-trusted-types-for 'script'; trusted-types 'none'`,
  )
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-type': 'text/html; charset=utf-8',
  })
  expect(page.headers.get('permissions-policy')).toContain('camera=()')
  expect(page.headers.has('strict-transport-security')).toBe(false)
  expect(await page.text()).toContain('<html data-base="/" lang="en">')
})

test('assets are served compressed and for ever, other files with an ETag', async () => {
  const { url } = await gateway()
  for (const [encoding, length] of [
    ['br', brotliCompressSync(code).length],
    ['gzip', gzipSync(code).length],
  ] as const) {
    const asset = await fetch(`${url}assets/main-1a2b.js`, { headers: { 'Accept-Encoding': encoding } })
    expect(asset.headers.get('content-encoding')).toBe(encoding)
    expect(asset.headers.get('content-length')).toBe(String(length))
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(asset.headers.get('vary')).toBe('Accept-Encoding')
    expect(await asset.text()).toBe(code)
  }
  const plain = await call(url, '/assets/main-1a2b.js')
  expect(plain).toMatchObject({ status: 200, text: code })
  const icon = await fetch(`${url}icon.svg`)
  const again = await call(url, '/icon.svg', { headers: { 'If-None-Match': icon.headers.get('etag') ?? '' } })
  expect(again).toMatchObject({ status: 304, text: '' })
})

test('what is not there is 404, except for a person who opens a page', async () => {
  const { url } = await gateway()
  for (const path of ['/assets/gone.js', '/assets/main-1a2b.js.br', '/.vite/manifest.json', '/icon.png']) {
    expect(await call(url, path)).toMatchObject({ status: 404 })
  }
  expect(await call(url, '/assets/gone.js', { headers: html })).toMatchObject({ status: 404 })
  expect(await call(url, '/jobs/39596/targets?state=x', { headers: html })).toMatchObject({ status: 200 })
  const head = await call(url, '/jobs/39596', { headers: html, method: 'HEAD' })
  expect(head).toMatchObject({ status: 200, text: '' })
  for (const method of ['OPTIONS', 'POST', 'DELETE']) {
    expect(await call(url, '/', { method, headers: html })).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    })
  }
})

test('config.json comes checked and complete, health is told', async () => {
  const { url } = await gateway({ config: { contentHub: { takeMax: 50 } } })
  const config = await fetch(`${url}config.json`)
  expect(config.headers.get('cache-control')).toBe('no-store')
  expect(await config.json()).toMatchObject({ contentHub: { takeMax: 50, jobPath: 'v2' } })
  expect(await call(url, '/healthz')).toMatchObject({ status: 200, text: '{"status":"ok"}' })
})

test('under a base path everything lives below it', async () => {
  const hub = await upstream((request, response) => response.end(request.url))
  const publicUrl = new URL('https://ops.example.com/jobs-console/')
  const settings = { publicUrl, port: 0, hub }
  const started = await gateway(settings)
  expect(started.url).toBe('https://ops.example.com/jobs-console/')
  expect(started.listening).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const page = await call(started.listening, '/jobs-console/jobs/1', { headers: html })
  expect(page.text).toContain('<html data-base="/jobs-console/"')
  expect(page.text).toContain('src="/jobs-console/assets/main-1a2b.js"')
  expect(page.text).toContain('href="/jobs-console/icon.svg"')
  expect(page.headers['strict-transport-security']).toContain('max-age=')
  expect(await call(started.listening, '/jobs-console/assets/main-1a2b.js')).toMatchObject({ status: 200 })
  expect(await call(started.listening, '/jobs-console')).toMatchObject({
    status: 308,
    headers: { location: '/jobs-console/' },
  })
  expect(await call(started.listening, '/assets/main-1a2b.js')).toMatchObject({ status: 404 })
  expect(await call(started.listening, '/jobs/1', { headers: html })).toMatchObject({ status: 404 })
  for (const path of ['/api/jobs/1?a=b', '/jobs-console/api/jobs/1?a=b']) {
    expect(await call(started.listening, path)).toMatchObject({ status: 200, text: '/api/jobs/1?a=b' })
  }
})

test('endpoints that discovery names may be asked', async () => {
  const provider = await upstream((_request, response) =>
    response.end(
      JSON.stringify({
        token_endpoint: 'https://t.example.com/token',
        jwks_uri: 'http://plain.example.com/keys',
      }),
    ),
  )
  const { url } = await gateway({ config: { oidc: { authority: provider, client_id: 'x' } } })
  const page = await fetch(url, { headers: html })
  expect(page.headers.get('content-security-policy')).toContain(
    `connect-src 'self' ${provider} https://t.example.com;`,
  )
})

test('a provider that is down keeps nobody from starting', async () => {
  const { url } = await gateway({ config: { oidc: { authority: 'http://127.0.0.1:9', client_id: 'x' } } })
  expect((await fetch(url, { headers: html })).status).toBe(200)
})

test('the relay forwards the call as it is, with the named headers alone', async () => {
  let seen: {
    method?: string | undefined
    url?: string | undefined
    headers?: IncomingMessage['headers']
    body?: string
  } = {}
  const hub = await upstream(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    seen = { method: request.method, url: request.url, headers: request.headers, body }
    response.writeHead(201, {
      'Content-Type': 'application/json',
      Location: 'https://hub.example.com/api/jobs/7',
      'Set-Cookie': 'a=b',
      'Cache-Control': 'public, max-age=9',
      Server: 'hub',
      'X-Powered-By': 'hub',
    })
    response.end('{"id":9007199254740993}')
  })
  const { url } = await gateway({
    hub,
    config: { contentHub: { headers: { 'X-Client-Id': 'ops', Cookie: 'no' } } },
  })
  const path = "/api/jobs/1/targets?state=a%20b&x='%2F+&x"
  const answer = await call(url, path, {
    method: 'POST',
    headers: {
      Authorization: 'Bearer token',
      'Content-Type': 'application/json',
      'Accept-Language': 'de',
      'X-Client-Id': 'ops',
      'X-Other': 'no',
      Cookie: 'session=1',
      Referer: 'http://elsewhere.example.com',
      'Content-Length': '11',
    },
    body: '{"a":1.000}',
  })
  expect(seen).toMatchObject({ method: 'POST', url: path, body: '{"a":1.000}' })
  expect(Object.keys(seen.headers ?? {}).toSorted()).toEqual([
    'accept-language',
    'authorization',
    'connection',
    'content-length',
    'content-type',
    'host',
    'x-client-id',
  ])
  expect(seen.headers?.host).toBe(new URL(hub).host)
  expect(answer).toMatchObject({ status: 201, text: '{"id":9007199254740993}' })
  expect(answer.headers).toMatchObject({
    location: 'https://hub.example.com/api/jobs/7',
    'cache-control': 'no-store',
  })
  for (const name of ['set-cookie', 'server', 'x-powered-by']) expect(answer.headers).not.toHaveProperty(name)
})

test('long JSON is compressed, what is compressed stays as it is', async () => {
  const text = JSON.stringify({ items: Array.from({ length: 200 }, (_, id) => ({ id, state: 'Completed' })) })
  const hub = await upstream((request, response) => {
    const zipped = request.url === '/api/zipped'
    response.writeHead(200, {
      'Content-Type': 'application/json',
      ...(zipped && { 'Content-Encoding': 'gzip' }),
    })
    response.end(zipped ? gzipSync(text) : text)
  })
  const { url } = await gateway({ hub })
  for (const [path, encoding] of [
    ['api/plain', 'br'],
    ['api/plain', 'gzip'],
    ['api/zipped', 'gzip'],
  ] as const) {
    const answer = await fetch(url + path, { headers: { 'Accept-Encoding': encoding } })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(await answer.text()).toBe(text)
  }
  expect(await call(url, '/api/plain')).toMatchObject({ text })
})

test.each([
  '/api/../healthz',
  '/api/%2e%2e/secret',
  '/api/x/%2E./secret',
  '/api/x/..%2fsecret',
  '/api/x/%252e%252e/secret',
  '/api/x%5c..%5csecret',
  '/api/x%0d%0aInjected:%20yes',
  '/api/%zz',
])('%s is not forwarded', async (path) => {
  let arrived = 0
  const hub = await upstream((_request, response) => {
    arrived += 1
    response.end()
  })
  const { url } = await gateway({ hub })
  expect(await call(url, path)).toMatchObject({
    status: 400,
    headers: { 'content-type': 'application/problem+json' },
  })
  expect(arrived).toBe(0)
})

test('a redirect, a dead upstream and a cut answer are problems', async () => {
  const hub = await upstream((request, response) => {
    if (request.url === '/api/moved')
      response.writeHead(302, { Location: 'https://elsewhere.example.com' }).end()
    else request.socket.destroy()
  })
  const { url } = await gateway({ hub })
  for (const path of ['/api/moved', '/api/cut']) {
    const answer = await call(url, path)
    expect(answer).toMatchObject({ status: 502, headers: { 'content-type': 'application/problem+json' } })
    expect(answer.headers).not.toHaveProperty('location')
  }
  const down = await gateway()
  const answer = await call(down.url, '/api/jobs/1')
  expect(JSON.parse(answer.text)).toEqual({
    type: 'about:blank',
    title: 'Not reachable',
    status: 502,
    detail: 'Content Hub could not be reached or cut the connection.',
  })
})

test('a body over 10 MiB is refused, told or not', async () => {
  const hub = await upstream((request, response) => {
    request.resume().on('end', () => response.end('taken'))
  })
  const { url } = await gateway({ hub })
  const mebibyte = 'x'.repeat(1024 * 1024)
  expect(await call(url, '/api/jobs', { method: 'POST', body: mebibyte.repeat(2) })).toMatchObject({
    text: 'taken',
  })
  const told = await call(url, '/api/jobs', {
    method: 'POST',
    headers: { 'Content-Length': '10485761' },
    body: '',
  })
  expect(told.status).toBe(413)
  const untold = await new Promise<number>((resolve, reject) => {
    const sent = httpRequest(`${url}api/jobs`, { method: 'POST', agent: false }, (answer) => {
      sent.off('error', reject)
      sent.on('error', () => {})
      resolve(answer.statusCode ?? 0)
    })
    sent.on('error', reject)
    for (let written = 0; written < 11; written += 1) sent.write(mebibyte)
  })
  expect(untold).toBe(413)
})

test('a caller that leaves ends the call upstream', async () => {
  const { promise: left, resolve } = Promise.withResolvers<void>()
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
  const hub = await upstream((request) => {
    arrive()
    request.socket.on('close', resolve)
  })
  const { url } = await gateway({ hub })
  const control = new AbortController()
  const asked = fetch(`${url}api/slow`, { signal: control.signal })
  await arrived
  control.abort()
  await expect(asked).rejects.toThrow('aborted')
  await left
})

test('over the rate calls wait in line, and a full line is 429', async () => {
  let arrived = 0
  const hub = await upstream((_request, response) => {
    arrived += 1
    response.end()
  })
  const { url } = await gateway({ hub, callsPerSecond: 0.1 })
  expect((await call(url, '/api/jobs/1')).status).toBe(200)
  const control = new AbortController()
  const two = [1, 2].map((id) => fetch(`${url}api/jobs/${id}`, { signal: control.signal }))
  const refused = await Promise.race(two)
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('10')
  expect(arrived).toBe(1)
  control.abort()
  expect(await Promise.allSettled(two)).toContainEqual(expect.objectContaining({ status: 'rejected' }))
})

test('stopping lets a running call end and takes no more', async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const hub = await upstream(async (_request, response) => {
    arrive()
    await released
    response.end('done')
  })
  const started = await gateway({ hub })
  const running = fetch(`${started.url}api/slow`)
  await arrived
  const closed = started.close()
  await expect(call(started.url, '/healthz')).rejects.toThrow('ECONNREFUSED')
  release()
  expect(await (await running).text()).toBe('done')
  await closed
})
