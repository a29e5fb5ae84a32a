import { runUntilStopped } from './run-until-stopped.ts'
import { startConsole } from './start-console.ts'

const ports = { gateway: 4273, hub: 4280, oidc: 4281, control: 4282 }

// The gateway starts after the sandbox, so its /healthz answers only when both are up.
await runUntilStopped(() =>
  startConsole({
    ports,
    data: 'e2e',
    env: {
      PUBLIC_URL: `http://127.0.0.1:${ports.gateway}`,
      RATE_LIMIT_CONTENT_HUB: '100000',
      LOG_LEVEL: 'warn',
    },
  }),
)
