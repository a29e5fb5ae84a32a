import { writeConsoleConfig } from './console-config.ts'
import { startOidc } from './oidc/start-oidc.ts'
import { startHub } from './start-hub.ts'
import { createTenants, tenantViews } from './tenants.ts'

/** Where the sandbox listens (port 0 takes any free one), keeps its data and from which origins the console comes. */
export type SandboxSettings = {
  host: string
  hubPort: number
  oidcPort: number
  controlPort: number
  dataDir: string
  appUrls: string[]
}

/** The remote systems, running. `configFile` is the console's `config.json` for them. */
export type Sandbox = {
  hubUrl: string
  oidcUrl: string
  controlUrl: string
  configFile: string
  close(): Promise<void>
}

/** Starts Content Hub's stand-in, the OpenID provider and the control address. */
export async function startSandbox(settings: SandboxSettings): Promise<Sandbox> {
  const { host, hubPort, oidcPort, controlPort, dataDir, appUrls } = settings
  const tenants = createTenants()
  const oidc = await startOidc({ host, port: oidcPort, dataDir, appUrls, tenantOf: tenantViews(tenants) })
  const verify = (token: string) => oidc.verify(token)
  const hub = await startHub({ host, hubPort, controlPort, dataDir, appUrls, tenants, verify })
  return {
    hubUrl: hub.hubUrl,
    oidcUrl: oidc.issuer,
    controlUrl: hub.controlUrl,
    configFile: writeConsoleConfig(dataDir, oidc.issuer, hub.hubUrl),
    async close() {
      await Promise.all([hub.close(), oidc.close()])
    },
  }
}
