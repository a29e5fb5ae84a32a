import { useState } from 'react'
import { useParams } from 'react-router'
import { isGoingOn } from '~/api/operation.ts'
import { useLiveOperations } from '~/api/operations.ts'
import { placeOf } from '~/api/refusals.ts'
import { useRight } from '~/api/use-right.ts'
import type { Writer } from '~/api/writer.ts'
import { DraftNote } from '~/form/draft-note.tsx'
import { FormGate } from '~/form/form-gate.tsx'
import { useLeaveGuard } from '~/form/leave-guard.tsx'
import { useOneAtATime } from '~/form/use-one-at-a-time.ts'
import { formatNumber } from '~/lib/format.ts'
import { Button } from '~/ui/button.tsx'
import { PageHeader } from '~/ui/page-header.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { OperationCard } from '~/pages/activity/operation-card.tsx'
import { CheckResult, CheckSummary } from './check-result.tsx'
import { ColumnChoices } from './column-choices.tsx'
import { startImport } from './import-operation.ts'
import { SourceInput } from './source-input.tsx'
import { useImportCheck } from './use-import-check.ts'
import { usePastedRows } from './use-pasted-rows.ts'

/** Many targets of a job, created from a file or from pasted rows. */
export function ImportPage() {
  const { jobId = '' } = useParams()
  const [started, setStarted] = useState<string | null>(null)
  const right = useRight('bulk', placeOf.manyTargets(jobId))
  const operations = useLiveOperations().filter(
    (one) => one.jobId === jobId && (isGoingOn(one) || [one.id, one.undoes].includes(started ?? '')),
  )
  return (
    <div className="mx-auto grid max-w-4xl grid-cols-1 gap-4">
      <PageHeader
        title="Import targets"
        breadcrumb={[
          { to: `/jobs/${jobId}`, label: `Job ${jobId}` },
          { to: `/jobs/${jobId}/targets`, label: 'Targets' },
        ]}
      >
        One new target a row. Nothing is sent before you have seen what is in the file.
      </PageHeader>
      {operations.map((one) => (
        <OperationCard
          key={one.id}
          operation={{ ...one, elsewhere: false }}
          takesFocus={one.id === started}
        />
      ))}
      <FormGate right={right} back={{ to: `/jobs/${jobId}/targets`, label: 'Back to the targets' }}>
        {(writer) => <ImportForm key={started} writer={writer} jobId={jobId} onStarted={setStarted} />}
      </FormGate>
    </div>
  )
}

interface ImportFormProps {
  readonly writer: Writer<'bulk'>
  readonly jobId: string
  readonly onStarted: (id: string) => void
}

function ImportForm({ writer, jobId, onStarted }: ImportFormProps) {
  const [source, setSource] = useState<File | string>('')
  const { read, problem, busy, check, choose, forget } = useImportCheck(jobId)
  const [starting, alone] = useOneAtATime()
  const rows = usePastedRows(jobId)
  const { offered } = rows.draft
  const guard = useLeaveGuard(source !== '', () => {
    rows.draft.end()
    forget()
  })
  const take = (source: File | string) => {
    setSource(source)
    forget()
  }
  const checked = read?.checked
  const create = async () => {
    if (!read || !checked) return
    const started = await startImport(writer, jobId, read.table, read.uses, checked)
    rows.draft.end()
    onStarted(started)
  }
  return (
    <form
      aria-label="Import targets"
      className="grid grid-cols-1 gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        void check(source)
      }}
    >
      <div className="grid gap-3 rounded-lg border bg-surface p-4">
        {offered && (
          <DraftNote
            key={offered.id}
            draft={offered}
            now={null}
            busy={busy}
            onRestore={() => void rows.restore().then((text) => text !== null && take(text))}
            onDiscard={() => void rows.draft.refuse()}
          />
        )}
        <SourceInput rows={rows} onChange={take} />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant={checked ? 'secondary' : 'primary'} icon="check" busy={busy}>
            Check
          </Button>
          {checked && <CheckSummary {...checked} />}
        </div>
        {problem && <ProblemAlert problem={problem} />}
      </div>
      {read && <ColumnChoices read={read} onChoose={(place, use) => void choose(place, use)} />}
      {checked && (
        <section aria-label="Rows" className="grid grid-cols-1 gap-3">
          <h2 className="text-lg">Rows</h2>
          {checked.ready.length > 0 && (
            <div className="flex flex-wrap items-center gap-3">
              <Button variant="primary" icon="upload" busy={starting} onClick={() => void alone(create)}>
                Create
              </Button>
              <span className="text-muted">{wordsOf(checked.ready.length, checked.faulty.length)}</span>
            </div>
          )}
          <CheckResult {...checked} />
        </section>
      )}
      {guard.dialog}
    </form>
  )
}

function wordsOf(ready: number, faulty: number): string {
  const created =
    ready === 1 ? 'One target will be created' : `${formatNumber(ready)} targets will be created`
  if (faulty === 0) return `${created}.`
  const left = faulty === 1 ? 'the faulty row comes' : `the ${formatNumber(faulty)} faulty rows come`
  return `${created}; ${left} back as a file.`
}
