import { useLocation, useNavigate, useParams } from 'react-router'
import { RouteProblem } from '~/pages/route-problem.tsx'
import { SidePanel } from '~/ui/side-panel.tsx'
import { useTargetOutlet } from './target-outlet.ts'

/** A target that could not be shown: beside the list, which stays usable, or as a page of its own. */
export function TargetProblem() {
  const { jobId = '', targetId } = useParams()
  const { asPanel } = useTargetOutlet()
  const { search } = useLocation()
  const navigate = useNavigate()
  if (!asPanel) return <RouteProblem />
  return (
    <SidePanel
      title={targetId ? `Target ${targetId}` : 'New target'}
      onClose={() => void navigate({ pathname: `/jobs/${jobId}/targets`, search })}
    >
      <RouteProblem />
    </SidePanel>
  )
}
