import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { awaitWorker } from './job-goes-on.ts'

/**
 * For `onSettled` of a write: reads again whatever shows a job, also after a failure, for a write whose answer was lost
 * may have been carried out. But a failure is told at once.
 */
export function useReadAgain(jobId: string) {
  const readAgain = useReadAgainAt(['jobs', jobId])
  return (answer: unknown, error: unknown) => {
    awaitWorker(jobId)
    return readAgain(answer, error)
  }
}

/** The same for whatever has a key that begins so. */
export function useReadAgainAt(queryKey: QueryKey) {
  const client = useQueryClient()
  return (_answer: unknown, error: unknown): Promise<void> | undefined => {
    const done = client.invalidateQueries({ queryKey })
    return error ? undefined : done
  }
}
