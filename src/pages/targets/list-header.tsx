import { memo, Suspense } from 'react'
import { Link } from 'react-router'
import { useMay } from '~/session/may.ts'
import { buttonClass } from '~/ui/button.tsx'
import { Icon } from '~/ui/icon.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { PageHeader } from '~/ui/page-header.tsx'
import { GridView } from './grid-view.tsx'
import { newTargetAddress } from './new-target-address.ts'
import { fromList } from './target-outlet.ts'
import type { ShownPage } from './use-target-list.ts'

const ListChanges = lazyPart(async () => (await import('./list-changes.tsx')).ListChanges)

interface ListHeaderProps {
  readonly jobId: string
  readonly cultures: readonly string[]
  readonly shown: ShownPage | undefined
  readonly search: URLSearchParams
  readonly onSearch: (search: string) => void
}

/** The list's title, what has changed in it, and what can be done. The rows do not wait for it. */
export const ListHeader = memo(function ListHeader({
  jobId,
  cultures,
  shown,
  search,
  onSearch,
}: ListHeaderProps) {
  const mayEdit = useMay('edit')
  const mayImport = useMay('bulk')
  return (
    <PageHeader
      title="Targets"
      breadcrumb={[{ to: `/jobs/${jobId}`, label: `Job ${jobId}` }]}
      beside={
        shown?.data && (
          <Suspense>
            <ListChanges jobId={jobId} shown={shown} />
          </Suspense>
        )
      }
      actions={
        <>
          <GridView cultures={cultures} search={search} onSearch={onSearch} />
          {mayEdit && (
            <Link to={newTargetAddress(jobId, search.toString())} state={fromList} className={buttonClass()}>
              <Icon name="add" />
              New target
            </Link>
          )}
          {mayImport && (
            <Link to={`/jobs/${jobId}/targets/import`} className={buttonClass()}>
              <Icon name="upload" />
              Import targets
            </Link>
          )}
        </>
      }
    />
  )
})
