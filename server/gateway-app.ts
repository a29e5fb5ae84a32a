import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import { indexPage } from './index-page.ts'
import { problemAnswer } from './problem-answer.ts'
import type { Relay } from './relay.ts'
import { safePath } from './safe-path.ts'
import { commonHeaders, pageHeaders } from './security-headers.ts'
import { fileAnswer, madeFile, readBuild } from './static-files.ts'

type Gateway = {
  buildDir: string
  /** With a slash at both ends. */
  basePath: string
  secure: boolean
  configJson: string
  /** The origins that the page may ask beside its own; asked for at each page, since discovery can come late. */
  connect: () => string[]
  relays: Relays
  log: Logger
}

/** The remote systems, each undefined where the app has none or asks it directly. */
export type Relays = { contentHub: Relay | undefined; bigChange: Relay | undefined }

/** What the gateway answers to which address. Throws where the build cannot be read. */
export function gatewayApp({ buildDir, basePath, secure, configJson, connect, relays, log }: Gateway) {
  const indexFile = join(buildDir, 'index.html')
  if (!existsSync(indexFile)) throw new Error(`There is no ${indexFile}. Build the app first: npm run build`)
  const index = indexPage(readFileSync(indexFile, 'utf8'), basePath)
  const files = readBuild(buildDir)
  const page = madeFile(index.html, '.html')
  files.delete('index.html')
  files.set('config.json', madeFile(configJson, '.json'))
  const always = Object.entries(commonHeaders(secure))

  const pageAnswer = (request: Request) => {
    const answer = fileAnswer(page, request)
    const headers = pageHeaders({ scriptHashes: index.scriptHashes, connect: connect() })
    for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
    return answer
  }

  const app = new Hono<{ Bindings: HttpBindings }>()
  app.use(async (c, next) => {
    const begun = performance.now()
    await next()
    for (const [name, value] of always) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    // The path alone: queries bear codes and filters, headers bear tokens.
    const ms = Math.round(performance.now() - begun)
    log.info({ method: c.req.method, path: c.req.path, status: c.res.status, ms }, 'answered')
  })
  app.onError((error, c) => {
    log.error({ err: error, method: c.req.method, path: c.req.path }, 'failed')
    return problemAnswer(500, 'Gateway error', 'The gateway met an error of its own. Its log says more.')
  })
  app.all('*', async (c) => {
    const { incoming } = c.env
    const address = safePath(incoming.url ?? '/')
    if (address === null)
      return problemAnswer(400, 'Bad address', 'Addresses may not climb or hold control characters.')
    const path = address.split('?', 1)[0] ?? ''
    if (path === '/healthz') return c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' })
    const name = path.startsWith(basePath) ? path.slice(basePath.length) : null
    const call = name === null ? address : `/${address.slice(basePath.length)}`
    if (relays.contentHub !== undefined && call.startsWith('/api/'))
      return relays.contentHub.relay(incoming, call, c.req.raw.signal)
    if (relays.bigChange !== undefined && call.startsWith('/bigchange/v1/'))
      return relays.bigChange.relay(incoming, call.slice('/bigchange'.length), c.req.raw.signal)
    if (incoming.method !== 'GET' && incoming.method !== 'HEAD') {
      return problemAnswer(405, 'Method not allowed', 'Here is nothing to write to.', { Allow: 'GET, HEAD' })
    }
    if (`${path}/` === basePath) return c.redirect(basePath, 308)
    const file = name === null ? undefined : files.get(name)
    if (file !== undefined) return fileAnswer(file, c.req.raw)
    const isPage =
      name !== null &&
      !/^(assets|api|bigchange\/v1)\//.test(name) &&
      c.req.header('accept')?.includes('text/html')
    return isPage
      ? pageAnswer(c.req.raw)
      : problemAnswer(404, 'Not found', 'There is nothing at this address.')
  })
  return app
}
