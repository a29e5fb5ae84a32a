import { useMemo } from 'react'
import * as z from 'zod/mini'
import type { NewTarget } from '~/api/new-targets.ts'
import { parseJson, toJson } from '~/lib/json.ts'
import { readPreference, usePreference, writePreference } from '~/lib/preference.ts'
import { getSession } from '~/session/session.ts'
import type { TargetSeed } from './new-target.ts'

const jobsMax = 10
const charactersMax = 200_000
const members = z.record(z.string(), z.unknown())
const templates = z.array(z.object({ jobId: z.string(), properties: members, relations: members }))
type Templates = z.infer<typeof templates>

// What one person has written is not for the next one at this browser.
const preference = () => `target-templates ${getSession().person?.sub ?? ''}`

/** The templates of jobs, used last first; text that is not ours is nothing. */
export function readTemplates(text: string | null): Templates {
  try {
    return text === null ? [] : (templates.safeParse(parseJson(text)).data ?? [])
  } catch {
    return []
  }
}

/** The templates with that of one job replaced; the oldest go, and one that is too large is not kept. */
export function withTemplate(
  all: Templates,
  jobId: string,
  { properties, relations = {} }: NewTarget,
): Templates {
  const others = all.filter((one) => one.jobId !== jobId)
  const next = { jobId, properties: { ...properties }, relations: { ...relations } }
  const fits = toJson(next).length <= charactersMax
  return [...(fits ? [next] : []), ...others].slice(0, jobsMax)
}

/** Remembers what was created last in a job, but for its identifier. */
export function rememberTemplate(jobId: string, created: NewTarget): void {
  const name = preference()
  writePreference(name, toJson(withTemplate(readTemplates(readPreference(name)), jobId, created)))
}

/** What was created last in a job, to start the next one from; null where nothing is remembered. */
export function useTemplate(jobId: string): TargetSeed | null {
  const [text] = usePreference(preference())
  return useMemo(() => {
    const found = readTemplates(text).find((one) => one.jobId === jobId)
    return found ? { ...found, leftRelations: [] } : null
  }, [text, jobId])
}
