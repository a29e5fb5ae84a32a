import { parseConfig } from './config.ts'
import { Problem } from './problem.ts'

/** What is wrong with the text of `config.json`: the setting, what was found there and what is expected. */
export function wrongConfig(text: string): Problem {
  const cause = faultOf(text)
  const why =
    cause instanceof SyntaxError
      ? `found a file that is not JSON (${cause.message}), expected JSON.`
      : cause instanceof Error
        ? cause.message
        : String(cause)
  return new Problem(
    'The console cannot start.',
    `Its settings (config.json) are wrong: ${why}`,
    'An administrator has to correct them.',
    { cause },
  )
}

function faultOf(text: string): unknown {
  try {
    return parseConfig(JSON.parse(text))
  } catch (fault) {
    return fault
  }
}
