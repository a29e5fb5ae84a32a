import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { partsOf, type SeenOperation } from '~/api/operations.ts'
import { asProblem } from '~/lib/problem.ts'
import { Button } from '~/ui/button.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { targetIdsOf } from './retry-targets.ts'

const step = 50

/** The targets that a retry left, each with the reason. Load it lazily. */
export function RetryResults({ operation: { id, jobId, failed } }: { operation: SeenOperation }) {
  const [most, setMost] = useState(step)
  const { data: left = [], error } = useQuery({
    queryKey: ['operation-rows', id, failed],
    queryFn: async () =>
      (await partsOf(id)).flatMap((part) =>
        targetIdsOf(part).flatMap((target, place) => {
          const outcome = part.outcomes[place]
          return outcome?.state === 'failed' ? [{ target, reason: outcome.reason }] : []
        }),
      ),
    enabled: failed > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  if (error) return <ProblemAlert problem={asProblem(error, 'The targets could not be read.')} />
  if (left.length === 0) return null
  return (
    <div className="grid grid-cols-1 gap-2">
      <div className="overflow-x-auto rounded-lg border">
        <table aria-label="Left as they are" className="data-table">
          <thead>
            <tr>
              <th scope="col">Target</th>
              <th scope="col" className="w-full">
                Reason
              </th>
            </tr>
          </thead>
          <tbody>
            {left.slice(0, most).map(({ target, reason }) => (
              <tr key={target}>
                <th scope="row">
                  <Link to={`/jobs/${jobId}/targets/${target}`} className="link">
                    {target}
                  </Link>
                </th>
                <td className="wrap-anywhere">{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left.length > most && (
        <Button className="justify-self-center" onClick={() => setMost(most + step)}>
          Show more
        </Button>
      )}
    </div>
  )
}
