import { sameJson } from '~/lib/same-json.ts'
import { optionOf } from './entity.ts'
import { isOption, relationName } from './exact-value.ts'
import { sameRelation } from './relations.ts'

/** True where the server would keep both as the same: an option counts by its identifier alone. */
export const sameValue = (left: unknown, right: unknown): boolean =>
  sameJson(left ?? null, right ?? null) ||
  (isOption(left) && isOption(right) && optionOf(left, [])?.identifier === optionOf(right, [])?.identifier)

/** True where the server holds the one where the other was sent: it shifts times to UTC and pads them to seven decimals. */
export const heldAlike = (key: string, left: unknown, right: unknown): boolean =>
  relationName(key) === undefined
    ? sameValue(left, right) || (momentOf(left) !== null && momentOf(left) === momentOf(right))
    : sameRelation(left, right)

function momentOf(value: unknown): string | null {
  const parts =
    typeof value === 'string' ? /^(\d{4}-\d\d-\d\dT[\d:]{8})(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(value) : null
  if (!parts) return null
  const [, seconds = '', fraction = '', zone = ''] = parts
  const time = Date.parse(seconds + zone)
  return Number.isNaN(time) ? null : `${time} ${fraction.replace(/\.?0*$/, '')}`
}
