import { fileURLToPath } from 'node:url'
import { startSandbox } from '../sandbox/start-sandbox.ts'
import { readSettings } from '../server/settings.ts'
import { startGateway } from '../server/start-gateway.ts'

const host = '127.0.0.1'

type Ports = { gateway: number; hub: number; oidc: number; control: number }

/** The ports that the environment names, else the usual ones. */
export const usualPorts = (env = process.env): Ports => ({
  gateway: Number(env['PORT'] || 4173),
  hub: Number(env['SANDBOX_HUB_PORT'] || 4180),
  oidc: Number(env['SANDBOX_OIDC_PORT'] || 4181),
  control: Number(env['SANDBOX_CONTROL_PORT'] || 4182),
})

type Given = {
  ports: Ports
  /** A folder under `.sandbox`. */
  data: string
  /** Addresses beside the gateway's that people may sign in from. */
  appUrls?: string[]
  /** The gateway's environment, beside what the sandbox determines. */
  env: Record<string, string | undefined>
  buildDir?: string
}

/** Starts the sandbox and then the gateway in this process. Throws Error with a message for people. */
export async function startConsole({ ports, data, appUrls = [], env, buildDir }: Given) {
  const sandbox = await startSandbox({
    host,
    hubPort: ports.hub,
    oidcPort: ports.oidc,
    controlPort: ports.control,
    dataDir: fileURLToPath(new URL(`../.sandbox/${data}`, import.meta.url)),
    appUrls: [`http://${host}:${ports.gateway}`, `http://localhost:${ports.gateway}`, ...appUrls],
  })
  try {
    const settings = readSettings({
      ...env,
      HOST: host,
      PORT: String(ports.gateway),
      CONFIG_FILE: sandbox.configFile,
      CONTENT_HUB_URL: sandbox.hubUrl,
    })
    const gateway = await startGateway(settings, buildDir)
    return {
      sandbox,
      gateway,
      async close() {
        await gateway.close()
        await sandbox.close()
      },
    }
  } catch (error) {
    await sandbox.close()
    throw error
  }
}
