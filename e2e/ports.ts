const base = Number(process.env['E2E_PORT_BASE'] ?? 4200)
const host = '127.0.0.1'

/** Where the servers of the tests listen: 100 above those that people start, so that both can run at once. */
export const ports = { host, gateway: base + 73, hub: base + 80, oidc: base + 81, control: base + 82 }

export const gatewayUrl = `http://${host}:${ports.gateway}`
export const controlUrl = `http://${host}:${ports.control}`
