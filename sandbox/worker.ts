import { type Cause, failureText } from './data/causes.ts'
import { hubTime } from './data/time.ts'
import type { Database } from './store/database.ts'
import { parseExact } from './store/exact-json.ts'
import { type Job, jobOfKey, moveJob } from './store/jobs.ts'
import { isRecord } from './store/record.ts'
import {
  countDue,
  countTargets,
  dueTargets,
  findTarget,
  nextDue,
  saveTarget,
  type Target,
} from './store/targets.ts'

/** Takes up targets that were set to Pending and ends them by rule. Works when asked, or by itself when a step is due. */
export type Worker = {
  /** Does every step that is due by now. */
  catchUp(): void
  stop(): void
}

/** `takesMs` says how long one target takes in a tenant. */
export function createWorker(database: Database, takesMs: (tenant: string) => number): Worker {
  let timer: NodeJS.Timeout | undefined

  const step = (key: bigint, id: bigint): void => {
    const job = jobOfKey(database, key)
    const target = job && findTarget(database, job, id)
    if (!job || !target || target.dueOn === null) return
    if (target.state === 'Pending') begin(database, job, target, target.dueOn, takesMs(job.tenant))
    else end(database, job, target, target.dueOn)
  }
  const catchUp = (): void => {
    const until = Date.now()
    for (let due = dueTargets(database, until, 500); due.length > 0; due = dueTargets(database, until, 500)) {
      database.transaction(() => due.forEach(({ key, id }) => step(key, id)))
    }
    clearTimeout(timer)
    const next = nextDue(database)
    timer = next === undefined ? undefined : setTimeout(catchUp, Math.max(1, next - Date.now())).unref()
  }
  return { catchUp, stop: () => clearTimeout(timer) }
}

const text = (value: string | null) => JSON.stringify(value)

function begin(database: Database, job: Job, target: Target, at: number, takesMs: number): void {
  const retries: unknown = JSON.parse(target.properties['Target.RetryCount'] ?? '0')
  saveTarget(database, job, {
    ...target,
    state: 'InProgress',
    condition: 'Pending',
    properties: {
      ...target.properties,
      'Target.StartedOn': text(hubTime(at)),
      'Target.CompletedOn': 'null',
      'Target.StateDescription': 'null',
      'Target.RetryCount': String((typeof retries === 'number' ? retries : 0) + 1),
    },
    version: target.version + 1n,
    modifiedOn: hubTime(at),
    modifiedBy: null,
    dueOn: at + takesMs,
  })
  if (job.state === 'Completed') moveJob(database, job.key, 'InProgress', 'None', hubTime(at))
}

function end(database: Database, job: Job, target: Target, at: number): void {
  const cause = target.n === null ? null : job.seeded.targets.cause(target.n)
  const why = cause && stillFails(cause, target) ? cause : null
  saveTarget(database, job, {
    ...target,
    state: 'Completed',
    condition: why ? 'Failure' : 'Success',
    properties: {
      ...target.properties,
      'Target.CompletedOn': text(hubTime(at)),
      'Target.StateDescription': text(
        why ? failureText(why, Number(job.id), target.n ?? 0, at) : 'File processed',
      ),
    },
    version: target.version + 1n,
    modifiedOn: hubTime(at),
    modifiedBy: null,
    dueOn: null,
  })
  const now = jobOfKey(database, job.key)
  if (
    now &&
    job.seeded.state === 'Completed' &&
    now.state === 'InProgress' &&
    countDue(database, now) === 0
  ) {
    const failures = countTargets(database, now, { condition: 'Failure' })
    moveJob(database, job.key, 'Completed', failures > 0 ? 'Failure' : 'Success', hubTime(at))
  }
}

/** Time-outs pass; a missing reference or malformed data pass once they are repaired; the rest fails again. */
function stillFails(cause: Cause, target: Target): boolean {
  if (cause === 'timeout') return false
  if (cause === 'reference') return !hasAsset(target)
  if (cause === 'malformed') return !isRecord(parseExact(target.properties['Target.Data'] ?? 'null'))
  return true
}

function hasAsset({ properties, relations }: Target): boolean {
  const data = parseExact(properties['Target.Data'] ?? 'null')
  const inData =
    isRecord(data) && data['asset'] !== undefined && data['asset'] !== null && data['asset'] !== ''
  const relation = relations['TargetToAsset']
  const parents = isRecord(relation) ? relation['parents'] : undefined
  return inData || (Array.isArray(parents) && parents.length > 0)
}
