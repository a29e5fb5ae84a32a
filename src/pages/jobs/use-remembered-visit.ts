import { useEffect, useState } from 'react'
import type { Entity } from '~/api/entity.ts'

/** Remembers the visit of a job for as long as the caller shows it: its state as it was seen last. */
export function useRememberedVisit(job: Entity | undefined): void {
  const [openedOn] = useState(() => new Date().toISOString())
  useEffect(() => {
    if (!job) return
    // After the first rows; a visit that is not remembered is no harm.
    void import('./remembered-jobs.ts').then(({ rememberJob }) => rememberJob(job, openedOn)).catch(() => {})
  }, [job, openedOn])
}
