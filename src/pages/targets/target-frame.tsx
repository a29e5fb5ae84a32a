import type { ReactNode } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'
import { PageHeader } from '~/ui/page-header.tsx'
import { SidePanel } from '~/ui/side-panel.tsx'
import { listSearch } from './new-target-address.ts'
import { linkIdOf } from './target-columns.tsx'
import { useTargetOutlet } from './target-outlet.ts'

interface TargetFrameProps {
  readonly title: string
  /** The pages between the list and this one. */
  readonly above?: readonly { to: string; label: string }[]
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** Around a target: beside the list it was opened from, or a page of its own. Another title is another arrival. */
export function TargetFrame({ title, above = [], actions, children }: TargetFrameProps) {
  const { jobId = '', targetId = '' } = useParams()
  const { asPanel } = useTargetOutlet()
  const search = listSearch(useLocation().search)
  const navigate = useNavigate()
  const listPath = `/jobs/${jobId}/targets`
  if (asPanel)
    return (
      <SidePanel
        key={title}
        title={title}
        onClose={() => navigate({ pathname: listPath, search })}
        returnTo={() => document.getElementById(linkIdOf(targetId))}
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
      {children}
    </>
  )
}

/** A form around a target: a card where it is a page. */
export function TargetFormFrame({ children, ...frame }: TargetFrameProps) {
  const { asPanel } = useTargetOutlet()
  return (
    <TargetFrame {...frame}>
      <div className={asPanel ? '' : 'max-w-4xl rounded-lg border bg-surface p-4'}>{children}</div>
    </TargetFrame>
  )
}
