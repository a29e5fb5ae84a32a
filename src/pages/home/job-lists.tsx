import { useEffect, useRef } from 'react'
import { forgetJob, pinJob, type RememberedJob, useRememberedJobs } from '~/pages/jobs/remembered-jobs.ts'
import { announce } from '~/ui/announce.ts'
import { RememberedRow, rowButtonId } from './remembered-row.tsx'

/** Pinned and recent jobs of this browser. */
export function JobLists() {
  const jobs = useRememberedJobs()
  const pinned = jobs.filter((job) => job.pinned)
  const recent = jobs.filter((job) => !job.pinned)
  const { whole, focusLater } = useFocusAfterChange()
  const onPin = ({ id, pinned }: RememberedJob) => {
    focusLater(rowButtonId('pin', id))
    pinJob(id, !pinned)
    announce(pinned ? `Job ${id} is no longer pinned` : `Job ${id} is pinned`)
  }
  const onRemove = ({ id }: RememberedJob) => {
    const shown = [...pinned, ...recent]
    const place = shown.findIndex((job) => job.id === id)
    const neighbour = shown[place + 1] ?? shown[place - 1]
    focusLater(neighbour ? rowButtonId('remove', neighbour.id) : null)
    forgetJob(id)
    announce(`Job ${id} is removed from the list`)
  }
  const list = (title: string, listed: readonly RememberedJob[]) =>
    listed.length > 0 && (
      <section aria-label={`${title} jobs`} className="grid grid-cols-1 gap-2">
        <h2 className="text-lg">{title}</h2>
        <ul className="divide-y overflow-hidden rounded-lg border bg-surface">
          {listed.map((job) => (
            <RememberedRow key={job.id} job={job} onPin={onPin} onRemove={onRemove} />
          ))}
        </ul>
      </section>
    )
  return (
    <div ref={whole} tabIndex={-1} className="grid grid-cols-1 gap-6 focus:outline-none">
      {list('Pinned', pinned)}
      {list('Recent', recent)}
      {jobs.length === 0 ? (
        <NoJobs />
      ) : (
        <p className="text-sm text-muted">
          Content Hub gives no list of jobs: these were opened in this browser. States are as they were seen
          last.
        </p>
      )}
    </div>
  )
}

const NoJobs = () => (
  <div className="grid justify-items-center gap-1 rounded-lg border border-dashed px-6 py-10 text-center">
    <h2 className="text-lg">No jobs opened yet</h2>
    <p className="max-w-lg text-muted">
      Content Hub gives no list of jobs. This page lists the ones that were opened in this browser, so that
      you find them again. A job’s id is at the end of its address in Content Hub.
    </p>
  </div>
)

/** Moves the focus once the list has changed, because the button that was pressed is gone then: null is the whole. */
function useFocusAfterChange() {
  const whole = useRef<HTMLDivElement>(null)
  const wanted = useRef<string | null>(undefined)
  useEffect(() => {
    if (wanted.current === undefined) return
    const button = wanted.current === null ? null : document.getElementById(wanted.current)
    ;(button ?? whole.current)?.focus()
    wanted.current = undefined
  })
  return {
    whole,
    focusLater: (id: string | null) => {
      wanted.current = id
    },
  }
}
