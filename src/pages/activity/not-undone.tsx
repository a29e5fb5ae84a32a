import { useEffect } from 'react'
import { endUndo } from '~/form/undo-request.ts'
import type { Problem } from '~/lib/problem.ts'
import { dismissOutcome } from '~/ui/announce.ts'
import { Button } from '~/ui/button.tsx'
import { Dialog } from '~/ui/dialog.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'

/** Why a write could not be taken back. */
export function NotUndone({ problem }: { problem: Problem }) {
  useEffect(dismissOutcome, [])
  return (
    <Dialog open onOpenChange={endUndo} title="Undo" actions={<Button onClick={endUndo}>Close</Button>}>
      <ProblemAlert problem={problem} />
    </Dialog>
  )
}
