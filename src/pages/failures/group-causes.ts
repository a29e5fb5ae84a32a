/** A target that failed, as far as its cause is asked for. */
export interface FailedTarget {
  readonly id: string
  readonly location: string | null
  readonly message: string
  /** The message without what differs between targets; empty where there is no message. */
  readonly pattern: string
  /** ISO 8601. */
  readonly completedOn: string | null
}

/** Targets that failed alike. */
export interface Cause {
  readonly pattern: string
  readonly targets: readonly FailedTarget[]
  /** When the last of them failed, ISO 8601; null where none says it. */
  readonly lastOn: string | null
}

/** The causes of failures, that of the most targets first. A target that moved between two pages counts once. */
export function groupCauses(pages: readonly (readonly FailedTarget[])[]): readonly Cause[] {
  const ids = new Set<string>()
  const groups = new Map<string, FailedTarget[]>()
  for (const target of pages.flat()) {
    if (ids.size === ids.add(target.id).size) continue
    const group = groups.get(target.pattern)
    if (group) group.push(target)
    else groups.set(target.pattern, [target])
  }
  return [...groups]
    .map(([pattern, targets]) => ({ pattern, targets, lastOn: lastOf(targets) }))
    .toSorted((one, other) => other.targets.length - one.targets.length)
}

function lastOf(targets: readonly FailedTarget[]): string | null {
  let last: string | null = null
  // Times of one system are written alike, so that their texts stand in their order.
  for (const { completedOn } of targets) if (completedOn && (!last || completedOn > last)) last = completedOn
  return last
}
