import { Suspense, useState } from 'react'
import { isGoingOn } from '~/api/operation.ts'
import {
  pauseOperation,
  resumeOperation,
  type SeenOperation,
  stopOperation,
  useOperations,
} from '~/api/operations.ts'
import { writerFor } from '~/api/writer.ts'
import { formatCount } from '~/lib/format.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { useMay } from '~/session/may.ts'
import { Button } from '~/ui/button.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'

const ConfirmDialog = lazyPart(async () => (await import('~/ui/confirm-dialog.tsx')).ConfirmDialog)

const rights = { import: 'bulk', undo: 'delete', retry: 'retry' } as const

interface OperationButtonsProps {
  readonly operation: SeenOperation
  /** The id of the heading that names the operation. */
  readonly titleId: string
}

/** How to steer an operation, and to take it back. */
export function OperationButtons({ operation, titleId }: OperationButtonsProps) {
  const { id, kind, state, elsewhere, isKept } = operation
  const [problem, setProblem] = useState<Problem>()
  const mayMany = useMay('bulk')
  const mayResume = useMay(rights[kind]) && (kind !== 'retry' || mayMany)
  if (elsewhere) return null
  const goOn = async () => {
    setProblem(undefined)
    try {
      await resume(operation)
    } catch (error) {
      setProblem(asProblem(error, 'It was not resumed.'))
    }
  }
  const described = { 'aria-describedby': titleId }
  return (
    <div className="flex flex-wrap gap-2">
      {state === 'running' && (
        <Button {...described} icon="pause" onClick={() => pauseOperation(id)}>
          Pause
        </Button>
      )}
      {state === 'paused' && (
        <Button {...described} icon="play" onClick={() => resumeOperation(id)}>
          Resume
        </Button>
      )}
      {state === 'interrupted' && isKept && mayResume && (
        <Button {...described} icon="play" onClick={() => void goOn()}>
          Resume
        </Button>
      )}
      {isGoingOn(operation) && (
        <Button {...described} icon="close" onClick={() => stopOperation(id)}>
          Stop
        </Button>
      )}
      {kind === 'import' && (state === 'finished' || state === 'stopped') && (
        <UndoButton operation={operation} titleId={titleId} onProblem={setProblem} />
      )}
      {problem && <ProblemAlert problem={problem} />}
    </div>
  )
}

async function resume(operation: SeenOperation): Promise<void> {
  if (operation.kind === 'import') {
    const { continueImport } = await import('~/pages/import/import-operation.ts')
    const writer = writerFor('bulk')
    if (writer) await continueImport(writer, operation)
  } else if (operation.kind === 'retry') {
    const { continueRetry } = await import('~/pages/failures/retry-targets.ts')
    const writer = writerFor('retry')
    if (writer) await continueRetry(writer, operation)
  } else {
    const { continueUndo } = await import('~/pages/import/undo-import.ts')
    const writer = writerFor('delete')
    if (writer) await continueUndo(writer, operation)
  }
}

interface UndoButtonProps extends OperationButtonsProps {
  readonly onProblem: (problem: Problem | undefined) => void
}

/** Deletes, after a question, what an import has created; once. */
function UndoButton({ operation, titleId, onProblem }: UndoButtonProps) {
  const { id, done } = operation
  const [asking, setAsking] = useState(false)
  const mayDelete = useMay('delete')
  const isUndone = useOperations().some(({ undoes }) => undoes === id)
  if (!mayDelete || isUndone || done === 0) return null
  const undo = async () => {
    setAsking(false)
    onProblem(undefined)
    try {
      const { startUndo } = await import('~/pages/import/undo-import.ts')
      const writer = writerFor('delete')
      if (writer) await startUndo(writer, operation)
    } catch (error) {
      onProblem(asProblem(error, 'It was not undone.'))
    }
  }
  return (
    <>
      <Button aria-describedby={titleId} icon="undo" onClick={() => setAsking(true)}>
        Undo
      </Button>
      {asking && (
        <Suspense>
          <ConfirmDialog
            open
            onOpenChange={setAsking}
            title={`Delete ${formatCount(done, 'target')} that this import created?`}
            confirmLabel="Delete"
            danger
            onConfirm={() => void undo()}
          >
            <p>
              Each is looked at first: what does not hold what its row sent any more is left as it is. A
              change beside that is not noticed, and is lost like what the worker wrote; the rows stay with
              the import.
            </p>
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  )
}
