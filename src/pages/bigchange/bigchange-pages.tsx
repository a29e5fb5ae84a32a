import { Suspense } from 'react'
import { useParams } from 'react-router'
import { config } from '~/lib/current-config.ts'
import { isEntityId } from '~/lib/entity-id.ts'
import { NotFoundPage } from '~/pages/not-found-page.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { RecordPage } from './record-page.tsx'
import { RecordsPage } from './records-page.tsx'

const RecordEdit = lazyPart(async () => (await import('./record-edit.tsx')).RecordEdit)

/** All pages below `/bigchange/jobs`: one route, so that those who have no BigChange load nothing of it. */
export function BigChangePages() {
  const [jobId, part, ...more] = (useParams()['*'] ?? '').split('/').filter(Boolean)
  if (!config().bigChange || more.length > 0) return <NotFoundPage />
  if (jobId === undefined) return <RecordsPage />
  if (!isEntityId(jobId)) return <NotFoundPage />
  if (part === undefined) return <RecordPage key={jobId} jobId={jobId} />
  if (part !== 'edit') return <NotFoundPage />
  return (
    <Suspense fallback={<Skeleton label="Loading form" lines={9} />}>
      <RecordEdit key={jobId} jobId={jobId} />
    </Suspense>
  )
}
