import { useMemo } from 'react'
import { Outlet, useNavigate, useParams, useSearchParams } from 'react-router'
import { readTargetFilter } from '~/api/target-filter.ts'
import { config } from '~/lib/current-config.ts'
import { type TargetOutlet, useOpenedFromList } from './target-outlet.ts'
import { TargetList } from './target-list.tsx'

const asPanel: TargetOutlet = { asPanel: true }
const asPage: TargetOutlet = { asPanel: false }

/** The list of a job's targets, with a target beside it where one was opened from the list; or that target alone. */
export function TargetsPage() {
  const { jobId = '', targetId } = useParams()
  const openedFromList = useOpenedFromList()
  const [search] = useSearchParams()
  const text = search.toString()
  const read = useMemo(() => readTargetFilter(new URLSearchParams(text), config().contentHub), [text])
  const navigate = useNavigate()
  if (targetId && !openedFromList) return <Outlet context={asPage} />
  const listPath = `/jobs/${jobId}/targets`
  return (
    <>
      <TargetList
        key={jobId}
        jobId={jobId}
        targetId={targetId}
        read={read}
        search={search}
        onSearch={(next) => navigate({ pathname: listPath, search: next }, { preventScrollReset: true })}
      />
      <Outlet context={asPanel} />
    </>
  )
}
