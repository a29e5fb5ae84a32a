import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SandboxSettings } from './start-sandbox.ts'

/** The settings that the environment gives: SANDBOX_HUB_PORT, SANDBOX_OIDC_PORT, SANDBOX_CONTROL_PORT, SANDBOX_BIGCHANGE_PORT, SANDBOX_DATA, SANDBOX_APP_URLS. */
export function sandboxSettings(environment: Record<string, string | undefined>): SandboxSettings {
  const port = (name: string, usual: number) => {
    const text = environment[name]
    if (!text) return usual
    if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
      throw new Error(`${name} is '${text}', expected a port.`)
    return Number(text)
  }
  const appUrls = environment['SANDBOX_APP_URLS'] || 'http://127.0.0.1:4173,http://127.0.0.1:5173'
  return {
    host: '127.0.0.1',
    hubPort: port('SANDBOX_HUB_PORT', 4180),
    oidcPort: port('SANDBOX_OIDC_PORT', 4181),
    controlPort: port('SANDBOX_CONTROL_PORT', 4182),
    bigChangePort: port('SANDBOX_BIGCHANGE_PORT', 4183),
    dataDir: environment['SANDBOX_DATA'] || '.sandbox',
    appUrls: appUrls.split(',').map((url) => url.trim()),
  }
}

/** Deletes what the sandbox has stored: its own files alone, should the directory hold others. */
export function dropSandboxData(dataDir: string): void {
  const names = (() => {
    try {
      return readdirSync(dataDir)
    } catch {
      return []
    }
  })()
  for (const name of names) {
    if (/^(hub|oidc|bigchange)[.-]/.test(name) || name === 'config.json') rmSync(join(dataDir, name))
  }
}
