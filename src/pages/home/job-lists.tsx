import { type RememberedJob, useRememberedJobs } from '~/pages/jobs/remembered-jobs.ts'
import { RememberedRow } from './remembered-row.tsx'

/** Pinned and recent jobs of this browser. */
export function JobLists() {
  const jobs = useRememberedJobs()
  const pinned = jobs.filter((job) => job.pinned)
  const recent = jobs.filter((job) => !job.pinned)
  if (jobs.length === 0)
    return (
      <div className="grid justify-items-center gap-1 rounded-lg border border-dashed px-6 py-10 text-center">
        <h2 className="text-lg">No jobs opened yet</h2>
        <p className="max-w-lg text-muted">
          Content Hub gives no list of jobs. This page lists the ones that were opened in this browser, so
          that you find them again. A job’s id is at the end of its address in Content Hub.
        </p>
      </div>
    )
  return (
    <div className="grid grid-cols-1 gap-6">
      {pinned.length > 0 && <JobList title="Pinned" jobs={pinned} />}
      {recent.length > 0 && <JobList title="Recent" jobs={recent} />}
      <p className="text-sm text-muted">
        Content Hub gives no list of jobs: these were opened in this browser. States are as they were seen
        last.
      </p>
    </div>
  )
}

const JobList = ({ title, jobs }: { title: string; jobs: readonly RememberedJob[] }) => (
  <section aria-label={`${title} jobs`} className="grid grid-cols-1 gap-2">
    <h2 className="text-lg">{title}</h2>
    <ul className="divide-y rounded-lg border bg-surface">
      {jobs.map((job) => (
        <RememberedRow key={job.id} job={job} />
      ))}
    </ul>
  </section>
)
