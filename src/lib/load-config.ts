import { consoleConfig, type ConsoleConfig } from './config-schema.ts'
import { basePath } from './current-config.ts'
import { Problem } from './problem.ts'

const limitMs = 15_000

/** Reads and checks `config.json` beside the app. Throws Problem, which names the setting that is wrong. */
export async function loadConfig(started?: Promise<Response>): Promise<ConsoleConfig> {
  const text = await readFile(started)
  try {
    const { data } = consoleConfig.safeParse(JSON.parse(text))
    if (data) return data
  } catch {
    // No JSON.
  }
  // Words for what is wrong are fetched where something is.
  throw (await import('./wrong-config.ts')).wrongConfig(text)
}

async function readFile(started?: Promise<Response>): Promise<string> {
  let why = 'the server did not answer'
  try {
    const response = await (started ??
      fetch(`${basePath()}config.json`, { cache: 'no-store', signal: AbortSignal.timeout(limitMs) }))
    if (response.ok) return await response.text()
    why = `the server answered ${response.status}`
  } catch {
    // No answer, or only a part of one.
  }
  throw new Problem(
    'The console cannot start.',
    `Its settings (config.json) could not be read: ${why}.`,
    'Reload the page; if it goes on, tell an administrator.',
  )
}
