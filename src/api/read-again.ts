import { type QueryKey, useQueryClient } from '@tanstack/react-query'

/**
 * For `onSettled` of a write: reads again whatever shows a job, also after a failure, for a write whose answer was lost
 * may have been carried out. But a failure is told at once.
 */
export const useReadAgain = (jobId: string) => useReadAgainAt(['jobs', jobId])

/** The same for whatever has a key that begins so. */
export function useReadAgainAt(queryKey: QueryKey) {
  const client = useQueryClient()
  return (_answer: unknown, error: unknown): Promise<void> | undefined => {
    const done = client.invalidateQueries({ queryKey })
    return error ? undefined : done
  }
}
