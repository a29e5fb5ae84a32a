const roles = { viewer: ['viewer'], operator: ['viewer', 'operator'], lead: ['viewer', 'operator', 'lead'] }

export type SandboxAccount = {
  account: string
  tenant: string
  name: string
  password: string
  roles: string[]
  /** What its access tokens allow with the gateway. */
  jobScopes: string[]
}

/**
 * The person behind a user name: `operator` belongs to the tenant `default`, `operator.k3f9` to the tenant `k3f9`.
 * Undefined where the name has another form; whether the tenant exists is not asked here.
 */
export function accountOf(userName: string): SandboxAccount | undefined {
  const [, role, tenant = 'default'] = /^(viewer|operator|lead)(?:\.([a-z0-9-]{1,40}))?$/.exec(userName) ?? []
  if (role !== 'viewer' && role !== 'operator' && role !== 'lead') return undefined
  const name = role.charAt(0).toUpperCase() + role.slice(1)
  const jobScopes = role === 'viewer' ? ['jobs:read'] : ['jobs:read', 'jobs:write']
  return { account: userName, tenant, name, password: role, roles: roles[role], jobScopes }
}
