import { useLocation } from 'react-router'
import { config } from '~/lib/current-config.ts'
import { isRecord } from '~/lib/json.ts'
import { Note } from '~/ui/note.tsx'

/** The history state of a job that was opened by an address of another Content Hub. */
export const fromOtherHost = (host: string) => ({ otherHost: host })

/** Says that the address a person pasted was of another Content Hub than this console works with. */
export function OtherHostNote({ jobId }: { jobId: string }) {
  const state: unknown = useLocation().state
  const other = isRecord(state) ? state['otherHost'] : undefined
  if (typeof other !== 'string') return null
  const own = URL.parse(config().contentHub.portalUrl ?? '')?.host ?? 'another Content Hub'
  return (
    <Note tone="warn">
      The address you opened is of {other}. This is job {jobId} of {own}, which may be a different one.
    </Note>
  )
}
