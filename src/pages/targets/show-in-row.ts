import type { QueryClient } from '@tanstack/react-query'
import type { Entity } from '~/api/entity.ts'
import type { TargetFilter } from '~/api/target-filter.ts'
import { targetsQuery } from '~/api/targets.ts'

/** Shows a target as it is now in its row of a list, where it is in it; the other rows are no younger for that. */
export function showInRow(client: QueryClient, jobId: string, filter: TargetFilter, target: Entity): void {
  const { queryKey } = targetsQuery(jobId, filter)
  const read = client.getQueryState(queryKey)
  if (!read?.data?.items?.some(({ id }) => id === target.id)) return
  const items = read.data.items.map((row) => (row.id === target.id ? target : row))
  client.setQueryData(queryKey, { ...read.data, items }, { updatedAt: read.dataUpdatedAt })
}
