import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { isGoingOn } from '~/api/operation.ts'
import { partsOf, type SeenOperation } from '~/api/operations.ts'
import { asProblem } from '~/lib/problem.ts'
import { Button } from '~/ui/button.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { saveFile } from '~/ui/save-file.ts'
import { Select } from '~/ui/select.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { planOf } from './import-item.ts'
import { LineTable } from './line-table.tsx'
import { failedRowsFile, type ImportResult, reasonOfResult, resultsFile, resultsOf } from './rows-file.ts'

/** What became of each row of an import, and the files to go on with. Load it lazily. */
export function ImportResults({ operation }: { operation: SeenOperation }) {
  const { id, jobId, total, done, plan } = operation
  const [open, setOpen] = useState(false)
  const isEnded = !isGoingOn(operation)
  const save = async (which: 'failed' | 'all') => {
    const results = resultsOf(await partsOf(id))
    const name = `import-${jobId}-${operation.startedOn.slice(0, 10)}`
    if (which === 'all') return saveFile(`${name}-results.csv`, 'text/csv', resultsFile(results))
    const { extension, type, text } = failedRowsFile(planOf(plan), results)
    return saveFile(`${name}-failed.${extension}`, type, text)
  }
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap gap-2">
        {isEnded && done < total && (
          <Button icon="download" onClick={() => void save('failed')}>
            Save failed rows
          </Button>
        )}
        {isEnded && (
          <Button icon="download" onClick={() => void save('all')}>
            Save results
          </Button>
        )}
        <Button icon={open ? 'down' : 'next'} aria-expanded={open} onClick={() => setOpen(!open)}>
          Rows
        </Button>
      </div>
      {open && <Rows operation={operation} />}
    </div>
  )
}

type Shown = 'failed' | 'created' | 'left'

const isShown: Record<Shown, (result: ImportResult) => boolean> = {
  failed: ({ outcome }) => outcome.state === 'failed',
  created: ({ outcome }) => outcome.state === 'done',
  left: ({ outcome }) => outcome.state === 'waiting' || outcome.state === 'sent',
}

// A running operation tells of itself ten times a second.
const coarse = 500

function Rows({ operation: { id, jobId, state, done, failed } }: { operation: SeenOperation }) {
  const [shown, show] = useState<Shown>(failed > 0 ? 'failed' : 'created')
  const { data: results, error } = useQuery({
    queryKey: ['operation-rows', id, state, Math.floor((done + failed) / coarse)],
    queryFn: async () => resultsOf(await partsOf(id)),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  if (error) return <ProblemAlert problem={asProblem(error, 'The rows could not be read.')} />
  if (!results) return <Skeleton label="Loading rows" />
  const rows = results.filter(isShown[shown])
  return (
    <div className="grid grid-cols-1 gap-2">
      <div className="max-w-48">
        <Select
          label="Show"
          value={shown}
          options={[
            { value: 'failed', label: 'Failed rows' },
            { value: 'created', label: 'Created rows' },
            { value: 'left', label: 'Other rows' },
          ]}
          onChange={({ target: { value } }) =>
            show(value === 'failed' || value === 'created' ? value : 'left')
          }
        />
      </div>
      {rows.length === 0 ? (
        <p className="text-muted">None.</p>
      ) : (
        <LineTable
          key={shown}
          label="Result"
          head={['Identifier', shown === 'created' ? 'Target' : 'Reason']}
          rows={rows}
          lineOf={({ item }) => item.line}
          cells={cellsIn(jobId)}
        />
      )}
    </div>
  )
}

const cellsIn = (jobId: string) => (result: ImportResult) => [
  result.item.identifier,
  outcomeOf(jobId, result),
]

function outcomeOf(jobId: string, result: ImportResult): ReactNode {
  const { outcome } = result
  if (outcome.state !== 'done') return reasonOfResult(result)
  if (outcome.id === null) return 'Created; nobody told its id'
  return (
    <>
      <Link to={`/jobs/${jobId}/targets/${outcome.id}`} className="link">
        {outcome.id}
      </Link>
      {outcome.found && <p className="text-muted">found after its answer was lost</p>}
    </>
  )
}
