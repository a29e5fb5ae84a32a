import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { ConfigError, parseConfig } from '../src/lib/config.ts'
import type { ConsoleConfig } from '../src/lib/config.ts'

/** A setting of the environment that is wrong. The message is one line. */
export class SettingError extends Error {
  override readonly name = 'SettingError'

  constructor(variable: string, found: string, expected: string) {
    super(`${variable}: found ${found}, expected ${expected}.`)
  }
}

export type GatewaySettings = {
  host: string
  /** 0 takes any free one. */
  port: number
  /** The address that people use, ending in a slash. Undefined: the address listened on. */
  publicUrl: URL | undefined
  config: ConsoleConfig
  /** Undefined where the app asks Content Hub directly. */
  contentHub: { origin: URL; callsPerSecond: number } | undefined
  logLevel: string
}

const wholeBetween = (smallest: number, largest: number) => {
  const expected = `a whole number from ${smallest} to ${largest}`
  return z.pipe(
    z.string().check(z.regex(/^\d+$/, expected)),
    z.pipe(
      z.transform(Number),
      z.number().check(z.minimum(smallest, expected), z.maximum(largest, expected)),
    ),
  )
}
const webAddress = (expected: string) =>
  z.pipe(
    z.string().check(z.refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), expected)),
    z.transform((text) => new URL(text)),
  )
const origin = 'an origin such as https://hub.example.com, without path and query'

const environment = z.object({
  HOST: z.prefault(z.string(), '127.0.0.1'),
  PORT: z.prefault(wholeBetween(0, 65_535), '4173'),
  PUBLIC_URL: z.optional(
    webAddress('a web address such as https://ops.example.com/jobs-console').check(
      z.refine((url) => url.search === '' && url.hash === '', 'a web address without query and fragment'),
    ),
  ),
  CONFIG_FILE: z.string('the path of a config.json'),
  CONTENT_HUB_URL: z.optional(
    webAddress(origin).check(
      z.refine((url) => url.pathname === '/' && url.search === '' && url.hash === '', origin),
    ),
  ),
  CONTENT_HUB_AUTH: z.prefault(
    z.literal('forward', '"forward" (this version does not know "client_credentials" yet)'),
    'forward',
  ),
  RATE_LIMIT_CONTENT_HUB: z.prefault(
    z.pipe(
      z.string().check(z.regex(/^\d+(\.\d+)?$/, 'a number above 0')),
      z.pipe(z.transform(Number), z.number().check(z.positive('a number above 0'))),
    ),
    '12',
  ),
  LOG_LEVEL: z.prefault(
    z.enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'one of trace, debug, info, warn, error, fatal, silent',
    ),
    'info',
  ),
})

/** Reads the gateway's environment (interface.md section 4) and its CONFIG_FILE. Throws SettingError. */
export function readSettings(env: Record<string, string | undefined>): GatewaySettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = environment.safeParse(given)
  if (!read.success) {
    const issue = read.error.issues[0]
    const variable = String(issue?.path[0] ?? 'environment')
    throw new SettingError(variable, shown(given[variable]), issue?.message ?? 'another value')
  }
  const { HOST, PORT, PUBLIC_URL, CONFIG_FILE, CONTENT_HUB_URL, RATE_LIMIT_CONTENT_HUB, LOG_LEVEL } =
    read.data
  const config = readConfig(CONFIG_FILE)
  if (CONTENT_HUB_URL === undefined && config.contentHub.url === '') {
    throw new SettingError('CONTENT_HUB_URL', 'nothing', `${origin} (or contentHub.url in CONFIG_FILE)`)
  }
  return {
    host: HOST,
    port: PORT,
    publicUrl: PUBLIC_URL && new URL(`${PUBLIC_URL.href.replace(/\/+$/, '')}/`),
    config,
    contentHub: CONTENT_HUB_URL && { origin: CONTENT_HUB_URL, callsPerSecond: RATE_LIMIT_CONTENT_HUB },
    logLevel: LOG_LEVEL,
  }
}

function readConfig(file: string): ConsoleConfig {
  let text: string
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    throw new SettingError('CONFIG_FILE', shown(file), 'the path of a file that can be read')
  }
  try {
    return parseConfig(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new SettingError('CONFIG_FILE', `a file that is not JSON (${error.message})`, 'JSON')
    if (!(error instanceof ConfigError)) throw error
    const setting = error.setting === '' ? 'the whole file' : error.setting
    throw new SettingError(`CONFIG_FILE ${file}, ${setting}`, error.found, error.expected)
  }
}

const shown = (value: string | undefined) => (value === undefined ? 'nothing' : JSON.stringify(value))
