import type { QueryFilters } from '@tanstack/react-query'

/** All that shows a job, but for one of its targets, which is gone: nothing is to ask for it. */
export const withoutTarget = (jobId: string, targetId: string): QueryFilters => ({
  queryKey: ['jobs', jobId],
  predicate: ({ queryKey: [, , what, id] }) => what !== 'target' || id !== targetId,
})
