import { config } from '~/lib/current-config.ts'
import { type Entity, optionOf, valueOf } from './entity.ts'

/** True where nothing will change any more by itself. */
export function isFinished(job: Entity): boolean {
  const state = optionOf(valueOf(job, config().contentHub.properties.jobState), [])?.identifier
  return state === 'Completed' || state === 'Cancelled'
}

const awaitedMs = 120_000
const writtenOn = new Map<string, number>()

/** Remembers that this tab has written to a job: a worker may take up what was written, also of a finished job. */
export const awaitWorker = (jobId: string): void => void writtenOn.set(jobId, Date.now())

/** True while a job may change by itself: it is not finished, or was written to from here a moment ago. */
export const goesOn = (job: Entity): boolean =>
  !isFinished(job) || Date.now() - (writtenOn.get(job.id) ?? Number.NEGATIVE_INFINITY) < awaitedMs
