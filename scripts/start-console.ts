import { startSandbox } from '../sandbox/start-sandbox.ts'
import type { SandboxSettings } from '../sandbox/start-sandbox.ts'
import { readSettings } from '../server/settings.ts'
import { startGateway } from '../server/start-gateway.ts'

type Given = {
  sandbox: SandboxSettings
  /** The gateway's environment, beside what the sandbox determines. */
  env: Record<string, string | undefined>
  /** Where the built app is, if not in `dist`. */
  buildDir?: string
}

/** Starts the sandbox and then the gateway in this process. Throws Error with a message for people. */
export async function startConsole({ sandbox: settings, env, buildDir }: Given) {
  const sandbox = await startSandbox(settings)
  try {
    const gateway = await startGateway(readSettings({ ...env, ...sandbox.gatewayEnv }), buildDir)
    return {
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
