/**
 * Starts something, and closes it on Ctrl+C or SIGTERM; a second signal ends at once. A failed start is one message
 * and exit code 1.
 */
export async function runUntilStopped(start: () => Promise<{ close: () => Promise<void> }>): Promise<void> {
  try {
    const running = await start()
    let stopping = false
    const stop = () => {
      if (stopping) process.exit(1)
      stopping = true
      void running.close().then(() => process.exit(0))
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  } catch (error) {
    console.error(startProblem(error))
    process.exit(1)
  }
}

const portSettings: Record<number, string> = {
  4173: 'PORT',
  4180: 'SANDBOX_HUB_PORT',
  4181: 'SANDBOX_OIDC_PORT',
  4182: 'SANDBOX_CONTROL_PORT',
  4183: 'SANDBOX_BIGCHANGE_PORT',
}

function startProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error && typeof error.port === 'number') {
    const setting = portSettings[error.port]
    const other = setting === undefined ? '' : `, or choose another port with ${setting}`
    return `Port ${error.port} is taken by another program. Stop that program${other}.`
  }
  return error.message
}
