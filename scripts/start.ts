import { samples } from '../sandbox/bigchange/data/samples.ts'
import { sandboxSettings } from '../sandbox/sandbox-settings.ts'
import { buildIfNeeded } from './build-if-needed.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { startConsole } from './start-console.ts'

await runUntilStopped(async () => {
  buildIfNeeded({ whenOlder: true })
  const { env } = process
  const port = env['PORT'] || '4173'
  const appUrls = [`http://127.0.0.1:${port}`, `http://localhost:${port}`]
  const running = await startConsole({
    sandbox: { ...sandboxSettings(env), appUrls },
    env: { LOG_LEVEL: 'warn', ...env, HOST: '127.0.0.1', PUBLIC_URL: '' },
  })
  const { url } = running.gateway
  console.log(`
The jobs console runs at ${url}

  Sign in as    viewer     looks at jobs and their targets
                operator   changes targets and runs them again, too
                lead       changes many at once and deletes, too
                The password is the same word.

  Worth a look  ${url}jobs/39596   a mass edit of 10,000 targets, 412 of them failed
                ${url}jobs/39309   an import that is running
                ${url}jobs/41000   1,000,000 targets, 40,000 of them failed

  BigChange     ${url}bigchange/jobs/…   opens a BigChange job, for example
                ${samples.map(({ id, about }) => `${id}   ${about}`).join(`\n${' '.repeat(16)}`)}

The remote systems are played by the sandbox on this machine. Ctrl+C stops everything.
`)
  return running
})
