import { consoleConfig, type ConsoleConfig } from './config-schema.ts'
import { Problem } from './problem.ts'

/** Checks `config.json`, which the document has asked for (src/first-requests.ts). Throws Problem, which names the setting that is wrong. */
export async function loadConfig(asked: Promise<Response> | undefined): Promise<ConsoleConfig> {
  const text = await readFile(asked)
  try {
    const { data } = consoleConfig.safeParse(JSON.parse(text))
    if (data) return data
  } catch {
    // No JSON.
  }
  // Words for what is wrong are fetched where something is.
  throw (await import('./wrong-config.ts')).wrongConfig(text)
}

async function readFile(asked: Promise<Response> | undefined): Promise<string> {
  let why = 'the server did not answer'
  try {
    const response = await asked
    if (response?.ok) return await response.text()
    if (response) why = `the server answered ${response.status}`
  } catch {
    // No answer, or only a part of one.
  }
  throw new Problem(
    'The console cannot start.',
    `Its settings (config.json) could not be read: ${why}.`,
    'Reload the page; if it goes on, tell an administrator.',
  )
}
