import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'
import { readTargetFilter } from '~/api/target-filter.ts'
import { placeOf } from '~/api/refusals.ts'
import { targetQuery } from '~/api/targets.ts'
import { useRight } from '~/api/use-right.ts'
import { FormGate } from '~/form/form-gate.tsx'
import { config } from '~/lib/current-config.ts'
import { asProblem } from '~/lib/problem.ts'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { Corrections } from './corrections.tsx'
import { TargetDetails } from './target-details.tsx'
import { TargetEditor } from './target-editor.tsx'
import { TargetFormFrame } from './target-frame.tsx'
import { useTargetOutlet } from './target-outlet.ts'

/** One target to be edited: beside the list it was opened from, or as a page of its own. */
export function TargetEdit() {
  const { jobId = '', targetId = '' } = useParams()
  const { search, state } = useLocation()
  const { asPanel } = useTargetOutlet()
  const { cultures, corrections } = useMemo(() => {
    const { filter, corrections } = readTargetFilter(new URLSearchParams(search), config().contentHub)
    // All that are known, side by side, also where the list shows fewer.
    return { cultures: [...new Set([...filter.cultures, ...config().contentHub.cultures])], corrections }
  }, [search])
  return (
    <TargetFormFrame
      title={`Edit target ${targetId}`}
      above={[{ to: `/jobs/${jobId}/targets/${targetId}${search}`, label: `Target ${targetId}` }]}
    >
      {!asPanel && <Corrections corrections={corrections} />}
      <LoadedEditor jobId={jobId} targetId={targetId} cultures={cultures} search={search} state={state} />
    </TargetFormFrame>
  )
}

interface LoadedEditorProps {
  readonly jobId: string
  readonly targetId: string
  readonly cultures: readonly string[]
  readonly search: string
  readonly state: unknown
}

function LoadedEditor({ jobId, targetId, cultures, search, state }: LoadedEditorProps) {
  const navigate = useNavigate()
  const query = useQuery(targetQuery(jobId, targetId, cultures))
  const right = useRight('edit', placeOf.target(jobId, targetId), query.data)
  const target = query.data
  const address = { pathname: `/jobs/${jobId}/targets/${targetId}`, search }
  if (target)
    return (
      <FormGate
        key={target.id}
        right={right}
        back={{ to: address, state, label: `Back to target ${targetId}` }}
        instead={<TargetDetails target={target} cultures={cultures} />}
      >
        {(writer) => (
          <TargetEditor
            writer={writer}
            jobId={jobId}
            target={target}
            cultures={cultures}
            onSaved={() => navigate(address, { state })}
          />
        )}
      </FormGate>
    )
  if (!query.error) return <Skeleton label="Loading target" lines={9} />
  const problem = asProblem(query.error, 'The target could not be loaded.')
  return <ProblemAlert problem={problem} onRetry={() => void query.refetch()} />
}
