import * as z from 'zod/mini'
import { textInAnswer } from '~/api/exact-value.ts'
import type { Beside } from '~/form/draft.ts'
import { membersOf } from '~/lib/json-text.ts'
import { JsonText, toJson } from '~/lib/json.ts'
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
  text: toJson({
    ...start,
    seed: { ...start.seed, properties: asSpelled(start.seed), readFrom: undefined },
  }),
  isTouched: start.sentAs !== null || start.relations !== start.seed.relations,
})

/** What `besideOf` wrote; null where it is none of ours. */
export function startOf(beside: string): NewTargetStart | null {
  try {
    const text = new JsonText(beside)
    const start = newTargetStart.parse(text.value)
    const readFrom = membersOf(text).get('seed')
    return { ...start, seed: { ...start.seed, ...(readFrom && { readFrom }) } }
  } catch {
    return null
  }
}

const asSpelled = (seed: TargetSeed) =>
  Object.fromEntries(
    Object.entries(seed.properties).map(([name, value]) => [
      name,
      value === null ? null : (textInAnswer(seed, name) ?? value),
    ]),
  )
