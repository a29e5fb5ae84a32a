import type { Tenant, Tenants } from '../tenants.ts'
import { tenantOfId, tenantOfUuid } from './numbering.ts'

const idParameters = ['id', 'typeId', 'contactId', 'resourceId', 'vehicleId']

/** The tenant that a call speaks of: by the first id in it, else by the end of a reference, else `default`. */
export function tenantOfCall(tenants: Tenants, path: string, query: URLSearchParams): Tenant | undefined {
  const [, uuid, inPath] = /\/(?:([0-9a-f]{8}-[0-9a-f-]{27})|(\d+))$/i.exec(path) ?? []
  const numbered = (number: number | undefined) => tenants.list().find((tenant) => tenant.number === number)
  if (uuid !== undefined) return numbered(tenantOfUuid(uuid))
  const id = inPath ?? idParameters.map((name) => query.get(name)).find((value) => value !== null)
  if (id !== undefined && id !== null) return numbered(tenantOfId(id))
  const name = query.get('reference')?.split('.').at(-1) ?? ''
  return tenants.find(name) ?? tenants.find('default')
}
