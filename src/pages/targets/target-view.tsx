import { useMemo } from 'react'
import { Link, useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import { readTargetFilter } from '~/api/target-filter.ts'
import { placeOf } from '~/api/refusals.ts'
import { useRight } from '~/api/use-right.ts'
import { EditButton } from '~/form/edit-button.tsx'
import { Offered } from '~/form/offered.tsx'
import { config } from '~/lib/current-config.ts'
import { formatNumber } from '~/lib/format.ts'
import { asProblem } from '~/lib/problem.ts'
import { Button, buttonClass } from '~/ui/button.tsx'
import { Icon } from '~/ui/icon.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { useShortcuts } from '~/ui/shortcuts.ts'
import { Skeleton } from '~/ui/skeleton.tsx'
import { Corrections } from './corrections.tsx'
import { DeleteButton } from './delete-button.tsx'
import { newTargetAddress } from './new-target-address.ts'
import { RetryButton } from './retry-button.tsx'
import { TargetDetails } from './target-details.tsx'
import { TargetFrame } from './target-frame.tsx'
import { useTargetOutlet } from './target-outlet.ts'
import { useNeighbours } from './use-neighbours.ts'
import { useWatchedTarget } from './use-watched-target.ts'

/** One target: beside the list it was opened from, or as a page of its own. */
export function TargetView() {
  const { jobId = '', targetId = '' } = useParams()
  const { asPanel } = useTargetOutlet()
  const navigate = useNavigate()
  const { state, search: searchText } = useLocation()
  const [search] = useSearchParams()
  const { filter, corrections } = useMemo(() => readTargetFilter(search, config().contentHub), [search])
  const read = useWatchedTarget(jobId, targetId, filter)
  const neighbours = useNeighbours(jobId, targetId, asPanel || searchText !== '')
  const toList = { pathname: `/jobs/${jobId}/targets`, search: searchText }
  const target = read.data
  const edit = useRight('edit', placeOf.target(jobId, targetId), target)
  const create = useRight('edit', placeOf.newTargets(jobId))
  const body = target ? (
    <>
      {read.error && <ProblemAlert problem={asProblem(read.error)} onRetry={() => read.refetch()} />}
      <TargetDetails key={target.id} target={target} cultures={filter.cultures} />
    </>
  ) : read.error ? (
    <ProblemAlert
      problem={asProblem(read.error, 'The target could not be loaded.')}
      onRetry={() => read.refetch()}
    />
  ) : (
    <Skeleton label="Loading target" lines={9} />
  )
  const actions = target && (
    <>
      <RetryButton
        key={`retry ${target.id}`}
        jobId={jobId}
        target={target}
        onCreated={(id) =>
          navigate(id === null ? toList : { ...toList, pathname: `${toList.pathname}/${id}` }, { state })
        }
      />
      <EditButton
        right={edit}
        to={{ pathname: `/jobs/${jobId}/targets/${targetId}/edit`, search: searchText }}
        state={state}
      />
      <Offered right={create} label="Copy">
        <Link to={newTargetAddress(jobId, searchText, targetId)} state={state} className={buttonClass()}>
          <Icon name="copy" />
          Copy
        </Link>
      </Offered>
      <DeleteButton
        key={`delete ${target.id}`}
        jobId={jobId}
        target={target}
        onGone={() => (neighbours.goNext ?? neighbours.goPrevious ?? (async () => navigate(toList)))()}
      />
    </>
  )
  useTargetKeys(neighbours, jobId, targetId, edit.writer !== null)
  return (
    <TargetFrame
      title={`Target ${targetId}`}
      actions={
        <>
          <Steps neighbours={neighbours} />
          {actions}
        </>
      }
    >
      {!asPanel && <Corrections corrections={corrections} />}
      {body}
    </TargetFrame>
  )
}

function Steps({
  neighbours: { position, total, goPrevious, goNext },
}: {
  neighbours: ReturnType<typeof useNeighbours>
}) {
  if (!goPrevious && !goNext && position === null) return null
  return (
    <div className="flex items-center gap-1">
      <span className="text-sm whitespace-nowrap text-muted">
        {position === null ? 'No longer in this list' : formatNumber(position)}
        {position !== null && total !== null && ` of ${formatNumber(total)}`}
      </span>
      <Button variant="quiet" icon="back" iconOnly disabled={!goPrevious} onClick={goPrevious ?? undefined}>
        Previous target
      </Button>
      <Button variant="quiet" icon="next" iconOnly disabled={!goNext} onClick={goNext ?? undefined}>
        Next target
      </Button>
    </div>
  )
}

function useTargetKeys(
  { goPrevious, goNext }: ReturnType<typeof useNeighbours>,
  jobId: string,
  targetId: string,
  mayEdit: boolean,
) {
  const navigate = useNavigate()
  const { state, search } = useLocation()
  useShortcuts(
    useMemo(
      () => [
        ...(goNext ? [{ keys: 'J', label: 'Next target', run: () => void goNext() }] : []),
        ...(goPrevious ? [{ keys: 'K', label: 'Previous target', run: () => void goPrevious() }] : []),
        ...(mayEdit
          ? [
              {
                keys: 'E',
                label: 'Edit target',
                run: () =>
                  void navigate({ pathname: `/jobs/${jobId}/targets/${targetId}/edit`, search }, { state }),
              },
            ]
          : []),
      ],
      [goNext, goPrevious, navigate, jobId, targetId, mayEdit, search, state],
    ),
  )
}
