import { randomInt } from 'node:crypto'
import * as z from 'zod/mini'
import { createFaults, type Fault, type FaultCall, type Faults } from './faults.ts'

const count = z.int().check(z.nonnegative())

const settings = z.strictObject({
  /** Seconds. */
  accessTokenSeconds: z.int().check(z.positive()),
  /** Seconds. */
  refreshTokenSeconds: z.int().check(z.positive()),
  /** Calls a second for each account; 0 = off. */
  rateLimit: count,
  /** Every answer of Content Hub and BigChange takes that long; null = as long as it takes. */
  fixedDelayMs: z.nullable(count),
  /** What PATCH of a description does to members left out. */
  patchDescription: z.enum(['null', 'keep']),
  /** Whether a target is refused whose identifier is in use. */
  uniqueIdentifiers: z.boolean(),
  workerPickUpMs: count,
  workerTakesMs: count,
  /** Whether job 39309 advances. */
  liveJobs: z.boolean(),
})
type Settings = z.infer<typeof settings>

/** Settings as a request gives them: all optional. */
export const someSettings = z.partial(settings)
type SomeSettings = z.infer<typeof someSettings>

const defaults: Settings = {
  accessTokenSeconds: 600,
  refreshTokenSeconds: 28_800,
  rateLimit: 15,
  fixedDelayMs: null,
  patchDescription: 'null',
  uniqueIdentifiers: true,
  workerPickUpMs: 1500,
  workerTakesMs: 1500,
  liveJobs: true,
}

/** A call that arrived at Content Hub or BigChange; `path` with its query, `body` as JSON (numbers exact) or text, null without one. */
export type Call = { method: string; path: string; status: number; body: unknown }

export type Tenant = {
  name: string
  /** 0 for `default`, then counting up; the ids of its BigChange records go by it. */
  number: number
  settings: Settings
  faults: Faults
  calls: Call[]
}

/** What the OpenID provider sees of a tenant. */
export type TenantView = {
  accessTokenSeconds: number
  refreshTokenSeconds: number
  takeFault: (call: FaultCall & { system: 'oidc' }) => Fault | undefined
  faultsCleared: () => Promise<void>
}

/** The tenants, in memory: all but `default` are gone when the process ends. */
export type Tenants = {
  create(given: SomeSettings): Tenant
  /** Changes the settings that are given. */
  change(tenant: Tenant, given: SomeSettings): void
  find(name: string): Tenant | undefined
  remove(name: string): boolean
  list(): Tenant[]
}

export function createTenants(): Tenants {
  const tenants = new Map<string, Tenant>()
  let created = 0
  const add = (name: string, given: SomeSettings): Tenant => {
    const tenant = {
      name,
      number: created,
      settings: settings.parse({ ...defaults, ...given }),
      faults: createFaults(),
      calls: [],
    }
    created += 1
    tenants.set(name, tenant)
    return tenant
  }
  add('default', {})
  return {
    change(tenant, given) {
      tenant.settings = settings.parse({ ...tenant.settings, ...given })
    },
    create(given) {
      let name = ''
      do name = randomInt(36 ** 5, 36 ** 6).toString(36)
      while (tenants.has(name))
      return add(name, given)
    },
    find: (name) => tenants.get(name),
    remove(name) {
      tenants.get(name)?.faults.clear()
      return tenants.delete(name)
    },
    list: () => [...tenants.values()],
  }
}

/** What the OpenID provider is given of the tenants. */
export function tenantViews(tenants: Tenants): (name: string) => TenantView | undefined {
  return (name) => {
    const tenant = tenants.find(name)
    if (!tenant) return undefined
    const { accessTokenSeconds, refreshTokenSeconds } = tenant.settings
    const { take: takeFault, cleared: faultsCleared } = tenant.faults
    return { accessTokenSeconds, refreshTokenSeconds, takeFault, faultsCleared }
  }
}

/** The name of the tenant that an account (`operator`, `operator.k3f9`) belongs to. */
export function tenantOfAccount(account: string): string {
  const stop = account.indexOf('.')
  return stop < 0 ? 'default' : account.slice(stop + 1)
}
