import { useCallback, useMemo, useState } from 'react'
import { useHref, useNavigate } from 'react-router'
import type { Entity } from '~/api/entity.ts'
import { type ReadFilter, withFilter } from '~/api/target-filter.ts'
import { DataGrid } from '~/grid/data-grid.tsx'
import { lastPageSkip, previousSkip } from '~/grid/page-range.ts'
import { Pager } from '~/grid/pager.tsx'
import { config } from '~/lib/current-config.ts'
import { formatCount, formatNumber } from '~/lib/format.ts'
import { asProblem } from '~/lib/problem.ts'
import { useTimeZone } from '~/lib/time-zone.ts'
import { Button } from '~/ui/button.tsx'
import { useLater } from '~/ui/use-later.ts'
import { Note } from '~/ui/note.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { useShortcuts } from '~/ui/shortcuts.ts'
import { Skeleton } from '~/ui/skeleton.tsx'
import { Corrections } from './corrections.tsx'
import { useGridView } from './grid-view.tsx'
import { ListHeader } from './list-header.tsx'
import { columnsOf, linkIdOf } from './target-columns.tsx'
import { TargetFilters } from './target-filters.tsx'
import { fromList } from './target-outlet.ts'
import { useTargetList } from './use-target-list.ts'

interface TargetListProps {
  readonly jobId: string
  /** The target that is open beside the list. */
  readonly targetId: string | undefined
  readonly read: ReadFilter
  readonly search: URLSearchParams
  readonly onSearch: (search: string) => void
}

/** Filters, one page of targets, and the way to the other pages. */
export function TargetList({
  jobId,
  targetId,
  read: { filter, corrections },
  search,
  onSearch,
}: TargetListProps) {
  const { page, rows, total, shown } = useTargetList(jobId, filter)
  const view = useGridView()
  const [zone] = useTimeZone()
  const cultures = filter.cultures.join(' ')
  const columns = useMemo(() => columnsOf(view.columns, cultures.split(' ')), [view.columns, cultures])
  // The links of the old rows stay as they are until the new ones are there.
  const [linked, setLinked] = useState(search)
  if (linked !== search && !page.isPlaceholderData) setLinked(search)
  const list = useHref(`/jobs/${jobId}/targets`)
  const linkOf = useCallback(
    ({ id }: Entity) => ({ id: linkIdOf(id), href: `${list}/${id}${asSearch(linked)}` }),
    [list, linked],
  )
  const navigate = useNavigate()
  const change = useCallback(
    (changes: Parameters<typeof withFilter>[1]) => onSearch(withFilter(search, changes)),
    [onSearch, search],
  )
  const turnTo = (skip: number) => change({ skip })
  const isLast = total === null ? rows.length < filter.take : filter.skip + filter.take >= total
  useShortcuts(
    useMemo(
      () => [
        ...(isLast ? [] : [{ keys: ']', label: 'Next page', run: () => turnTo(filter.skip + filter.take) }]),
        ...(filter.skip === 0
          ? []
          : [
              {
                keys: '[',
                label: 'Previous page',
                run: () => turnTo(previousSkip(filter.skip, filter.take, total)),
              },
            ]),
      ],
      // oxlint-disable-next-line react/exhaustive-deps -- the search is what turnTo reads
      [search, isLast, filter, total],
    ),
  )
  const problem = page.error && asProblem(page.error, 'The targets could not be loaded.')
  const past = rows.length === 0 && filter.skip > 0 && page.isSuccess && !page.isPlaceholderData
  return (
    <div className="grid gap-3">
      <ListHeader
        jobId={jobId}
        cultures={filter.cultures}
        shown={useLater(shown)}
        search={search}
        onSearch={onSearch}
      />
      <TargetFilters filter={filter} onChange={change} />
      <Corrections corrections={corrections} />
      {problem && <ProblemAlert problem={problem} onRetry={() => page.refetch()} />}
      {!problem && page.data === undefined && <Skeleton label="Loading targets" lines={12} />}
      {past && (
        <Note
          tone="warn"
          action={
            <Button onClick={() => turnTo(total ? lastPageSkip(total, filter.take) : 0)}>
              Go to the {total ? 'last' : 'first'} page
            </Button>
          }
        >
          This page starts at {formatNumber(filter.skip + 1)}, but there{' '}
          {total ? `${total === 1 ? 'is' : 'are'} only ${formatCount(total, 'target')}` : 'is nothing'}.
        </Note>
      )}
      {page.data && rows.length === 0 && !past && <Empty filtered={total === 0 && search.size > 0} />}
      {rows.length > 0 && (
        <DataGrid
          // Rows that did not change would keep the times of another zone.
          key={zone}
          label="Targets"
          columns={columns}
          rows={rows}
          busy={page.isPlaceholderData || page.isFetching}
          density={view.density}
          linkOf={linkOf}
          onOpen={({ id }) =>
            navigate(
              { pathname: `/jobs/${jobId}/targets/${id}`, search: asSearch(search) },
              { state: fromList, replace: id === targetId },
            )
          }
          {...(targetId && { isCurrent: (row: Entity) => row.id === targetId })}
        />
      )}
      {page.data && (
        <Pager
          skip={filter.skip}
          take={filter.take}
          shown={rows.length}
          total={total}
          takeMax={config().contentHub.takeMax}
          onSkip={turnTo}
          onTake={(take) => change({ take })}
        />
      )}
    </div>
  )
}

const asSearch = (search: URLSearchParams): string => (search.size > 0 ? `?${search.toString()}` : '')

const Empty = ({ filtered }: { filtered: boolean }) => (
  <p className="rounded-lg border border-dashed p-8 text-center text-muted">
    {filtered ? 'No targets match these filters.' : 'This job has no targets.'}
  </p>
)
