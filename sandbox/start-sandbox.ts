import { createApplication } from './bigchange/application.ts'
import { createBigChangeApp } from './bigchange/bigchange-app.ts'
import { createWorlds } from './bigchange/world.ts'
import { writeConsoleConfig } from './console-config.ts'
import { listen } from './listen.ts'
import { consoleAudience } from './oidc/provider-configuration.ts'
import { startOidc } from './oidc/start-oidc.ts'
import { startHub } from './start-hub.ts'
import { createTenants, tenantViews } from './tenants.ts'

/** Where the sandbox listens (port 0 takes any free one), keeps its data and from which origins the console comes. */
export type SandboxSettings = {
  host: string
  hubPort: number
  oidcPort: number
  controlPort: number
  bigChangePort: number
  dataDir: string
  appUrls: string[]
}

/** The remote systems, running. */
export type Sandbox = {
  hubUrl: string
  bigChangeUrl: string
  oidcUrl: string
  controlUrl: string
  /** The settings under which the gateway talks to them. */
  gatewayEnv: Record<string, string>
  close(): Promise<void>
}

/** Starts the stand-ins of Content Hub and BigChange, the OpenID provider and the control address. */
export async function startSandbox(settings: SandboxSettings): Promise<Sandbox> {
  const { host, hubPort, oidcPort, controlPort, bigChangePort, dataDir, appUrls } = settings
  const tenants = createTenants()
  const worlds = createWorlds()
  const application = createApplication(dataDir)
  const oidc = await startOidc({ host, port: oidcPort, dataDir, appUrls, tenantOf: tenantViews(tenants) })
  const verify = (token: string) => oidc.verify(token)
  const bigChange = await listen(
    createBigChangeApp({ tenants, worlds, application }).fetch,
    host,
    bigChangePort,
  )
  const hub = await startHub({ host, hubPort, controlPort, dataDir, appUrls, tenants, verify, worlds })
  return {
    hubUrl: hub.hubUrl,
    bigChangeUrl: bigChange.url,
    oidcUrl: oidc.issuer,
    controlUrl: hub.controlUrl,
    gatewayEnv: {
      CONFIG_FILE: writeConsoleConfig(dataDir, oidc.issuer, hub.hubUrl),
      OIDC_AUDIENCE: consoleAudience,
      CONTENT_HUB_URL: hub.hubUrl,
      CONTENT_HUB_AUTH: 'forward',
      BIGCHANGE_URL: bigChange.url,
      BIGCHANGE_TOKEN_URL: `${bigChange.url}/auth/tokens`,
      BIGCHANGE_CLIENT_ID: application.clientId,
      BIGCHANGE_CLIENT_SECRET_FILE: application.secretFile,
      BIGCHANGE_CUSTOMER_ID: application.customerId,
    },
    async close() {
      await Promise.all([hub.close(), bigChange.close(), oidc.close()])
    },
  }
}
