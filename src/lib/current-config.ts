import type { ConsoleConfig } from './config-schema.ts'

let current: ConsoleConfig | undefined

/** Puts the checked settings in force; called once, before anything else runs. */
export function setConfig(value: ConsoleConfig): void {
  current = value
}

/** The settings in force. Throws before `config.json` was read, which is a fault of the console. */
export function config(): ConsoleConfig {
  if (!current) throw new Error('The settings are not read yet.')
  return current
}

/** The path under which the console lives, with a slash at both ends; the gateway writes it into the document. */
export const basePath = (): string => document.documentElement.dataset['base'] ?? '/'

/** The absolute address of a path of this app: `appUrl('/jobs/1')`. */
export const appUrl = (path: string): string => location.origin + basePath().slice(0, -1) + path

/** The path inside the app of an address of this origin, with query; null where the address is not inside it. */
export function appPath(url: URL): string | null {
  const base = basePath()
  if (url.origin !== location.origin || !`${url.pathname}/`.startsWith(base)) return null
  return `/${url.pathname.slice(base.length)}${url.search}`
}
