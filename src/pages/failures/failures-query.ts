import { infiniteQueryOptions } from '@tanstack/react-query'
import { readTargets, type TargetPage } from '~/api/targets.ts'
import { causePattern } from '~/lib/cause-pattern.ts'
import { config } from '~/lib/current-config.ts'
import { countFilters } from '~/pages/jobs/target-counts.ts'
import { knownText } from '~/pages/targets/target-words.ts'
import type { FailedTarget } from './group-causes.ts'
import { nextSkip } from './next-skip.ts'

// A person who looks at a target comes back to what was read.
const keptMs = 10 * 60_000

/** A job's failed targets, as many at a time as the server gives; of each only what tells its cause is kept. */
export const failuresQuery = (jobId: string) =>
  infiniteQueryOptions({
    queryKey: ['failures', jobId],
    queryFn: async ({ pageParam: skip, signal }) => {
      const { cultures, takeMax: take } = config().contentHub
      const what = 'The failed targets could not be read.'
      const filter = { ...countFilters.failed, skip, take, cultures }
      const page = await readTargets(jobId, filter, { signal, isAhead: () => true, what })
      const targets = failedTargets(page, cultures)
      return { skip, count: targets.length, total: page.total_items ?? null, targets, readAt: Date.now() }
    },
    initialPageParam: 0,
    getNextPageParam: (last, all) => nextSkip(last, config().contentHub.takeMax, all.at(-2)),
    // What was read is compared with nothing, and never grows old by itself: "Read again" reads it.
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptMs,
  })

const failedTargets = ({ items }: TargetPage, cultures: readonly string[]): readonly FailedTarget[] =>
  (items ?? []).map((target) => {
    const message = knownText(target, 'targetMessage', cultures) ?? ''
    return {
      id: target.id,
      location: knownText(target, 'targetLocation', cultures),
      message,
      pattern: causePattern(message),
      completedOn: knownText(target, 'targetCompletedOn', []),
    }
  })
