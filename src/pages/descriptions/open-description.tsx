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

/** A box that takes the id of one description of the job. */
export function OpenDescription({ onOpen }: { onOpen: (descriptionId: string) => void }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const id = text.trim()
    setProblem(isEntityId(id) ? undefined : 'Enter an id: a whole number.')
    if (isEntityId(id)) onOpen(id)
  }
  return (
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
  )
}

interface OpenedDescriptionProps {
  readonly jobId: string
  readonly descriptionId: string
  readonly onClose: () => void
}

/** The description that was asked for by its id, in the place of the job's own. */
export function OpenedDescription({ jobId, descriptionId, onClose }: OpenedDescriptionProps) {
  const { cultures } = config().contentHub
  const { data, error, refetch } = useQuery(descriptionByIdQuery(jobId, descriptionId, cultures))
  const problem = error && asProblem(error, 'The description could not be loaded.')
  return (
    <section aria-label={`Description ${descriptionId}`} className="grid min-w-0 grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg">Description {descriptionId}</h2>
        <Button onClick={onClose}>Back to the job’s description</Button>
      </div>
      {problem && <ProblemAlert problem={problem} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton label={`Loading description ${descriptionId}`} lines={6} />}
      {data && <DescriptionDetails key={data.id} description={data} />}
    </section>
  )
}
