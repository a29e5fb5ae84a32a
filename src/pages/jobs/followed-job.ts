import type { Query } from '@tanstack/react-query'
import type { Entity } from '~/api/entity.ts'
import { goesOn } from '~/api/job-goes-on.ts'
import { jobQuery } from '~/api/jobs.ts'
import { config } from '~/lib/current-config.ts'
import { usePreference } from '~/lib/preference.ts'

/** Whether open jobs follow what happens, as this browser remembers it. */
export function useLiveUpdates() {
  const [preference, setPreference] = usePreference('live-updates')
  return { live: preference !== 'off', setLive: (live: boolean) => setPreference(live ? null : 'off') }
}

/** A job, read again every `pollSeconds` while it goes on and the tab is looked at, unless the person has paused that. */
export function followedJobQuery(jobId: string, live: boolean) {
  const { cultures, pollSeconds } = config().contentHub
  const follows = ({ state: { data } }: Pick<Query<Entity>, 'state'>) =>
    live && data !== undefined && goesOn(data)
  return {
    ...jobQuery(jobId, cultures),
    refetchInterval: (query: Pick<Query<Entity>, 'state'>) => (follows(query) ? pollSeconds * 1000 : false),
    refetchOnWindowFocus: follows,
  } as const
}
