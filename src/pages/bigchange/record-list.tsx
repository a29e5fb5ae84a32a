import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useHref, useNavigate, useSearchParams } from 'react-router'
import { type JobAnswer, type JobListPage, jobRecordsQuery } from '~/api/job-records.ts'
import { type Column, DataGrid } from '~/grid/data-grid.tsx'
import { Pager } from '~/grid/pager.tsx'
import { asProblem } from '~/lib/problem.ts'
import { Badge } from '~/ui/badge.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { Time } from '~/ui/time.tsx'
import { listSearch, pageAfter } from './list-address.ts'
import { statusWords } from './record-status.ts'

const sizeMax = 200

/** The jobs of one reference, page by page; how many there are in all, BigChange does not say. */
export function RecordList({ page }: { page: JobListPage }) {
  const navigate = useNavigate()
  const base = useHref('/bigchange/jobs')
  const [, setSearch] = useSearchParams()
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...jobRecordsQuery(page),
    placeholderData: keepPreviousData,
  })
  const go = (next: JobListPage) => setSearch(listSearch(next))
  const skip = (page.pageNumber - 1) * page.pageSize
  if (error)
    return (
      <ProblemAlert
        problem={asProblem(error, 'The jobs could not be loaded.')}
        onRetry={() => void refetch()}
      />
    )
  if (!data) return <Skeleton label="Loading jobs" lines={6} />
  return (
    <section aria-label={`Jobs with the reference ${page.reference}`} className="grid grid-cols-1 gap-3">
      {data.length > 0 ? (
        <DataGrid
          label="Jobs"
          columns={columns}
          rows={data}
          busy={isPlaceholderData}
          density="normal"
          linkOf={({ id }) => ({ id: `job-${id}`, href: `${base}/${id}` })}
          onOpen={({ id }) => void navigate(`/bigchange/jobs/${id}`)}
        />
      ) : (
        <output className="block rounded-lg border border-dashed px-6 py-8 text-center text-muted">
          {page.pageNumber === 1 ? `No job bears the reference “${page.reference}”.` : 'No more jobs.'}
        </output>
      )}
      {(data.length > 0 || page.pageNumber > 1) && (
        <Pager
          skip={skip}
          take={page.pageSize}
          shown={data.length}
          total={null}
          takeMax={sizeMax}
          onSkip={(next) => go(pageAfter(page, next))}
          onTake={(pageSize) => go({ ...page, pageSize, pageNumber: 1 })}
        />
      )}
    </section>
  )
}

const columns: readonly Column<JobAnswer>[] = [
  { id: 'id', header: 'ID', rowHeader: true, cell: ({ id }) => id },
  {
    id: 'status',
    header: 'Status',
    cell: ({ status }) => <Badge tone={statusWords(status).tone}>{statusWords(status).label}</Badge>,
  },
  { id: 'type', header: 'Type', cell: ({ typeName }) => typeName },
  { id: 'contact', header: 'Contact', cell: ({ contactName }) => contactName },
  {
    id: 'planned',
    header: 'Planned',
    cell: ({ plannedStartAt }) => plannedStartAt && <Time iso={plannedStartAt} as="short" />,
  },
  { id: 'description', header: 'Description', wide: true, cell: ({ description }) => description },
]
