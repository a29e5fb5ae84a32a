import { readSettings } from './settings.ts'
import { startGateway } from './start-gateway.ts'
import { startProblem } from './start-problem.ts'

try {
  const settings = readSettings(process.env)
  const gateway = await startGateway(settings)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void gateway.close().then(() => process.exit(0)))
  }
} catch (error) {
  console.error(startProblem(error, process.env))
  process.exit(1)
}
