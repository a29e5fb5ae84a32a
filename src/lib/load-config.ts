import { parseConfig, type ConsoleConfig } from './config.ts'
import { basePath } from './current-config.ts'
import { Problem } from './problem.ts'

const what = 'The console cannot start.'
const limitMs = 15_000

/** Reads and checks `config.json` beside the app. Throws Problem, which names the setting that is wrong. */
export async function loadConfig(started?: Promise<Response>): Promise<ConsoleConfig> {
  let text: string
  try {
    const response = await (started ??
      fetch(`${basePath()}config.json`, { cache: 'no-store', signal: AbortSignal.timeout(limitMs) }))
    if (!response.ok) throw new Error(`status ${response.status}`)
    text = await response.text()
  } catch (cause) {
    throw new Problem(
      what,
      'Its settings (config.json) could not be read.',
      'Reload the page; if it goes on, tell an administrator.',
      { cause },
    )
  }
  try {
    return parseConfig(JSON.parse(text))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Problem(
      what,
      `Its settings (config.json) are wrong: ${why}`,
      'An administrator has to correct them.',
      { cause },
    )
  }
}
