import { jsonMembers } from '../../src/lib/json-text.ts'
import type { Database } from '../store/database.ts'
import type { Job } from '../store/jobs.ts'
import { isRecord } from '../store/record.ts'
import type { Tenant } from '../tenants.ts'
import { type Answer, refused } from '../answer.ts'
import type { View } from './entity.ts'

/** A call to an operation on a job that exists and that the caller may see. */
export type JobCall = {
  database: Database
  tenant: Tenant
  job: Job
  /** The second id of the path, 0 where there is none. */
  id: bigint
  query: URLSearchParams
  /** Parsed with exact numbers; undefined without a body. */
  body: unknown
  /** The body as it came. */
  bodyText?: string | undefined
  view: View
  /** The entity id of the caller. */
  caller: bigint
}

/** The member of a body that has to be a map; null and absent are an empty one. */
export function mapIn(body: unknown, name: string): Record<string, unknown> {
  const member = isRecord(body) ? body[name] : undefined
  return isRecord(member) ? member : {}
}

/** The JSON text of each property of a body, byte by byte as it came. */
export const propertyTexts = (bodyText = '{}'): Map<string, string> =>
  jsonMembers(jsonMembers(bodyText).get('properties') ?? '{}')

/** The identifier that a body gives to a new entity; a 400 if its letters are not allowed ones. */
export function identifierIn(body: unknown): { identifier: string | null } | { answer: Answer } {
  const identifier = isRecord(body) ? body['identifier'] : undefined
  if (typeof identifier !== 'string') return { identifier: null }
  return /^[A-Za-z0-9._-]+$/.test(identifier)
    ? { identifier }
    : {
        answer: refused({
          identifier: 'Only letters, digits, full stops, underscores and hyphens are allowed.',
        }),
      }
}
