import { useMemo } from 'react'
import * as z from 'zod/mini'
import { type Entity, optionOf, textOf, valueOf } from '~/api/entity.ts'
import { config } from '~/lib/current-config.ts'
import { isEntityId } from '~/lib/entity-id.ts'
import { readPreference, usePreference, writePreference } from '~/lib/preference.ts'
import { getSession } from '~/session/session.ts'
import { sessionKey } from '~/session/session-record.ts'
import { jobStateOf } from './job-status.ts'

const recentMax = 10
const titleLength = 200

const rememberedJob = z.object({
  id: z.string().check(z.refine(isEntityId)),
  title: z.nullable(z.string()),
  type: z.nullable(z.string()),
  state: z.nullable(z.string()),
  condition: z.nullable(z.string()),
  /** When it was opened last, ISO 8601. */
  openedOn: z.iso.datetime(),
  pinned: z.boolean(),
})
const rememberedJobs = z.array(rememberedJob)

/** A job that this person opened in this browser, as it was when it was seen last. */
export type RememberedJob = z.infer<typeof rememberedJob>

/** One person's own: titles are not for whoever signs in next. */
const preference = () => `jobs ${sessionKey()} ${getSession().person?.sub}`

/** What this browser remembers, last opened first; text that is not ours is nothing. */
export function readRememberedJobs(text: string | null): readonly RememberedJob[] {
  if (text === null) return []
  try {
    return rememberedJobs.safeParse(JSON.parse(text)).data ?? []
  } catch {
    return []
  }
}

/** This person's pinned and recent jobs in this browser; follows every change. */
export function useRememberedJobs(): readonly RememberedJob[] {
  const [text] = usePreference(preference())
  return useMemo(() => readRememberedJobs(text), [text])
}

function change(from: (jobs: readonly RememberedJob[]) => readonly RememberedJob[]): void {
  const name = preference()
  const before = readPreference(name)
  const jobs = from(readRememberedJobs(before)).toSorted((a, b) => b.openedOn.localeCompare(a.openedOn))
  const recent = new Set(jobs.filter(({ pinned }) => !pinned).slice(0, recentMax))
  const after = JSON.stringify(jobs.filter((job) => job.pinned || recent.has(job)))
  if (after !== before) writePreference(name, after)
}

/** Puts a job on top of the recent ones, with what is known of it now. `openedOn` is ISO 8601. */
export function rememberJob(job: Entity, openedOn: string): void {
  const { cultures, properties } = config().contentHub
  const seen = {
    id: job.id,
    title: titleOf(job)?.slice(0, titleLength) ?? null,
    type: optionOf(valueOf(job, properties.jobType), cultures)?.label ?? null,
    ...jobStateOf(job),
    openedOn,
  }
  change((jobs) => {
    const before = jobs.find(({ id }) => id === job.id)
    return [...jobs.filter((one) => one !== before), { ...seen, pinned: before?.pinned ?? false }]
  })
}

/** Pinned jobs stay however many others are opened. */
export const pinJob = (jobId: string, pinned: boolean): void =>
  change((jobs) => jobs.map((job) => (job.id === jobId ? { ...job, pinned } : job)))

export const forgetJob = (jobId: string): void => change((jobs) => jobs.filter(({ id }) => id !== jobId))

/** The title of a job, where the instance has one. */
export const titleOf = (job: Entity): string | null =>
  textOf(valueOf(job, 'Job.Title'), config().contentHub.cultures) || null
