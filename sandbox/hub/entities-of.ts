import { agedTime, hubTime } from '../data/time.ts'
import type { Database } from '../store/database.ts'
import type { Job } from '../store/jobs.ts'
import type { DescriptionRow } from '../store/row.ts'
import { countTargets, pageOfTargets, type Target } from '../store/targets.ts'
import { isRecord, isStringRecord } from '../store/record.ts'
import { descriptionDefinition, jobDefinition, targetDefinition } from './definitions.ts'
import type { Entity } from './entity.ts'

const option = (identifier: string | null) => JSON.stringify(identifier)

/** The job as an entity. `expandTargets` lists up to 1000 of its targets in the relation, as version 1 of the read does. */
export function jobEntity(database: Database, job: Job, expandTargets: boolean): Entity {
  const { id, seeded } = job
  const createdOn = hubTime(
    seeded.agedHours === undefined ? seeded.createdOn : agedTime(seeded.agedHours),
    1180,
  )
  const count = countTargets(database, job, {})
  const targetLink = { href: `/api/entities/${id}/relations/JobToTarget`, templated: false }
  return {
    id,
    identifier: null,
    definition: 'M.Job',
    kinds: jobDefinition,
    properties: {
      'Job.Type': option(seeded.type),
      'Job.State': option(job.state),
      'Job.Condition': option(job.condition),
      'Job.TargetCount': String(count),
      'Job.TargetsCompleted': String(countTargets(database, job, { state: 'Completed' })),
      'Job.Priority': String(seeded.priority ?? 0),
      ...(seeded.title && { 'Job.Title': JSON.stringify(seeded.title) }),
    },
    relations: {
      JobToTarget: expandTargets
        ? {
            children: pageOfTargets(database, job, {}, 0, 1000).map((target) => ({
              href: `/api/entities/${target.id}`,
              templated: false,
            })),
            child_total: count,
            inherits_security: true,
            self: targetLink,
          }
        : targetLink,
      JobToJobDescription: { href: `/api/entities/${id}/relations/JobToJobDescription`, templated: false },
    },
    createdOn,
    modifiedOn: job.modified_on ?? createdOn,
    modifiedBy: null,
    lockedBy: seeded.lockedBy,
    version: job.version,
  }
}

/** A target of the job as an entity. */
export function targetEntity(job: Job, target: Target): Entity {
  return {
    ...target,
    definition: 'M.Target',
    kinds: targetDefinition,
    properties: {
      ...target.properties,
      'Target.Location': JSON.stringify(target.location),
      'Target.State': option(target.state),
      'Target.Condition': option(target.condition),
      'Target.Type': option(target.type),
    },
    relations: {
      ...Object.fromEntries(
        Object.entries(target.relations).map(([name, relation]) => [
          name,
          endsOf(relation).length > expandedMax ? relationLink(target.id, name) : relation,
        ]),
      ),
      JobToTarget: {
        parent: { href: `/api/entities/${job.id}`, templated: false },
        inherits_security: true,
        self: relationLink(target.id, 'JobToTarget'),
      },
      TargetToProcessingJob: relationLink(target.id, 'TargetToProcessingJob'),
    },
  }
}

/** A relation of a target, whole however many ends it has, as its own link gives it. Undefined where it has none. */
export function wholeRelation(target: Target, name: string): Record<string, unknown> | undefined {
  const relation = target.relations[name]
  if (!isRecord(relation)) return undefined
  const count = endsOf(relation).length
  return {
    ...relation,
    ...('children' in relation ? { child_total: count } : { parent_total: count }),
    self: relationLink(target.id, name),
  }
}

/** With more ends than these a relation comes as a link. */
const expandedMax = 25

const relationLink = (id: bigint, name: string) => ({
  href: `/api/entities/${id}/relations/${name}`,
  templated: false,
})

const endsOf = (relation: unknown): unknown[] =>
  isRecord(relation) ? Object.values(relation).flatMap((ends) => (Array.isArray(ends) ? ends : [])) : []

/** The description of the job as an entity. */
export function descriptionEntity(job: Job, row: DescriptionRow): Entity {
  const properties: unknown = JSON.parse(row.properties)
  return {
    id: row.id,
    identifier: row.identifier,
    definition: 'M.JobDescription',
    kinds: descriptionDefinition,
    properties: isStringRecord(properties) ? properties : {},
    relations: {
      JobToJobDescription: {
        parent: { href: `/api/entities/${job.id}`, templated: false },
        inherits_security: true,
      },
    },
    createdOn: row.created_on,
    modifiedOn: row.modified_on,
    modifiedBy: row.modified_by,
    // Who locks a job locks what it is to do.
    lockedBy: job.seeded.lockedBy,
    version: row.version,
  }
}
