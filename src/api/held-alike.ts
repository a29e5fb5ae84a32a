import { sameJson } from '~/lib/same-json.ts'
import { optionOf } from './entity.ts'
import { isOpaque, isOption, relationName } from './exact-value.ts'
import { sameRelation } from './relations.ts'

/** True where the server would keep both as the same: an option counts by its identifier alone. */
export const sameValue = (left: unknown, right: unknown): boolean =>
  sameJson(left ?? null, right ?? null) ||
  (isOption(left) && isOption(right) && optionOf(left, [])?.identifier === optionOf(right, [])?.identifier)

/**
 * True where the server holds the one where the other was sent: it shifts times to UTC and pads them to seven decimals. What
 * only looks like an option or a time in JSON of any shape is neither.
 */
export function heldAlike(key: string, left: unknown, right: unknown): boolean {
  if (relationName(key) !== undefined) return sameRelation(left, right)
  if (sameJson(left ?? null, right ?? null)) return true
  const alike = sameValue(left, right) || (momentOf(left) !== null && momentOf(left) === momentOf(right))
  return alike && !isOpaque(key)
}

function momentOf(value: unknown): string | null {
  const parts =
    typeof value === 'string' ? /^(\d{4}-\d\d-\d\dT[\d:]{8})(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(value) : null
  if (!parts) return null
  const [, seconds = '', fraction = '', zone = ''] = parts
  const time = Date.parse(seconds + zone)
  return Number.isNaN(time) ? null : `${time} ${fraction.replace(/\.?0*$/, '')}`
}
