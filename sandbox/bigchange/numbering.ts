import { persons } from './data/contacts.ts'

/**
 * BigChange sees one application, so its stand-in cannot tell from the token whose call it is. The ids tell: each id of
 * the tenant with the number n is the seeded one plus n times this. A person's id has n added to its first part, and a
 * seeded reference ends in `.` and the tenant's name.
 */
const apart = 1_000_000_000

const firstParts = new Map(persons.map(({ id }) => [id.slice(8), Number.parseInt(id.slice(0, 8), 16)]))

export const idIn = (tenant: number, seeded: number): number => seeded + tenant * apart

export const uuidIn = (tenant: number, seeded: string): string =>
  (Number.parseInt(seeded.slice(0, 8), 16) + tenant).toString(16).padStart(8, '0') + seeded.slice(8)

export const referenceIn = (tenant: string, seeded: string): string =>
  tenant === 'default' ? seeded : `${seeded}.${tenant}`

/** The number of the tenant that an id belongs to. */
export const tenantOfId = (id: string): number => Math.floor(Number(id) / apart)

export function tenantOfUuid(id: string): number | undefined {
  const seeded = firstParts.get(id.slice(8).toLowerCase())
  return seeded === undefined ? undefined : Number.parseInt(id.slice(0, 8), 16) - seeded
}
