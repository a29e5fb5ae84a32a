import * as z from 'zod/mini'

const text = z.nullable(z.string())
const whole = z.bigint()

/** Rows as the statements give them. */
export const jobRow = z.object({
  key: whole,
  seed_key: whole,
  tenant: z.string(),
  id: whole,
  state: text,
  condition: text,
  version: whole,
  modified_on: text,
  changes: whole,
  live_on: z.nullable(whole),
})
export type JobRow = z.infer<typeof jobRow>

export const descriptionRow = z.object({
  job_key: whole,
  id: whole,
  identifier: text,
  properties: z.string(),
  version: whole,
  created_on: z.string(),
  modified_on: z.string(),
  modified_by: z.nullable(whole),
})
export type DescriptionRow = z.infer<typeof descriptionRow>

export const targetRow = z.object({
  job_key: whole,
  id: whole,
  n: z.nullable(whole),
  identifier: text,
  state: text,
  condition: text,
  type: text,
  location: text,
  properties: text,
  relations: text,
  version: z.nullable(whole),
  created_on: text,
  modified_on: text,
  modified_by: z.nullable(whole),
  due_on: z.nullable(whole),
  gone: whole,
})
