import { runUntilStopped } from './run-until-stopped.ts'
import { startConsole } from './start-console.ts'

const host = '127.0.0.1'
const url = `http://${host}:4273`

// The gateway starts after the sandbox, so its /healthz answers only when both are up.
await runUntilStopped(() =>
  startConsole({
    sandbox: {
      host,
      hubPort: 4280,
      oidcPort: 4281,
      controlPort: 4282,
      dataDir: '.sandbox/e2e',
      appUrls: [url],
    },
    env: { HOST: host, PORT: '4273', PUBLIC_URL: url, RATE_LIMIT_CONTENT_HUB: '100000', LOG_LEVEL: 'warn' },
  }),
)
