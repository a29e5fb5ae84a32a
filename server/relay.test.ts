import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { call, gateway, upstream } from './test-gateway.ts'

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
    config: { contentHub: { headers: { 'X-Client-Id': 'ops', TE: 'no' } } },
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
      TE: 'trailers',
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
    // Both may have come after the call was carried out.
    expect(answer.headers).not.toHaveProperty('carried-out')
  }
  const down = await gateway()
  const answer = await call(down.url, '/api/jobs/1')
  expect(answer.headers).toHaveProperty('carried-out', 'no')
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

test('a kept connection that is closed as it is used costs nobody anything', async () => {
  const connections = new Map<object, number>()
  const hub = await upstream((request, response) => {
    const used = (connections.get(request.socket) ?? 0) + 1
    connections.set(request.socket, used)
    if (used > 1) request.socket.destroy()
    else response.end('read')
  })
  const { url } = await gateway({ hub })
  for (const method of ['GET', 'GET', 'PATCH', 'PATCH', 'GET'])
    expect(await call(url, '/api/jobs/1', { method })).toMatchObject({ status: 200, text: 'read' })
  // A write is never the second on a connection, so that it is never sent twice.
  expect([...connections.values()].toSorted((a, b) => a - b)).toEqual([1, 1, 1, 1, 2])
})
