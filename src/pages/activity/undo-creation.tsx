import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { TakenBack } from '~/api/call.ts'
import { readTarget } from '~/api/targets.ts'
import type { Writer } from '~/api/writer.ts'
import { endUndo } from '~/form/undo-request.ts'
import { config } from '~/lib/current-config.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { DeleteDialog } from '~/pages/targets/delete-dialog.tsx'
import { withoutTarget } from '~/pages/targets/without-target.ts'
import { announce, dismissOutcome } from '~/ui/announce.ts'
import { NotUndone } from './not-undone.tsx'

interface UndoCreationProps {
  readonly writer: Writer<'delete'>
  readonly plan: { readonly jobId: string; readonly targetId: string }
  readonly undo: TakenBack
}

/** A created target is deleted as every other is: after a question, and as it is shown there. */
export function UndoCreation({ writer, plan: { jobId, targetId }, undo }: UndoCreationProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [problem, setProblem] = useState<Problem>()
  const { data: target, error } = useQuery({
    queryKey: ['undo', jobId, targetId],
    queryFn: ({ signal }) => readTarget(jobId, targetId, config().contentHub.cultures, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  useEffect(() => {
    if (target) dismissOutcome()
  }, [target])
  if (problem) return <NotUndone problem={problem} />
  if (error) return <NotUndone problem={asProblem(error)} />
  if (!target) return null
  const list = `/jobs/${jobId}/targets`
  return (
    <DeleteDialog
      writer={writer}
      jobId={jobId}
      target={target}
      undo={undo}
      onClose={endUndo}
      onDeleted={async ({ outcome }) => {
        announce(`Undone: ${undo.title}. ${outcome}.`)
        endUndo()
        if (pathname.startsWith(`${list}/${targetId}`)) await navigate(list)
        void client.invalidateQueries(withoutTarget(jobId, targetId))
      }}
      onProblem={setProblem}
    />
  )
}
