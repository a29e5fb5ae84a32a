import { type Answer, noContent, ok } from '../answer.ts'
import type { BigChangeCall } from './call.ts'
import type { Job } from './data/jobs.ts'
import { jobUpdate } from './job-update.ts'
import { page } from './page.ts'
import { invalid, problem } from './problems.ts'
import { shownJob } from './shown-job.ts'
import { sorted } from './sorted.ts'

export function getJob({ world, id }: BigChangeCall): Answer {
  const job = foundJob({ world, id })
  return 'typeId' in job ? ok(JSON.stringify(shownJob(world, job))) : job
}

export function updateJob({ world, id, body }: BigChangeCall): Answer {
  const job = foundJob({ world, id })
  if (!('typeId' in job)) return job
  const update = jobUpdate(world, job, body)
  if ('errors' in update) return invalid(update.errors)
  Object.assign(job, update.changes)
  return noContent
}

function foundJob({ world, id }: Pick<BigChangeCall, 'world' | 'id'>): Job | Answer {
  const job = world.jobs.get(Number(id))
  if (job === undefined) return problem(404, `There is no job ${id}.`)
  return job.id === world.forbiddenJob ? problem(403, 'The application may not see this job.') : job
}

const ranges = {
  createdAt: (job: Job) => job.createdAt,
  startAt: (job: Job) => job.actualStartAt ?? job.plannedStartAt,
  statusModifiedAt: (job: Job) => job.statusModifiedAt,
  plannedAt: (job: Job) => job.plannedStartAt,
}
const sortNames = ['id', 'createdAt', 'plannedStartAt', 'reference'] as const

/** Refuses to work without an id, a reference or one whole range; a range over the planned time alone does not suffice. */
export function listJobs({ world, query }: BigChangeCall): Answer {
  const isWhole = (range: string) => query.has(`${range}From`) && query.has(`${range}To`)
  if (
    !query.has('id') &&
    !query.has('reference') &&
    !['createdAt', 'startAt', 'statusModifiedAt'].some(isWhole)
  )
    return invalid({
      queryParams: ['No filter or date range was given: Id, Reference, CreatedAtFrom and CreatedAtTo …'],
    })
  const sortBy = query.get('sortBy') ?? 'id'
  const member = sortNames.find((name) => name === sortBy)
  if (member === undefined) return invalid({ queryParams: [`Jobs cannot be sorted by '${sortBy}'.`] })

  const oneOf = (name: string, value: string | number | null) =>
    !query.has(name) || query.getAll(name).includes(String(value))
  const within = (name: keyof typeof ranges, job: Job) => {
    const [from, to] = [query.get(`${name}From`), query.get(`${name}To`)]
    if (from === null && to === null) return true
    const time = Date.parse(ranges[name](job) ?? '')
    return !(time < Date.parse(from ?? '')) && !(time > Date.parse(to ?? '')) && !Number.isNaN(time)
  }
  const found = [...world.jobs.values()].filter(
    (job) =>
      job.id !== world.forbiddenJob &&
      oneOf('id', job.id) &&
      oneOf('reference', job.reference) &&
      oneOf('status', job.status) &&
      oneOf('typeId', job.typeId) &&
      oneOf('contactId', job.contactId) &&
      oneOf('orderNumber', job.orderNumber) &&
      oneOf('resourceId', job.resourceId) &&
      oneOf('vehicleId', null) &&
      (['createdAt', 'startAt', 'statusModifiedAt', 'plannedAt'] as const).every((name) => within(name, job)),
  )
  return page(
    sorted(found, member, query).map((job) => shownJob(world, job)),
    query,
  )
}
