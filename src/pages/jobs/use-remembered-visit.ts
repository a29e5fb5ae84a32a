import { useEffect, useState } from 'react'
import type { Entity } from '~/api/entity.ts'
import { rememberJob } from './remembered-jobs.ts'

/** Remembers the visit of a job for as long as the caller shows it: its state as it was seen last. */
export function useRememberedVisit(job: Entity | undefined): void {
  const [openedOn] = useState(() => new Date().toISOString())
  useEffect(() => {
    if (job) rememberJob(job, openedOn)
  }, [job, openedOn])
}
