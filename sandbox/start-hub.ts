import { createWorlds } from './bigchange/world.ts'
import { createControlApp } from './control/control-app.ts'
import { type SeededJob, seededJobs } from './data/jobs.ts'
import { createHubApp, type Verify } from './hub/hub-app.ts'
import { listen } from './listen.ts'
import { openDatabase } from './store/database.ts'
import { dropTenants } from './store/jobs.ts'
import type { Tenants } from './tenants.ts'
import { createWorker } from './worker.ts'

type HubSettings = {
  host: string
  hubPort: number
  controlPort: number
  dataDir: string
  appUrls: string[]
  tenants: Tenants
  verify: Verify
  /** BigChange's records, for the control address. */
  worlds?: ReturnType<typeof createWorlds>
  /** What to seed; all of them unless a test wants to start sooner. */
  jobs?: SeededJob[]
}

/** Content Hub's stand-in and the control address, over one store. */
export async function startHub(settings: HubSettings) {
  const { host, hubPort, controlPort, dataDir, appUrls, tenants, verify, jobs = seededJobs } = settings
  const { worlds = createWorlds() } = settings
  const database = openDatabase(dataDir, jobs)
  dropTenants(database, (name) => tenants.find(name) !== undefined)
  const worker = createWorker(database, (name) => tenants.find(name)?.settings.workerTakesMs ?? 1500)
  const addresses = { hub: '' }
  const origin = () => addresses.hub
  const hub = await listen(
    createHubApp({ database, tenants, worker, verify, appUrls, origin }).fetch,
    host,
    hubPort,
  )
  addresses.hub = hub.url
  const control = await listen(
    createControlApp(database, tenants, worker, worlds, origin).fetch,
    host,
    controlPort,
  )
  worker.catchUp()
  return {
    hubUrl: hub.url,
    controlUrl: control.url,
    async close(): Promise<void> {
      worker.stop()
      await Promise.all([hub.close(), control.close()])
      database.close()
    },
  }
}
