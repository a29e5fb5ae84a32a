import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { TakenBack } from '~/api/call.ts'
import { readDescription } from '~/api/descriptions.ts'
import type { Entity } from '~/api/entity.ts'
import { deleteDescription } from '~/api/write-description.ts'
import type { Writer } from '~/api/writer.ts'
import { endUndo } from '~/form/undo-request.ts'
import { useOneAtATime } from '~/form/use-one-at-a-time.ts'
import { config } from '~/lib/current-config.ts'
import { asProblem, Problem } from '~/lib/problem.ts'
import { deleteSeenDescription } from '~/pages/descriptions/delete-seen-description.ts'
import { announce, dismissOutcome } from '~/ui/announce.ts'
import { ConfirmDialog } from '~/ui/confirm-dialog.tsx'
import { NotUndone } from './not-undone.tsx'

interface UndoDescriptionProps {
  readonly writer: Writer<'delete'>
  readonly jobId: string
  readonly undo: TakenBack
}

/** A created description is deleted after a question. */
export function UndoDescription({ writer, jobId, undo }: UndoDescriptionProps) {
  const client = useQueryClient()
  const [problem, setProblem] = useState<Problem>()
  const [busy, alone] = useOneAtATime()
  const { data: description, error } = useQuery({
    queryKey: ['undo', jobId, 'description'],
    queryFn: ({ signal }) => readDescription(jobId, config().contentHub.cultures, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  useEffect(() => {
    if (description) dismissOutcome()
  }, [description])
  if (description === null) return <NotUndone problem={alreadyGone} />
  if (problem ?? error) return <NotUndone problem={problem ?? asProblem(error)} />
  if (!description) return null
  const remove = async (seen: Entity) => {
    try {
      await deleteSeenDescription(jobId, seen, (now) => deleteDescription(writer, jobId, now, undo))
      announce(`Undone: ${undo.title}. Description ${seen.id} is deleted.`)
      endUndo()
    } catch (error) {
      setProblem(asProblem(error, 'The description could not be deleted.'))
    }
    void client.invalidateQueries({ queryKey: ['jobs', jobId] })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={endUndo}
      title={`Delete description ${description.id} of job ${jobId}?`}
      confirmLabel="Delete"
      danger
      busy={busy}
      onConfirm={() => void alone(() => remove(description))}
    >
      Without it the job’s worker does not know what to do. Its content, as it is now, is kept in the activity
      log of this browser.
    </ConfirmDialog>
  )
}

const alreadyGone = new Problem(
  'Nothing was sent.',
  'The description is gone already.',
  'Nothing needs to be undone.',
)
