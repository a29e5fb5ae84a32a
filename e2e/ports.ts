const base = Number(process.env['E2E_PORT_BASE'] ?? 4200)
const host = '127.0.0.1'

/** Where the servers of the tests listen: 100 above those that people start, so that both can run at once. */
export const ports = {
  host,
  gateway: base + 73,
  hub: base + 80,
  oidc: base + 81,
  control: base + 82,
  bigChange: base + 83,
  /** For the console under a path, which a test starts itself. */
  underPath: base + 74,
  /** For the console with rights by role, which a test starts itself. */
  byRole: base + 75,
}

export const gatewayUrl = `http://${host}:${ports.gateway}`
export const hubUrl = `http://${host}:${ports.hub}`
export const oidcUrl = `http://${host}:${ports.oidc}`
export const underPathUrl = `http://${host}:${ports.underPath}/jobs-console`
export const byRoleUrl = `http://${host}:${ports.byRole}`
export const controlUrl = `http://${host}:${ports.control}`
