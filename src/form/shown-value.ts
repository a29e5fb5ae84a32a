import { optionOf } from '~/api/entity.ts'
import { shownJson } from '~/lib/json-text.ts'

/** A property's value as text to compare by eye; null where there is none. */
export function shownValue(value: unknown, cultures: readonly string[]): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  return optionOf(value, cultures)?.label ?? shownJson(value)
}
