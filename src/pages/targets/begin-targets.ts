import { queryClient } from '~/api/query-client.ts'
import { readTargetFilter } from '~/api/target-filter.ts'
import { targetsQuery } from '~/api/targets.ts'
import { config } from '~/lib/current-config.ts'

/** Starts the request that a list's address stands for. The page reads the same query, and tells its failure. */
export function beginTargets(jobId: string, search: string): void {
  const { filter } = readTargetFilter(new URLSearchParams(search), config().contentHub)
  queryClient.query(targetsQuery(jobId, filter)).catch(() => {})
}
