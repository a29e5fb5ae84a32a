import { createHash } from 'node:crypto'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { call, code, gateway, html, inline, upstream } from './test-gateway.ts'

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
