import type { ActivityEntry } from '~/api/activity-entry.ts'
import type { WriteBodies } from '~/api/activity.ts'
import { writtenValue } from '~/api/exact-value.ts'
import { isRecord, type JsonText, toJson } from '~/lib/json.ts'

type Written = Pick<ActivityEntry, 'method'> & Pick<WriteBodies, 'before' | 'sent'>

/** What a write changed, as two JSON texts that are formatted alike; '' where there was nothing. */
export function writtenDifference({ method, before, sent }: Written): { before: string; after: string } {
  const after = sent?.value
  const was =
    isRecord(before?.value) && isRecord(after)
      ? sameMembers(before.value, after, method === 'PUT')
      : before?.value
  return { before: textOf(before, was), after: textOf(sent, after) }
}

/**
 * Of what was, the members that were sent, in their order; where a write replaces everything also those of its maps that it
 * left out.
 */
const sameMembers = (before: Record<string, unknown>, sent: Record<string, unknown>, whole: boolean) =>
  Object.fromEntries(
    Object.entries(sent).map(([name, value]) => {
      const was = before[name]
      if (!isRecord(was) || !isRecord(value)) return [name, was]
      const left = whole ? Object.keys(was).filter((key) => !Object.hasOwn(value, key)) : []
      return [
        name,
        Object.fromEntries([...Object.keys(value), ...left].map((key) => [key, writtenValue(was[key])])),
      ]
    }),
  )

const textOf = (of: JsonText | undefined, value: unknown): string => (of ? toJson(value, 2) : '')
