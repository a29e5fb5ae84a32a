import { compactJson } from './json-text.ts'
import { ExactNumber, isRecord, JsonText } from './json.ts'

/**
 * True where both values would be written as the same JSON, whatever the order of their members; between two texts the
 * order counts too, and only white space does not.
 */
export function sameJson(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (left instanceof JsonText)
    return right instanceof JsonText
      ? left.text === right.text || compactJson(left.text) === compactJson(right.text)
      : sameJson(left.value, right)
  if (right instanceof JsonText) return sameJson(left, right.value)
  if (left instanceof ExactNumber || right instanceof ExactNumber)
    return left instanceof ExactNumber && right instanceof ExactNumber && left.source === right.source
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => sameJson(item, right[index]))
  if (!isRecord(left) || !isRecord(right)) return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
  )
}
