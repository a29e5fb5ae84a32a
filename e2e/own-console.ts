import { readFileSync, writeFileSync } from 'node:fs'
import { readSettings } from '../server/settings.ts'
import { startGateway } from '../server/start-gateway.ts'
import { hubUrl, ports } from './ports.ts'

export type Settings = Record<'oidc' | 'contentHub', Record<string, unknown>> & Record<string, unknown>

/** Where the settings of the tests' console are kept. */
export const configFile = '.sandbox/e2e/config.json'

export const sandboxSettings = () =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the sandbox's own file
  JSON.parse(readFileSync(configFile, 'utf8')) as Settings

/** A console of a test's own, with other settings, at one of the addresses that the sign-in service knows. */
export async function startConsoleWith(change: (settings: Settings) => unknown, file: string, url: string) {
  // Content Hub alone, as at a place that has no BigChange.
  const settings = { ...sandboxSettings(), bigChange: null }
  change(settings)
  writeFileSync(file, JSON.stringify(settings))
  return startGateway(
    readSettings({
      HOST: ports.host,
      PORT: new URL(url).port,
      PUBLIC_URL: url,
      CONFIG_FILE: file,
      CONTENT_HUB_URL: hubUrl,
      RATE_LIMIT_CONTENT_HUB: '1000',
      LOG_LEVEL: 'silent',
    }),
  )
}
