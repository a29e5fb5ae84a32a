import { type Answer, ok } from '../answer.ts'
import type { JobCall } from './call.ts'
import { jobEntity } from './entities-of.ts'
import { entityText } from './entity.ts'

export const getJobV2 = ({ database, job, view }: JobCall): Answer =>
  ok(entityText(jobEntity(database, job, false), view))

export const getJobV1 = ({ database, job, view }: JobCall): Answer =>
  ok(entityText(jobEntity(database, job, true), view))
