import { samples } from './bigchange/data/samples.ts'
import { seededJobs } from './data/jobs.ts'
import { dropSandboxData, sandboxSettings } from './sandbox-settings.ts'
import { startSandbox } from './start-sandbox.ts'

const settings = sandboxSettings(process.env)
if (process.argv.includes('--reset')) dropSandboxData(settings.dataDir)
const sandbox = await startSandbox(settings)

console.log(`The sandbox runs. Settings under which the gateway talks to it:

${Object.entries(sandbox.gatewayEnv)
  .map(([name, value]) => `${name}=${value}`)
  .join('\n')}

OpenID provider  ${sandbox.oidcUrl}
Control address  ${sandbox.controlUrl}
People           viewer, operator, lead (the password is the name)

Jobs`)
for (const { id, about } of seededJobs) console.log(`  ${String(id).padEnd(18)}${about}`)
console.log('\nBigChange jobs')
for (const { id, about } of samples) console.log(`  ${String(id).padEnd(18)}${about}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)))
}
