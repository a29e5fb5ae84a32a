import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { afterwards, folder } from './test-gateway.ts'

const program = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((directory) => join(directory, 'redis-server'))
  .find((path) => existsSync(path))

/** Whether tests with a real Redis can run. In CI they must: there a missing one fails them. */
export const hasRedis = program !== undefined || Boolean(process.env['CI'])
if (!hasRedis)
  console.warn(
    'SKIPPED: there is no redis-server on PATH, so the rate limit shared by several gateways is not tested.',
  )

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/**
 * A real Redis server of the test's own, which keeps nothing. `stop` ends it before the test does; `hang` lets it take
 * connections but never answer, until it may `goOn`.
 */
export async function redis(...options: string[]) {
  if (program === undefined)
    throw new Error('There is no redis-server on PATH: install the Debian package of that name.')
  const port = await freePort()
  const settings = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--dir',
    folder(),
    ...options,
  ]
  const server = spawn(program, settings, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const stop = async () => {
    server.kill('SIGKILL')
    await ended
  }
  afterwards(stop)
  await new Promise<void>((resolve, reject) => {
    void ended.then(() => reject(new Error('redis-server ended.')))
    server.stdout.on('data', (text: Buffer) => text.includes('Ready to accept connections') && resolve())
  })
  return {
    url: new URL(`redis://127.0.0.1:${port}`),
    stop,
    hang: () => void server.kill('SIGSTOP'),
    goOn: () => void server.kill('SIGCONT'),
  }
}
