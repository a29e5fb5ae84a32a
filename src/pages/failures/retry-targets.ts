import * as z from 'zod/mini'
import { revisionOf } from '~/api/entity.ts'
import { type Operation, type OperationPart, waiting } from '~/api/operation.ts'
import { continueOperation, type OperationRun, type OperationWork, startOperation } from '~/api/operations.ts'
import { path } from '~/api/path.ts'
import { readTarget } from '~/api/targets.ts'
import type { Writer } from '~/api/writer.ts'
import { config } from '~/lib/current-config.ts'
import { formatCount } from '~/lib/format.ts'
import { Problem } from '~/lib/problem.ts'
import { oneByOne } from '~/pages/import/one-by-one.ts'
import { isFailed, isUnderWay } from '~/pages/targets/target-words.ts'
import type { Cause } from './group-causes.ts'

const partSize = 100
const item = z.object({ id: z.string() })
const plan = z.object({ properties: z.record(z.string(), z.unknown()) })

/** The ids of an operation's targets, in their order. */
export const targetIdsOf = ({ items }: OperationPart): string[] => items.map((one) => item.parse(one).id)

/** Begins to run the targets of a cause again, by writing these properties. Gives the operation's id. */
export function startRetry(
  writer: Writer<'retry'>,
  jobId: string,
  { targets }: Pick<Cause, 'targets'>,
  properties: Readonly<Record<string, unknown>>,
): Promise<string> {
  const parts: OperationPart[] = []
  for (let from = 0; from < targets.length; from += partSize) {
    const items = targets.slice(from, from + partSize).map(({ id }) => ({ id }))
    parts.push({ items, outcomes: items.map(() => waiting) })
  }
  const title = `Retry of ${formatCount(targets.length, 'target')} of job ${jobId}`
  return startOperation({ kind: 'retry', title, jobId, plan: { properties } }, parts, retryTargets(writer))
}

/** Goes on where the retry stood when its tab was closed. Throws Problem. */
export const continueRetry = (writer: Writer<'retry'>, operation: Operation): Promise<void> =>
  continueOperation(operation, retryTargets(writer))

/**
 * Runs targets again one by one: each is looked at first, and one that is no longer failed is left. Where an answer was
 * lost, a target that is not as it was before was run again.
 */
export const retryTargets =
  (writer: Writer<'retry'>): OperationWork =>
  async (run) => {
    for (const part of run.parts.keys()) await retryPart(writer, run, part)
  }

async function retryPart(writer: Writer<'retry'>, run: OperationRun, part: number): Promise<void> {
  const { jobId } = run
  const { properties } = plan.parse(run.plan)
  const ids = targetIdsOf(run.parts[part] ?? { items: [], outcomes: [] })
  /** As they were when they were sent. */
  const before = new Map<string, string>()
  await oneByOne(run, part, {
    method: 'PATCH',
    doing: 'Retrying',
    did: 'Retried',
    base: 'retry',
    sent: (place) => ({ id: ids[place], properties }),
    what: 'The targets could not be run again.',
    items: ids,
    act: async (id, { tell, begin, wasSent }) => {
      const gone = { state: 'failed', reason: `Target ${id} is gone.` } as const
      const now = await readTarget(jobId, id, config().contentHub.cultures).catch(nullIfGone)
      if (!now) return tell(gone)
      const seen = before.get(id)
      const isOther = wasSent && seen !== undefined && seen !== revisionOf(now)
      const wentOn = isUnderWay(now) || !isFailed(now) || isOther
      if (wentOn && wasSent) return tell({ state: 'done', id, found: true })
      if (wentOn)
        return tell({
          state: 'failed',
          reason: isUnderWay(now)
            ? `Target ${id} is under way already.`
            : `Target ${id} is no longer failed.`,
        })
      await begin()
      before.set(id, revisionOf(now))
      const what = 'The target could not be run again.'
      const sent = await writer
        .send('PATCH', path`/api/jobs/${jobId}/targets/${id}`, { properties }, { what, note: null })
        .catch(nullIfGone)
      return tell(sent ? { state: 'done', id, found: false } : gone)
    },
  })
}

function nullIfGone(error: unknown): null {
  if (error instanceof Problem && error.status === 404) return null
  throw error
}
