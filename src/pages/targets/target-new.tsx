import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useLocation, useNavigate, useParams } from 'react-router'
import { readTargetFilter } from '~/api/target-filter.ts'
import { placeOf } from '~/api/refusals.ts'
import { targetQuery } from '~/api/targets.ts'
import { useRight } from '~/api/use-right.ts'
import { FormGate } from '~/form/form-gate.tsx'
import { config } from '~/lib/current-config.ts'
import { asProblem } from '~/lib/problem.ts'
import { buttonClass } from '~/ui/button.tsx'
import { Icon } from '~/ui/icon.tsx'
import { Note } from '~/ui/note.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { emptySeed, seedOfCopy, type TargetSeed } from './new-target.ts'
import { listSearch, newTargetAddress, readOrigin } from './new-target-address.ts'
import { TargetCreator } from './target-creator.tsx'
import { TargetFormFrame } from './target-frame.tsx'
import { useTemplate } from './target-template.ts'

/** A target to be created: from nothing, from a copy, or from what was created last. */
export function TargetNew() {
  const { jobId = '' } = useParams()
  const { search, state } = useLocation()
  const origin = readOrigin(new URLSearchParams(search))
  const template = useTemplate(jobId)
  const usesTemplate = origin.kind === 'template'
  return (
    <TargetFormFrame title="New target">
      <div className="grid gap-4">
        {origin.correction !== undefined && <Note tone="warn">{origin.correction}</Note>}
        {usesTemplate && !template && (
          <Note tone="warn">
            This browser does not remember what was created last in this job; the form starts from nothing.
          </Note>
        )}
        {!usesTemplate && template && (
          <div>
            <Link to={newTargetAddress(jobId, search, 'last')} state={state} className={buttonClass()}>
              <Icon name="copy" />
              Use the last one as template
            </Link>
          </div>
        )}
        {origin.kind === 'copy' ? (
          <CopyCreator key={origin.targetId} jobId={jobId} sourceId={origin.targetId} />
        ) : (
          <Creator key={origin.kind} jobId={jobId} seed={(usesTemplate && template) || emptySeed} />
        )}
      </div>
    </TargetFormFrame>
  )
}

const culturesOf = (search: string) =>
  readTargetFilter(new URLSearchParams(search), config().contentHub).filter.cultures

function CopyCreator({ jobId, sourceId }: { jobId: string; sourceId: string }) {
  const { search } = useLocation()
  const cultures = useMemo(() => culturesOf(search), [search])
  const source = useQuery(targetQuery(jobId, sourceId, cultures))
  if (source.data)
    return (
      <>
        <Note>
          Copied from target {sourceId}, texts in {cultures.join(', ')}. Not copied: its identifier, and how
          far it has come.
        </Note>
        <Creator jobId={jobId} seed={seedOfCopy(source.data, jobId)} />
      </>
    )
  if (!source.error) return <Skeleton label="Loading target" lines={9} />
  const problem = asProblem(source.error, 'The target to copy could not be loaded.')
  return <ProblemAlert problem={problem} onRetry={() => void source.refetch()} />
}

function Creator({ jobId, seed }: { jobId: string; seed: TargetSeed }) {
  const { search, state } = useLocation()
  const navigate = useNavigate()
  const listPath = `/jobs/${jobId}/targets`
  const right = useRight('edit', placeOf.newTargets(jobId))
  const list = { pathname: listPath, search: listSearch(search) }
  return (
    <FormGate right={right} back={{ to: list, label: 'Back to the targets' }}>
      {(writer) => (
        <TargetCreator
          writer={writer}
          jobId={jobId}
          seed={seed}
          cultures={culturesOf(search)}
          onCreated={(id) =>
            navigate({ ...list, pathname: id === null ? listPath : `${listPath}/${id}` }, { state })
          }
        />
      )}
    </FormGate>
  )
}
