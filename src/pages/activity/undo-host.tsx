import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { readWrite } from '~/api/activity.ts'
import { writerFor } from '~/api/writer.ts'
import { asProblem, Problem } from '~/lib/problem.ts'
import { useSession } from '~/session/session.ts'
import { announce } from '~/ui/announce.ts'
import { NotUndone } from './not-undone.tsx'
import { UndoChange } from './undo-change.tsx'
import { UndoCreation } from './undo-creation.tsx'
import { UndoDeletion } from './undo-deletion.tsx'
import { UndoDescription } from './undo-description.tsx'
import { undoPlan } from './undo-plan.ts'

/** Takes one write of the activity log back, and asks where it must. Mounted with `key={entryId}`. Load it lazily. */
export function UndoHost({ entryId }: { entryId: string }) {
  const sub = useSession().person?.sub ?? ''
  const { data: write, error } = useQuery({
    queryKey: ['undo', entryId],
    queryFn: () => readWrite(entryId, sub),
    gcTime: 0,
  })
  useEffect(() => announce('Undoing…', { busy: true }), [])
  if (error) return <NotUndone problem={asProblem(error)} />
  if (!write) return null
  const plan = undoPlan(write)
  const undo = { id: write.id, title: write.title }
  if (!plan) return <NotUndone problem={noWayBack} />
  if (plan.kind === 'delete') {
    const writer = writerFor('delete')
    if (!writer) return notAllowed
    const { jobId, targetId } = plan
    return targetId === null ? (
      <UndoDescription writer={writer} jobId={jobId} undo={undo} />
    ) : (
      <UndoCreation writer={writer} plan={{ jobId, targetId }} undo={undo} />
    )
  }
  const writer = writerFor('edit')
  if (!writer) return notAllowed
  return plan.kind === 'change' ? (
    <UndoChange writer={writer} plan={plan} undo={undo} />
  ) : (
    <UndoDeletion writer={writer} plan={plan} undo={undo} />
  )
}

const noWayBack = new Problem(
  'This write cannot be undone.',
  'The activity log does not hold what it changed.',
  'Change the entity by hand.',
)

const notAllowed = (
  <NotUndone
    problem={
      new Problem(
        'This write cannot be undone.',
        'Your account may not do what would undo it.',
        'Ask somebody who may.',
      )
    }
  />
)
