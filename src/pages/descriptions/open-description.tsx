import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { descriptionByIdQuery } from '~/api/descriptions.ts'
import { config } from '~/lib/current-config.ts'
import { isEntityId } from '~/lib/entity-id.ts'
import { asProblem } from '~/lib/problem.ts'
import { Button } from '~/ui/button.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { TextField } from '~/ui/text-field.tsx'
import { DescriptionDetails } from './description-details.tsx'

/** A box that opens one description of a job by its own id, below itself. */
export function OpenDescription({ jobId }: { jobId: string }) {
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [problem, setProblem] = useState<string>()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const id = text.trim()
    setProblem(isEntityId(id) ? undefined : 'Enter an id: a whole number.')
    if (isEntityId(id)) setAsked(id)
  }
  return (
    <section aria-label="Another description" className="grid min-w-0 gap-5">
      <form noValidate onSubmit={onSubmit} className="flex max-w-md items-start gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label="Open by description id"
            error={problem}
            value={text}
            onChange={(event) => setText(event.target.value)}
            inputMode="numeric"
            autoComplete="off"
          />
        </div>
        <Button type="submit" className="mt-6">
          Open
        </Button>
      </form>
      {asked && <Opened jobId={jobId} descriptionId={asked} />}
    </section>
  )
}

function Opened({ jobId, descriptionId }: { jobId: string; descriptionId: string }) {
  const { cultures } = config().contentHub
  const { data, error, refetch } = useQuery(descriptionByIdQuery(jobId, descriptionId, cultures))
  if (data)
    return (
      <section aria-label={`Description ${data.id}`} className="grid min-w-0 gap-3">
        <h2 className="text-lg">Description {data.id}</h2>
        <DescriptionDetails key={data.id} description={data} />
      </section>
    )
  if (!error) return <Skeleton label={`Loading description ${descriptionId}`} lines={6} />
  const problem = asProblem(error, 'The description could not be loaded.')
  return <ProblemAlert problem={problem} onRetry={() => void refetch()} />
}
