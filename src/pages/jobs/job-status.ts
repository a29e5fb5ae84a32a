import { type Entity, optionOf, valueOf } from '~/api/entity.ts'
import { config } from '~/lib/current-config.ts'
import type { Tone } from '~/ui/badge.tsx'

/** How a job stands, in words that people use. */
export interface JobStatus {
  readonly words: string
  readonly tone: Tone
}

/** Identifiers of the option values; null where the job bears none. */
export interface JobState {
  readonly state: string | null
  readonly condition: string | null
}

/** State and condition of a job as the settings name them. */
export function jobStateOf(job: Entity): JobState {
  const { jobState, jobCondition } = config().contentHub.properties
  const identifier = (property: string) => optionOf(valueOf(job, property), [])?.identifier ?? null
  return { state: identifier(jobState), condition: identifier(jobCondition) }
}

const stages: Readonly<Record<string, JobStatus>> = {
  Created: { words: 'Created, not queued yet', tone: 'neutral' },
  Waiting: { words: 'Waiting', tone: 'neutral' },
  Pending: { words: 'Pending', tone: 'neutral' },
  InProgress: { words: 'Running', tone: 'info' },
  Completed: { words: 'Completed', tone: 'neutral' },
  Cancelled: { words: 'Cancelled', tone: 'warn' },
}

/** How a completed job ended. Current sources say "Failure", one of 2018 says "Failed". */
const outcomes: Readonly<Record<string, JobStatus>> = {
  Success: { words: 'Succeeded', tone: 'good' },
  Failure: { words: 'Failed', tone: 'bad' },
  Failed: { words: 'Failed', tone: 'bad' },
}

/**
 * State first; the condition counts only for a completed job, because sources disagree on the pairs of running and
 * cancelled ones. Stages ("Processing_InProgress") are told as such; a state that is not known is shown as it is.
 */
export function jobStatus({ state, condition }: JobState): JobStatus {
  if (state === null) return { words: 'State unknown', tone: 'neutral' }
  if (state === 'Completed') return completed(condition)
  const known = own(stages, state) ?? own(outcomes, state)
  if (known) return known
  const [, stage = '', within = ''] = /^(Pre|Processing|Post)_(.+)$/.exec(state) ?? []
  const inStage = own(stages, within)
  if (!inStage) return { words: state, tone: 'neutral' }
  return { words: `${stage}: ${inStage.words.toLowerCase()}`, tone: inStage.tone }
}

function completed(condition: string | null): JobStatus {
  if (condition === null || condition === 'None') return { words: 'Completed', tone: 'neutral' }
  return own(outcomes, condition) ?? { words: `Completed, condition ${condition}`, tone: 'neutral' }
}

const own = (words: Readonly<Record<string, JobStatus>>, name: string): JobStatus | undefined =>
  Object.hasOwn(words, name) ? words[name] : undefined
