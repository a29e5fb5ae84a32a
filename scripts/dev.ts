import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { sandboxSettings } from '../sandbox/sandbox-settings.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { startConsole } from './start-console.ts'

const host = '127.0.0.1'
const port = 5173
const appUrl = `http://${host}:${port}`
const gatewayPage = fileURLToPath(new URL('../.sandbox/dev-page', import.meta.url))

await runUntilStopped(async () => {
  mkdirSync(gatewayPage, { recursive: true })
  writeFileSync(
    `${gatewayPage}/index.html`,
    `<!doctype html><html lang="en"><title>Gateway</title>The app: ${appUrl}/</html>`,
  )
  const { env } = process
  const running = await startConsole({
    sandbox: { ...sandboxSettings(env), appUrls: [appUrl] },
    env: { LOG_LEVEL: 'warn', ...env, HOST: host, PUBLIC_URL: '' },
    buildDir: gatewayPage,
  })
  const gateway = running.gateway.listening
  const vite = await createServer({
    server: {
      host,
      port,
      strictPort: true,
      proxy: { '/api': gateway, '/bigchange/v1': gateway, '/config.json': gateway },
    },
  })
  await vite.listen()
  console.log(
    `\nThe app, with hot reload, is at ${appUrl}/ (viewer, operator or lead; the password is the same word).\n`,
  )
  return {
    async close() {
      await vite.close()
      await running.close()
    },
  }
})
