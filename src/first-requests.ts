import { path, queryText } from '~/api/path.ts'
import { readTargetFilter } from '~/api/target-filter.ts'
import { basePath } from '~/lib/current-config.ts'
import { isEntityId } from '~/lib/entity-id.ts'
import { isRecord } from '~/lib/json.ts'
import { sessionKeyOf } from '~/session/session-key.ts'

/**
 * Runs in the document itself, before any other script is there: sets the colour scheme that the person chose, and asks
 * for the settings and, where the address is a list of targets and the session still good, for its first rows. It asks
 * exactly what `targetsQuery` would; `takeFirstAnswer` hands the answer over, or it is not used.
 */
function start() {
  try {
    const scheme = localStorage.getItem('jobs-console.theme')
    if (scheme === 'light' || scheme === 'dark') document.documentElement.dataset['scheme'] = scheme
  } catch {
    // Storage is forbidden: the system's scheme.
  }
  const config = fetch(`${basePath()}config.json`, { cache: 'no-store', signal: AbortSignal.timeout(15_000) })
  window.firstRequests = { config }
  config
    .then((response) => response.clone().json())
    .then(startList)
    // Whatever is wrong, the app meets it as well and says so.
    .catch(() => {})
}

interface Settings {
  oidc: { authority: string; client_id: string }
  contentHub?: { url?: string; cultures?: string[]; takeMax?: number; headers?: Record<string, string> }
}

/** The settings are not checked yet; whatever is odd about them makes this do nothing, and the app then says so. */
function startList({ oidc, contentHub = {} }: Settings) {
  const { url = '', cultures = ['en-US'], takeMax = 100, headers = {} } = contentHub
  const jobId = /^jobs\/(\d+)\/targets\/?$/.exec(location.pathname.slice(basePath().length))?.[1]
  // Only this origin gets the token before the settings are checked.
  if (url !== '' || !jobId || !isEntityId(jobId)) return
  const token = goodToken(sessionStorage.getItem(sessionKeyOf(oidc)))
  if (token === null) return
  const { filter } = readTargetFilter(new URLSearchParams(location.search), { takeMax, cultures })
  const address = location.origin + path`/api/jobs/${jobId}/targets` + queryText({ ...filter })
  const answer = fetch(address, {
    headers: { ...headers, Accept: 'application/json', Authorization: `Bearer ${token}` },
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(60_000),
  })
  answer.catch(() => {})
  window.firstRequests = { ...window.firstRequests, list: { url: address, answer } }
}

function goodToken(stored: string | null): string | null {
  const record: unknown = JSON.parse(stored ?? 'null')
  if (!isRecord(record)) return null
  const { accessToken, expiresAt } = record
  return typeof accessToken === 'string' && typeof expiresAt === 'number' && Date.now() < expiresAt - 1000
    ? accessToken
    : null
}

start()
