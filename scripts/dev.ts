import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { runUntilStopped } from './run-until-stopped.ts'
import { startConsole, usualPorts } from './start-console.ts'

const address = { host: '127.0.0.1', port: 5173 }
const appUrl = `http://${address.host}:${address.port}`
const gatewayPage = fileURLToPath(new URL('../.sandbox/dev-page', import.meta.url))

await runUntilStopped(async () => {
  mkdirSync(gatewayPage, { recursive: true })
  writeFileSync(
    `${gatewayPage}/index.html`,
    `<!doctype html><html lang="en"><title>Gateway</title><p>The app is at ${appUrl}/</p></html>`,
  )
  const { PUBLIC_URL: _, ...env } = process.env
  const running = await startConsole({
    ports: usualPorts(),
    data: 'data',
    appUrls: [appUrl],
    env: { LOG_LEVEL: 'warn', ...env },
    buildDir: gatewayPage,
  })
  const gateway = running.gateway.listening
  const vite = await createServer({
    server: { ...address, strictPort: true, proxy: { '/api': gateway, '/config.json': gateway } },
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
