import * as z from 'zod/mini'
import type { Beside } from '~/form/draft.ts'
import { parseJson, toJson } from '~/lib/json.ts'
import type { TargetSeed } from './new-target.ts'

/** What a draft of a new target needs beside the texts of its fields. */
interface NewTargetStart {
  readonly seed: TargetSeed
  /** Those of the seed that were chosen. */
  readonly relations: TargetSeed['relations']
  /** The identifier under which it may have been created already. */
  readonly sentAs: string | null
}

const members = z.record(z.string(), z.unknown())
const newTargetStart = z.object({
  seed: z.object({ properties: members, relations: members, leftRelations: z.array(z.string()) }),
  relations: members,
  sentAs: z.nullable(z.string()),
})

export const besideOf = (start: NewTargetStart): Beside => ({
  text: toJson(start),
  isTouched: start.sentAs !== null || start.relations !== start.seed.relations,
})

/** What `besideOf` wrote; null where it is none of ours. */
export function startOf(beside: string): NewTargetStart | null {
  try {
    return newTargetStart.parse(parseJson(beside))
  } catch {
    return null
  }
}
