import { type Entity, textOf, valueOf } from '~/api/entity.ts'
import { config } from '~/lib/current-config.ts'

/** What a job itself tells of its targets; null where it does not. It may be behind what counting them finds. */
export interface CountsOfJob {
  readonly targets: number | null
  readonly completed: number | null
}

export function countsOfJob(job: Entity): CountsOfJob {
  const { targetCount, targetsCompleted } = config().contentHub.properties
  // A job that is still being made tells 0, or nothing.
  const targets = wholeOf(job, targetCount) || null
  return { targets, completed: targets && wholeOf(job, targetsCompleted) }
}

function wholeOf(job: Entity, property: string): number | null {
  const count = Number(textOf(valueOf(job, property), []) ?? Number.NaN)
  return Number.isSafeInteger(count) && count >= 0 ? count : null
}
