import { useMemo } from 'react'
import { useLocation, useNavigate, useOutlet, useParams } from 'react-router'
import { readTargetFilter } from '~/api/target-filter.ts'
import { config } from '~/lib/current-config.ts'
import { beginTargets } from './begin-targets.ts'
import { listSearch } from './new-target-address.ts'
import { type TargetOutlet, useOpenedFromList } from './target-outlet.ts'
import { TargetList } from './target-list.tsx'

const asPanel: TargetOutlet = { asPanel: true }
const asPage: TargetOutlet = { asPanel: false }

/** The list of a job's targets, with a target beside it where one was opened from the list; or that target alone. */
export function TargetsPage() {
  const { jobId = '', targetId } = useParams()
  const openedFromList = useOpenedFromList()
  const text = listSearch(useLocation().search)
  const search = useMemo(() => new URLSearchParams(text), [text])
  const read = useMemo(() => readTargetFilter(search, config().contentHub), [search])
  const navigate = useNavigate()
  const inside = useOutlet(openedFromList ? asPanel : asPage)
  if (inside && !openedFromList) return inside
  const listPath = `/jobs/${jobId}/targets`
  return (
    <>
      <TargetList
        key={jobId}
        jobId={jobId}
        targetId={targetId}
        read={read}
        search={search}
        onSearch={(next) => {
          // The router would ask too, after it has found out what this address shows. A form beside the list may hold it back.
          if (!inside) beginTargets(jobId, next)
          void navigate({ pathname: listPath, search: next }, { preventScrollReset: true })
        }}
      />
      {inside}
    </>
  )
}
