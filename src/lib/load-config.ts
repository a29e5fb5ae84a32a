import { consoleConfig, type ConsoleConfig } from './config-schema.ts'
import { basePath } from './current-config.ts'
import { Problem } from './problem.ts'

const what = 'The console cannot start.'
const limitMs = 15_000

/** Reads and checks `config.json` beside the app. Throws Problem, which names the setting that is wrong. */
export async function loadConfig(started?: Promise<Response>): Promise<ConsoleConfig> {
  const text = await readFile(started)
  try {
    const value: unknown = JSON.parse(text)
    const { data } = consoleConfig.safeParse(value)
    // Words for what is wrong are fetched where something is.
    return data ?? (await import('./config.ts')).parseConfig(value)
  } catch (cause) {
    const why =
      cause instanceof SyntaxError
        ? `found a file that is not JSON (${cause.message}), expected JSON.`
        : cause instanceof Error
          ? cause.message
          : String(cause)
    throw new Problem(
      what,
      `Its settings (config.json) are wrong: ${why}`,
      'An administrator has to correct them.',
      { cause },
    )
  }
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
    what,
    `Its settings (config.json) could not be read: ${why}.`,
    'Reload the page; if it goes on, tell an administrator.',
  )
}
