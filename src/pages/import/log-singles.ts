import { type FinishWrite, recordWrite, type WriteEnd } from '~/api/activity-log.ts'
import type { OperationRun } from '~/api/operations.ts'
import { formatCount } from '~/lib/format.ts'
import { Problem } from '~/lib/problem.ts'

/** What is done with the rows, in words. */
export interface Doing {
  readonly method: 'POST' | 'PATCH' | 'DELETE'
  readonly doing: string
  readonly did: string
  readonly base: string
  /** What the log keeps of a row, by its place. */
  readonly sent: (place: number) => unknown
}

/**
 * Keeps rows of a part that are sent one by one as one entry of the activity log for each way in which they ended: an import
 * of thousands would push everything else out of it. It is there before the first is sent, with all that may follow.
 */
export function logSingles(
  { jobId, parts }: Pick<OperationRun, 'jobId' | 'parts'>,
  part: number,
  { method, doing, did, base, sent }: Doing,
) {
  const begun = new Set<number>()
  let finish: FinishWrite | undefined
  const outcomeAt = (place: number) => parts[part]?.outcomes[place]
  const writeOf = (done: string, places: readonly number[]) => ({
    title: `${done} ${formatCount(places.length, 'target')} of job ${jobId} one by one`,
    before: null,
    method,
    path: `/api/jobs/${jobId}/targets, ${places.length} times`,
    sent: places.map(sent),
  })
  const endOf = (places: readonly number[]): [done: string, end: WriteEnd] => {
    const [first = 0] = places
    const outcome = outcomeAt(first)
    if (outcome?.state === 'done') {
      const body = places.map(outcomeAt).map((one) => (one?.state === 'done' ? one.id : null))
      return [
        did,
        {
          outcome: 'done',
          answer: { status: method === 'POST' ? 201 : 204, location: null, allow: null, body, text: '' },
        },
      ]
    }
    if (outcome?.state === 'failed')
      return [`Did not ${base}`, { outcome: 'refused', problem: refused(did, outcome.reason) }]
    return [`Perhaps ${did.toLowerCase()}`, { outcome: 'unknown', problem: unanswered(did) }]
  }
  return {
    /** To be called before a row is sent. */
    async begin(place: number): Promise<void> {
      const open = parts[part]?.outcomes.flatMap(({ state }, at) =>
        state === 'waiting' || state === 'sent' ? [at] : [],
      )
      finish ??= await recordWrite(writeOf(`${doing} up to`, open ?? []))
      begun.add(place)
    },
    /** To be called when no more are sent. */
    async end(): Promise<void> {
      const byState = new Map<string, number[]>()
      for (const place of begun) {
        const state = outcomeAt(place)?.state ?? 'sent'
        byState.set(state, [...(byState.get(state) ?? []), place])
      }
      for (const places of byState.values()) {
        const [done, end] = endOf(places)
        const write = writeOf(done, places)
        const told = finish ?? (await recordWrite(write))
        await told(end, write)
        finish = undefined
      }
    },
  }
}

const refused = (did: string, reason: string) =>
  new Problem(
    `They were not ${did.toLowerCase()}.`,
    `Of the first it was said: “${reason}”`,
    'The rows of the operation have the reason of each.',
  )

const unanswered = (did: string) =>
  new Problem(
    `Nobody knows whether they were ${did.toLowerCase()}.`,
    'Their answers were lost.',
    'Look for them before you send them again.',
  )
