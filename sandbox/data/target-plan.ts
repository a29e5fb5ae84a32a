import type { Cause } from './causes.ts'

/** What the four filters look at. */
export type TargetColumns = {
  state: string | null
  condition: string | null
  type: string | null
  location: string | null
}

/** What a seeded target says beside its columns: property values (option properties excepted) and relations. */
export type TargetDetails = {
  properties: Record<string, unknown>
  relations: Record<string, unknown>
  version: number
  createdOn: string
  modifiedOn: string
}

/**
 * The seeded targets of one job as pure functions of their number (0 to `count` - 1), so that a row of a million
 * holds no text until somebody changes it.
 */
export type TargetPlan = {
  count: number
  firstId: bigint
  columns(n: number): TargetColumns
  details(n: number): TargetDetails
  cause(n: number): Cause | null
}
