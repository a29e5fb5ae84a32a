import { useQueryClient } from '@tanstack/react-query'

/**
 * For `onSettled` of a write: reads again whatever shows a job, also after a failure, for a write whose answer was lost
 * may have been carried out. But a failure is told at once.
 */
export function useReadAgain(jobId: string) {
  const client = useQueryClient()
  return (_answer: unknown, error: unknown): Promise<void> | undefined => {
    const done = client.invalidateQueries({ queryKey: ['jobs', jobId] })
    return error ? undefined : done
  }
}
