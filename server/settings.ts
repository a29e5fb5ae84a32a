import { readFileSync } from 'node:fs'
import { fromJSONSchema } from 'whole-zod'
import * as z from 'zod/mini'
import { ConfigError, parseConfig } from '../src/lib/config.ts'
import { isLoopback } from '../src/lib/config.ts'
import { wholeSchema } from '../src/lib/json-schema.ts'
import type { ConsoleConfig } from '../src/lib/config.ts'
import { readSecret } from './upstream-token.ts'
import type { Credentials } from './upstream-token.ts'

/** A setting of the environment that is wrong. The message is one line. */
export class SettingError extends Error {
  override readonly name = 'SettingError'

  constructor(variable: string, found: string, expected: string) {
    super(`${variable}: found ${found}, expected ${expected}.`)
  }
}

/** A remote system. Without `credentials` it is asked with the operator's own token. */
export type UpstreamSettings = { origin: URL; callsPerSecond: number; credentials: Credentials | undefined }

export type GatewaySettings = {
  host: string
  /** 0 takes any free one. */
  port: number
  /** The address that people use, ending in a slash. Undefined: the address listened on. */
  publicUrl: URL | undefined
  config: ConsoleConfig
  /** Undefined where the app asks Content Hub directly. */
  contentHub: UpstreamSettings | undefined
  bigChange: (UpstreamSettings & { credentials: Credentials; customerId: string }) | undefined
  /** What an operator's access token must be meant for; there wherever a system has credentials. */
  audience: string | undefined
  /** Where gateways share their rate limits. */
  redisUrl: URL | undefined
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
const webAddress = (expected: string, protocol = /^https?:$/) =>
  z.pipe(
    z.string(expected).check(z.refine((text) => protocol.test(URL.parse(text)?.protocol ?? ''), expected)),
    z.transform((text) => new URL(text)),
  )
const secured = 'an https address (http only for this machine)'
const isSecured = z.refine<URL>(
  ({ protocol, hostname }) => protocol === 'https:' || isLoopback(hostname),
  secured,
)
const originOf = (host: string) => `an origin such as https://${host}, without path and query`
/** Tokens go there, so others may not read along. */
const originAt = (host: string) =>
  webAddress(originOf(host)).check(
    z.refine((url) => url.href === `${url.origin}/`, originOf(host)),
    isSecured,
  )
const callsPerSecond = (usual: string) =>
  z.prefault(
    z.pipe(
      z.string().check(z.regex(/^\d+(\.\d+)?$/, 'a number above 0')),
      z.pipe(z.transform(Number), z.number().check(z.positive('a number above 0'))),
    ),
    usual,
  )
const securedAddress = webAddress(secured).check(isSecured)
const secretFile = 'the path of a file that holds the secret and can be read'
const credentialSettings = z.object({
  TOKEN_URL: securedAddress,
  CLIENT_ID: z.string('the id under which the gateway is registered'),
  CLIENT_SECRET_FILE: z.string(secretFile).check(
    z.refine((file) => {
      try {
        return readSecret(file) !== ''
      } catch {
        return false
      }
    }, secretFile),
  ),
})
const customerId = 'the id of a BigChange customer, a whole number'

const environment = z.object({
  HOST: z.prefault(z.string(), '127.0.0.1'),
  PORT: z.prefault(wholeBetween(0, 65_535), '4173'),
  PUBLIC_URL: z.optional(
    webAddress('a web address such as https://ops.example.com/jobs-console').check(
      z.refine((url) => url.search === '' && url.hash === '', 'a web address without query and fragment'),
    ),
  ),
  CONFIG_FILE: z.string('the path of a config.json'),
  CONTENT_HUB_URL: z.optional(originAt('hub.example.com')),
  CONTENT_HUB_AUTH: z.prefault(
    z.enum(['forward', 'client_credentials'], '"forward" or "client_credentials"'),
    'forward',
  ),
  RATE_LIMIT_CONTENT_HUB: callsPerSecond('12'),
  BIGCHANGE_URL: z.optional(originAt('api.bigchange.com')),
  RATE_LIMIT_BIGCHANGE: callsPerSecond('5'),
  REDIS_URL: z.optional(webAddress('an address such as redis://127.0.0.1:6379', /^rediss?:$/)),
  LOG_LEVEL: z.prefault(
    z.enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'one of trace, debug, info, warn, error, fatal, silent',
    ),
    'info',
  ),
})

/** Needed where a system has credentials. */
const operatorsOnly = z.object({
  OIDC_AUDIENCE: z.string("the audience of the operators' access tokens"),
})
const bigChangeOnly = z.object({
  BIGCHANGE_CUSTOMER_ID: z.string(customerId).check(z.regex(/^[1-9]\d{0,18}$/, customerId)),
})

type Environment = Record<string, string | undefined>

/** Reads the gateway's environment (interface.md section 4) and its CONFIG_FILE. Throws SettingError. */
export function readSettings(env: Environment): GatewaySettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = checked(environment, given)
  const config = readConfig(read.CONFIG_FILE)
  checkSchemas(read.CONFIG_FILE, config)
  if (read.CONTENT_HUB_URL === undefined && config.contentHub.url === '') {
    const expected = `${originOf('hub.example.com')} (or contentHub.url in CONFIG_FILE)`
    throw new SettingError('CONTENT_HUB_URL', 'nothing', expected)
  }
  if (read.BIGCHANGE_URL === undefined && config.bigChange !== null) {
    const expected = `${originOf('api.bigchange.com')} (or no bigChange in CONFIG_FILE)`
    throw new SettingError('BIGCHANGE_URL', 'nothing', expected)
  }
  const contentHub = read.CONTENT_HUB_URL && {
    origin: read.CONTENT_HUB_URL,
    callsPerSecond: read.RATE_LIMIT_CONTENT_HUB,
    credentials: read.CONTENT_HUB_AUTH === 'forward' ? undefined : credentialsOf('CONTENT_HUB', given),
  }
  const bigChange = read.BIGCHANGE_URL && {
    origin: read.BIGCHANGE_URL,
    callsPerSecond: read.RATE_LIMIT_BIGCHANGE,
    credentials: credentialsOf('BIGCHANGE', given),
    customerId: checked(bigChangeOnly, given).BIGCHANGE_CUSTOMER_ID,
  }
  const checksOperators = contentHub?.credentials !== undefined || bigChange !== undefined
  if (checksOperators) checkProvider(read.CONFIG_FILE, config.oidc)
  return {
    host: read.HOST,
    port: read.PORT,
    publicUrl: read.PUBLIC_URL && new URL(`${read.PUBLIC_URL.href.replace(/\/+$/, '')}/`),
    config,
    contentHub,
    bigChange,
    audience: checksOperators ? checked(operatorsOnly, given).OIDC_AUDIENCE : undefined,
    redisUrl: read.REDIS_URL,
    logLevel: read.LOG_LEVEL,
  }
}

function credentialsOf(prefix: 'CONTENT_HUB' | 'BIGCHANGE', given: Environment): Credentials {
  const own = (name: string) => given[`${prefix}_${name}`]
  const values = Object.fromEntries(Object.keys(credentialSettings.shape).map((name) => [name, own(name)]))
  const read = checked(credentialSettings, values, `${prefix}_`)
  return { tokenUrl: read.TOKEN_URL, clientId: read.CLIENT_ID, clientSecretFile: read.CLIENT_SECRET_FILE }
}

/** Whether the app's forms can check by the JSON Schemas of the file. Throws SettingError. */
function checkSchemas(file: string, { contentHub }: ConsoleConfig): void {
  for (const [property, schema] of Object.entries(contentHub.jsonSchemas))
    try {
      fromJSONSchema(wholeSchema(schema))
    } catch (fault) {
      const setting = `CONFIG_FILE ${file}, contentHub.jsonSchemas.${property}`
      throw new SettingError(setting, `what cannot be checked (${String(fault)})`, 'a JSON Schema')
    }
}

/** What the file alone tells of why no access token could ever be checked. Throws SettingError. */
function checkProvider(file: string, { authority, metadata, signingKeys }: ConsoleConfig['oidc']): void {
  if (metadata === null) return
  const setting = `CONFIG_FILE ${file}, oidc.metadata`
  if (metadata.issuer !== authority)
    throw new SettingError(`${setting}.issuer`, shown(metadata.issuer), `oidc.authority, ${shown(authority)}`)
  if (metadata.jwks_uri === undefined && signingKeys === null)
    throw new SettingError(
      `${setting}.jwks_uri`,
      'nothing',
      'where the signing keys are (or oidc.signingKeys)',
    )
}

/** What a schema makes of the environment. Throws SettingError for the first variable that is wrong. */
function checked<Schema extends z.ZodMiniType>(
  schema: Schema,
  given: Environment,
  prefix = '',
): z.output<Schema> {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  const variable = String(issue?.path[0] ?? 'environment')
  throw new SettingError(
    prefix + variable,
    found(variable, given[variable]),
    issue?.message ?? 'another value',
  )
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

const shown = (value: string) => JSON.stringify(value)

/** The message goes to the log: a password in an address or a secret in place of its file is not repeated. */
const found = (variable: string, value: string | undefined) =>
  value === undefined
    ? 'nothing'
    : /SECRET|REDIS/.test(variable) || value.includes('@')
      ? 'a value that is not shown here'
      : shown(value)
