import type { ReactNode } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'
import { PageHeader } from '~/ui/page-header.tsx'
import { SidePanel } from '~/ui/side-panel.tsx'
import { listSearch } from './new-target-address.ts'
import { useTargetOutlet } from './target-outlet.ts'

interface TargetFrameProps {
  readonly title: string
  /** The pages between the list and this one. */
  readonly above?: readonly { to: string; label: string }[]
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** Around a form for a target: beside the list it was opened from, or a page of its own. */
export function TargetFrame({ title, above = [], actions, children }: TargetFrameProps) {
  const { jobId = '' } = useParams()
  const { asPanel } = useTargetOutlet()
  const search = listSearch(useLocation().search)
  const navigate = useNavigate()
  const listPath = `/jobs/${jobId}/targets`
  if (asPanel)
    return (
      <SidePanel
        title={title}
        onClose={() => void navigate({ pathname: listPath, search })}
        actions={actions}
      >
        {children}
      </SidePanel>
    )
  return (
    <>
      <PageHeader
        key={title}
        title={title}
        breadcrumb={[
          { to: `/jobs/${jobId}`, label: `Job ${jobId}` },
          { to: listPath + search, label: 'Targets' },
          ...above,
        ]}
        actions={actions}
      />
      <div className="max-w-4xl rounded-lg border bg-surface p-4">{children}</div>
    </>
  )
}
