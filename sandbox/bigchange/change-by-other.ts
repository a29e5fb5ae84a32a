import type { Job } from './data/jobs.ts'
import type { World } from './world.ts'

/** Somebody in the office changes a job: the members given, or the planned duration by a quarter of an hour. */
export function changeByOther(world: World, id: number, members?: Record<string, unknown>): Job | undefined {
  const job = world.jobs.get(id)
  if (job) Object.assign(job, members ?? { plannedDuration: job.plannedDuration + 15 })
  return job
}
