import { readSettings, SettingError } from './settings.ts'
import { startGateway } from './start-gateway.ts'

try {
  const settings = readSettings(process.env)
  const gateway = await startGateway(settings)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void gateway.close().then(() => process.exit(0)))
  }
} catch (error) {
  console.error(startProblem(error))
  process.exit(1)
}

function startProblem(error: unknown): string {
  if (error instanceof SettingError) return error.message
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `PORT: found ${String(error.port)}, which another program listens on, expected a free one.`
  }
  return error.message
}
