import { useEffect, useRef } from 'react'
import { useHref, useNavigate, useSearchParams } from 'react-router'
import { readTargetFilter, withFilter } from '~/api/target-filter.ts'
import { type Column, DataGrid } from '~/grid/data-grid.tsx'
import { Pager } from '~/grid/pager.tsx'
import { config } from '~/lib/current-config.ts'
import { formatCount } from '~/lib/format.ts'
import { useTimeZone } from '~/lib/time-zone.ts'
import { Corrections } from '~/pages/targets/corrections.tsx'
import { Button } from '~/ui/button.tsx'
import { CopyButton } from '~/ui/copy-button.tsx'
import { saveFile } from '~/ui/save-file.ts'
import { shortTime } from '~/ui/time.tsx'
import { failuresFile } from './failures-file.ts'
import type { Cause, FailedTarget } from './group-causes.ts'
import { PatternText } from './pattern-text.tsx'
import { RetryCause } from './retry-cause.tsx'

interface CauseTargetsProps {
  readonly jobId: string
  readonly cause: Cause
  /** Failed targets of the job that were not read may have the same cause. */
  readonly isPart: boolean
  /** A retry of targets of the job goes on. */
  readonly isRetried: boolean
  /** A retry of them all has begun, with the operation's id. */
  readonly onRetry: (operation: string) => void
}

/** One cause: a whole message as an example, and the targets that failed by it. */
export function CauseTargets({ jobId, cause, isPart, isRetried, onRetry }: CauseTargetsProps) {
  const { pattern, targets } = cause
  const navigate = useNavigate()
  const base = useHref(`/jobs/${jobId}/targets`)
  const [search, setSearch] = useSearchParams()
  const { filter, corrections } = readTargetFilter(search, config().contentHub)
  const [zone] = useTimeZone()
  const skip = filter.skip < targets.length ? filter.skip : 0
  const rows = targets.slice(skip, skip + filter.take)
  const go = (changes: Parameters<typeof withFilter>[1]) =>
    setSearch(withFilter(search, changes), { preventScrollReset: true })
  const [example] = targets
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section ref={section} aria-label="Targets of this cause" className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h2 className="min-w-0 flex-1 basis-72 text-base wrap-anywhere">
          <PatternText pattern={pattern} />
        </h2>
        <div className="flex flex-wrap gap-2">
          <Button
            icon="download"
            onClick={() => saveFile(`failures-${jobId}.csv`, 'text/csv;charset=utf-8', failuresFile(targets))}
          >
            Export
            <span className="sr-only"> {formatCount(targets.length, 'target')}</span>
          </Button>
          <RetryCause jobId={jobId} cause={cause} isPart={isPart} isRetried={isRetried} onStarted={onRetry} />
        </div>
      </div>
      {example && example.message !== '' && (
        <figure className="rounded-lg border bg-sunken px-3 py-2 text-sm">
          <figcaption className="flex items-center justify-between gap-3 text-muted">
            For example, target {example.id}
            <CopyButton text={example.message} label="Copy message" />
          </figcaption>
          <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
            {example.message}
          </p>
        </figure>
      )}
      <Corrections corrections={corrections} />
      <DataGrid
        // Rows that did not change would keep the times of another zone.
        key={zone}
        label="Targets"
        columns={columns}
        rows={rows}
        busy={false}
        density="compact"
        linkOf={({ id }) => ({ id: `target-${id}`, href: `${base}/${id}` })}
        onOpen={({ id }) => void navigate(`/jobs/${jobId}/targets/${id}`)}
      />
      <Pager
        skip={skip}
        take={filter.take}
        shown={rows.length}
        total={targets.length}
        takeMax={config().contentHub.takeMax}
        onSkip={(next) => go({ skip: next })}
        onTake={(take) => go({ take })}
      />
    </section>
  )
}

const columns: readonly Column<FailedTarget>[] = [
  { id: 'id', header: 'ID', rowHeader: true, cell: ({ id }) => id },
  { id: 'location', header: 'Location', cell: ({ location }) => oneLine(location ?? '', 'max-w-40') },
  { id: 'message', header: 'Message', wide: true, cell: ({ message }) => oneLine(message) },
  { id: 'completed', header: 'Completed', cell: ({ completedOn }) => completedOn && shortTime(completedOn) },
]

const oneLine = (text: string, width = '') => (
  <span dir="auto" title={text.slice(0, 500)} className={`block truncate ${width}`}>
    {text.slice(0, 500)}
  </span>
)
