import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededJobs } from './data/jobs.ts'
import type { Verify } from './hub/hub-app.ts'
import { startHub } from './start-hub.ts'
import type { Tenants } from './tenants.ts'

/** Content Hub's stand-in on free ports for one test file. A token is its own account there. Closing forgets its data. */
export async function startHubForTest(
  tenants: Tenants,
  jobs: (id: bigint) => boolean,
  verify: Verify = async (token) => ({ sub: token, roles: ['operator'] }),
) {
  const dataDir = mkdtempSync(join(tmpdir(), 'hub-'))
  const hub = await startHub({
    host: '127.0.0.1',
    hubPort: 0,
    controlPort: 0,
    dataDir,
    appUrls: ['http://127.0.0.1:4173'],
    tenants,
    verify,
    jobs: seededJobs.filter(({ id }) => jobs(id)),
  })
  return {
    ...hub,
    async close(): Promise<void> {
      await hub.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}
