/** How many targets of a job are in which state; null where a count is not known (yet). */
export interface TargetCounts {
  readonly total: number | null
  readonly done: number | null
  readonly failed: number | null
  readonly running: number | null
  readonly waiting: number | null
  readonly cancelled: number | null
}

export type CountName = keyof TargetCounts

/** The grid's filter that shows exactly the targets that a count counts. */
export const countFilters: Readonly<
  Record<CountName, { readonly state?: string; readonly condition?: string }>
> = {
  total: {},
  done: { state: 'Completed', condition: 'Success' },
  failed: { state: 'Completed', condition: 'Failure' },
  running: { state: 'InProgress' },
  waiting: { state: 'Pending' },
  cancelled: { state: 'Cancelled' },
}

/**
 * What none of the counts counts; null where not all of them are known. The counts are taken one beside another while
 * the job goes on, so that targets under way can be missed by all: a difference no larger than these is none.
 */
export function otherCount({
  total,
  done,
  failed,
  running,
  waiting,
  cancelled,
}: TargetCounts): number | null {
  let rest = total
  for (const part of [done, failed, running, waiting, cancelled]) {
    if (rest === null || part === null) return null
    rest -= part
  }
  return rest === null || rest > (running ?? 0) ? rest : 0
}
