import { PageHeader } from '~/ui/page-header.tsx'
import { JobLists } from './job-lists.tsx'
import { OpenJob } from './open-job.tsx'

/** Open a job, or go back to one. */
export function HomePage() {
  return (
    <div className="mx-auto grid max-w-4xl grid-cols-1 gap-8 sm:pt-6">
      <div>
        <PageHeader title="Jobs" />
        <OpenJob />
      </div>
      <JobLists />
    </div>
  )
}
