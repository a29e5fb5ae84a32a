import { byRoleUrl, gatewayUrl, ports, underPathUrl } from '../e2e/ports.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { startConsole } from './start-console.ts'

const { host, gateway, hub, oidc, control, bigChange } = ports

// The gateway starts after the sandbox, so its /healthz answers only when both are up.
await runUntilStopped(() =>
  startConsole({
    sandbox: {
      host,
      hubPort: hub,
      oidcPort: oidc,
      controlPort: control,
      bigChangePort: bigChange,
      dataDir: '.sandbox/e2e',
      appUrls: [gatewayUrl, underPathUrl, byRoleUrl],
    },
    env: {
      HOST: host,
      PORT: String(gateway),
      PUBLIC_URL: gatewayUrl,
      RATE_LIMIT_CONTENT_HUB: '100000',
      RATE_LIMIT_BIGCHANGE: '100000',
      LOG_LEVEL: 'warn',
    },
  }),
)
