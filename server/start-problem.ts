import { SettingError } from './settings.ts'

/** Why the gateway did not start, in one line; where an address cannot be listened on, by its setting. */
export function startProblem(error: unknown, env: Record<string, string | undefined>): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  const found = (variable: string, expected: string) =>
    new SettingError(variable, JSON.stringify(env[variable] ?? ''), expected).message
  if (code === 'EADDRINUSE' && 'port' in error)
    return `PORT: found ${String(error.port)}, which another program listens on, expected a free one.`
  if (code === 'EACCES' && 'port' in error) return found('PORT', 'a port that this user may listen on')
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return found('HOST', 'an address of this machine')
  return error.message
}
