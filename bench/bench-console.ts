import { startConsole } from '../scripts/start-console.ts'

const host = '127.0.0.1'
const url = `http://${host}:4373`
const control = `http://${host}:4382`

/** What every answer of Content Hub's stand-in takes, in ms. */
export const serverMs = 100

/** The console with its sandbox, and the account of an operator whose server answers in a fixed time. */
export async function startBenchConsole(buildDir?: string) {
  const running = await startConsole({
    sandbox: {
      host,
      hubPort: 4380,
      oidcPort: 4381,
      controlPort: 4382,
      bigChangePort: 4383,
      dataDir: '.sandbox/bench',
      appUrls: [url],
    },
    env: { HOST: host, PORT: '4373', PUBLIC_URL: url, RATE_LIMIT_CONTENT_HUB: '100000', LOG_LEVEL: 'warn' },
    ...(buildDir !== undefined && { buildDir }),
  })
  return { url, account: `operator.${await newTenant()}`, password: 'operator', close: () => running.close() }
}

export type BenchConsole = Awaited<ReturnType<typeof startBenchConsole>>

async function newTenant(): Promise<string> {
  const response = await fetch(`${control}/tenants`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    // Tokens that last longer than the whole run: no renewal gets into a figure.
    body: JSON.stringify({ settings: { rateLimit: 0, fixedDelayMs: serverMs, accessTokenSeconds: 3600 } }),
  })
  const answer: unknown = await response.json()
  if (typeof answer === 'object' && answer !== null && 'tenant' in answer) return String(answer.tenant)
  throw new Error(`The sandbox made no tenant: ${response.status}.`)
}
