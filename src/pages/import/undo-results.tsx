import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { ItemOutcome } from '~/api/operation.ts'
import { partsOf, type SeenOperation } from '~/api/operations.ts'
import { asProblem } from '~/lib/problem.ts'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { type CreatedRow, createdRowsOf } from './created-row.ts'
import { LineTable } from './line-table.tsx'

interface LeftRow extends CreatedRow {
  readonly reason: string
}

/** The targets that the undo of an import left, each with the reason. Load it lazily. */
export function UndoResults({ operation: { id, jobId, failed } }: { operation: SeenOperation }) {
  const { data: left, error } = useQuery({
    queryKey: ['operation-rows', id, failed],
    queryFn: async () =>
      (await partsOf(id)).flatMap((part) =>
        createdRowsOf(part).flatMap((row, place) => reasonOf(row, part.outcomes[place])),
      ),
    enabled: failed > 0,
    gcTime: 0,
  })
  if (error) return <ProblemAlert problem={asProblem(error, 'The rows could not be read.')} />
  if (!left || left.length === 0) return null
  return (
    <LineTable
      label="Left as they are"
      head={['Target', 'Reason']}
      rows={left}
      lineOf={({ line }) => line}
      cells={cellsIn(jobId)}
    />
  )
}

const cellsIn = (jobId: string) => (row: LeftRow) => [targetOf(jobId, row), row.reason]

const targetOf = (jobId: string, { id, identifier }: LeftRow) =>
  id === null ? (
    identifier
  ) : (
    <Link to={`/jobs/${jobId}/targets/${id}`} className="link">
      {id}
    </Link>
  )

const reasonOf = (row: CreatedRow, outcome: ItemOutcome | undefined): LeftRow[] =>
  outcome?.state === 'failed' ? [{ ...row, reason: outcome.reason }] : []
