import { isSameRevision } from '~/api/entity.ts'
import type { TargetPage } from '~/api/targets.ts'

/** How many rows of a page are not as they were when it was read; where that says less, by how many the list is longer or shorter. */
export function countChanged(shown: TargetPage, now: TargetPage): number {
  const before = shown.items ?? []
  const after = now.items ?? []
  const longer = after.length > before.length ? after : before
  const changed = longer.filter((_, place) => !isSameRevision(before[place], after[place])).length
  return Math.max(changed, Math.abs((now.total_items ?? 0) - (shown.total_items ?? 0)))
}
