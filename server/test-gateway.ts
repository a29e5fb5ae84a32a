import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as httpRequest } from 'node:http'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { parseConfig } from '../src/lib/config.ts'
import type { GatewaySettings } from './settings.ts'
import { startGateway } from './start-gateway.ts'

const dist = mkdtempSync(join(tmpdir(), 'dist-'))
/** The inline script of the test build's page. */
export const inline = 'document.documentElement.dataset.theme = "dark"'
/** The script of the test build. */
export const code = 'console.log("app")'.repeat(20)
/** What a browser accepts when a person opens a page. */
export const html = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
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

/** Does this after the test. */
export const afterwards = (cleanUp: () => Promise<unknown> | void) => void cleanUps.push(cleanUp)

/** A folder for the test's files. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'gateway-'))
  afterwards(() => rmSync(path, { recursive: true }))
  return path
}

/** A server that plays Content Hub or another remote system. Gives its address. */
export const upstream = (listener: RequestListener) => listening(createServer(listener))

type Given = Partial<Omit<GatewaySettings, 'config' | 'contentHub'>> & {
  config?: object
  hub?: string
  callsPerSecond?: number
  /** Where the lines of its log go, each a JSON text. */
  lines?: string[]
}
const oidc = { authority: 'https://id.example.com', client_id: 'jobs-console' }
const metadata = {
  issuer: 'https://id.example.com',
  authorization_endpoint: 'https://id.example.com/auth',
  token_endpoint: 'https://tokens.example.com/token',
}

/** A gateway on a free port that serves a small build. It is closed after the test. */
export async function gateway({
  config,
  hub = 'http://127.0.0.1:9',
  callsPerSecond = 100,
  lines,
  ...given
}: Given = {}) {
  const settings: GatewaySettings = {
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    config: parseConfig({ oidc: { ...oidc, metadata }, ...config }),
    contentHub: { origin: new URL(hub), callsPerSecond, credentials: undefined },
    bigChange: undefined,
    audience: undefined,
    redisUrl: undefined,
    logLevel: 'silent',
    ...given,
  }
  const log =
    lines === undefined
      ? pino({ level: 'silent' })
      : pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const started = await startGateway(settings, dist, log)
  cleanUps.push(started.close)
  return started
}

/** A call as it is written, with nothing tidied; fetch would resolve `..` by itself. */
export function call(
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
