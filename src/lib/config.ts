import type * as z from 'zod/mini'
import {
  actionsByClaim,
  bigChange,
  consoleConfig,
  type ConsoleConfig,
  contentHub,
  oidc,
  options,
  properties,
} from './config-schema.ts'

export type { ConsoleConfig } from './config-schema.ts'
export { isLoopback } from './is-loopback.ts'

/** What is wrong with the configuration. The message is one sentence made of all three. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  /** Where it is, such as `contentHub.takeMax`; empty for the whole file. */
  readonly setting: string
  readonly found: string
  readonly expected: string

  constructor(setting: string, found: string, expected: string) {
    super(
      `${setting === '' ? 'The configuration' : `The setting “${setting}”`}: found ${found}, expected ${expected}.`,
    )
    this.setting = setting
    this.found = found
    this.expected = expected
  }
}

/** The configuration with every default filled in. Throws a ConfigError for the first setting that is wrong. */
export function parseConfig(value: unknown): ConsoleConfig {
  const result = consoleConfig.safeParse(value)
  if (result.success) return result.data
  throw asConfigError(result.error.issues[0], value)
}

function asConfigError(issue: z.core.$ZodIssue | undefined, value: unknown): ConfigError {
  const path = issue?.path.map(String) ?? []
  if (issue?.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? ''
    return new ConfigError(
      [...path, name].join('.'),
      'a name that is not known',
      nameMeant(path.join('.'), name),
    )
  }
  if (issue?.code === 'invalid_key') {
    const expected = 'a name of an HTTP header that the console does not set itself'
    return new ConfigError(path.join('.'), `the name ${shown(path.at(-1))}`, expected)
  }
  return new ConfigError(path.join('.'), shown(valueAt(value, path)), expectedBy(issue))
}

/** The names that a part of the file may use, by the path of that part. */
const settingNames: Readonly<Record<string, string[]>> = {
  '': Object.keys(consoleConfig.shape),
  oidc: Object.keys(oidc.shape),
  contentHub: Object.keys(contentHub.shape),
  'contentHub.properties': Object.keys(properties.shape),
  'contentHub.options': Object.keys(options.shape),
  'contentHub.retry': ['strategy', 'properties'],
  bigChange: Object.keys(bigChange.shape),
  actionsByClaim: Object.keys(actionsByClaim.shape),
}

const kinds: Readonly<Record<string, string>> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

/** What a check of its own wants, by the setting; everywhere else such a check wants an address. */
const wanted: Readonly<Record<string, string>> = {
  'contentHub.url': '"" or an https address',
  'contentHub.retry.properties': 'at least one property',
}

function expectedBy(issue: z.core.$ZodIssue | undefined): string {
  switch (issue?.code) {
    case 'invalid_value':
      return `${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((word) => JSON.stringify(word)).join(', ')}`
    case 'invalid_union':
      return '"patch" or "recreate"'
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected
    case 'invalid_format':
      return 'a text that a header can hold'
    case 'too_big':
      return `a number, ${issue.maximum} at most`
    case 'too_small':
      if (issue.origin === 'string') return 'a text that is not empty'
      if (issue.origin === 'array') return 'at least one'
      return `a number${issue.inclusive ? ', at least' : ' above'} ${issue.minimum}`
    case 'custom':
      return wanted[issue.path.join('.')] ?? 'an https address (http only for this machine)'
    default:
      return 'another value'
  }
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

function valueAt(value: unknown, path: string[]): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return valueAt(members.find(([key]) => key === name)?.[1], rest)
}

/** The known name that was meant, if one is near; else all of them. */
function nameMeant(part: string, name: string): string {
  const known = settingNames[part] ?? []
  const near = known.find((candidate) => distance(candidate.toLowerCase(), plain(name)) <= 2)
  return near === undefined ? `one of ${known.map((word) => `“${word}”`).join(', ')}` : `“${near}”`
}

const plain = (name: string) => name.toLowerCase().replace(/[-_ ]/g, '')

/** How many characters have to be put in, taken out or replaced to make one word the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [at, character] of one.split('').entries()) {
    const next = [at + 1]
    for (let index = 1; index < row.length; index++) {
      const replaced = (row[index - 1] ?? 0) + (character === other[index - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
