import { failureText } from './data/causes.ts'
import { hubTime } from './data/time.ts'
import type { Database } from './store/database.ts'
import { dropJob, findJob, type Job, moveJob, ownJob } from './store/jobs.ts'
import { countTargets, openTargets, saveTarget } from './store/targets.ts'

const targetsPerSecond = 2
const atOnce = 4
/** It goes on that long after somebody last looked, ms. */
const attention = 60_000
/** Finished that long, it starts over when somebody looks, ms. */
const rest = 120_000

/**
 * Lets a running job get ahead by the time since it was last looked at. Gives the job as it is now, in rows of the
 * tenant's own.
 */
export function advanceLiveJob(database: Database, tenant: string, seen: Job): Job {
  const now = Date.now()
  const job = ownJob(database, tenant, seen)
  const since = job.live_on === null ? now : Number(job.live_on)
  if (job.state === 'Completed' && now - since < rest) return job
  return database.transaction(() => {
    if (job.state === 'Completed') dropJob(database, job.key)
    else {
      const steps = Math.floor((Math.min(now - since, attention) * targetsPerSecond) / 1000)
      work(database, job, steps, now)
      // What is left of a step is kept, or looking often would stop the job.
      const left = now - since >= attention ? 0 : now - since - (steps * 1000) / targetsPerSecond
      if (steps > 0 || job.live_on === null) {
        database
          .prepare('UPDATE job SET live_on = ?, modified_on = ?, version = version + 1 WHERE key = ?')
          .run(Math.round(now - left), steps > 0 ? hubTime(now) : job.modified_on, job.key)
      }
    }
    return findJob(database, tenant, job.id) ?? job
  })
}

function work(database: Database, job: Job, steps: number, now: number): void {
  if (steps === 0) return
  const open = openTargets(database, job, steps + atOnce)
  for (const [index, target] of open.entries()) {
    const ended = index < steps
    if (!ended && target.state === 'InProgress') continue
    const at = ended ? now - (steps - 1 - index) * (1000 / targetsPerSecond) : now
    const fails = ended && (target.n ?? 0) % 29 === 0
    const message = fails ? failureText('timeout', Number(job.id), target.n ?? 0, at) : 'File processed'
    saveTarget(database, job, {
      ...target,
      state: ended ? 'Completed' : 'InProgress',
      condition: fails ? 'Failure' : ended ? 'Success' : 'Pending',
      properties: {
        ...target.properties,
        ...(target.state === 'Pending' && { 'Target.StartedOn': JSON.stringify(hubTime(at)) }),
        'Target.CompletedOn': ended ? JSON.stringify(hubTime(at)) : 'null',
        'Target.StateDescription': ended ? JSON.stringify(message) : 'null',
      },
      version: target.version + 1n,
      modifiedOn: hubTime(at),
    })
  }
  if (open.length <= steps) {
    const failures = countTargets(database, findJob(database, job.tenant, job.id) ?? job, {
      condition: 'Failure',
    })
    moveJob(database, job.key, 'Completed', failures > 0 ? 'Failure' : 'Success', hubTime(now))
  }
}
