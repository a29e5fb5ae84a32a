import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { type Entity } from '~/api/entity.ts'
import { useOneAtATime } from '~/form/use-one-at-a-time.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { announce } from '~/ui/announce.ts'
import { Button } from '~/ui/button.tsx'
import { DefinitionList } from '~/ui/definition-list.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { Note } from '~/ui/note.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { useShortcuts } from '~/ui/shortcuts.ts'
import { deleteSeen } from './delete-target.ts'
import { knownText } from './target-words.ts'

const ConfirmDialog = lazyPart(async () => (await import('~/ui/confirm-dialog.tsx')).ConfirmDialog, 'over')

interface DeleteButtonProps {
  readonly jobId: string
  readonly target: Entity
  /** Leaves the target, which is gone. */
  readonly onGone: () => Promise<void>
}

/** Deletes a target after a question that names it. Mounted with `key={target.id}`. */
export function DeleteButton({ jobId, target, onGone }: DeleteButtonProps) {
  const client = useQueryClient()
  const [asked, setAsked] = useState<Entity | null>(null)
  const [changed, setChanged] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, alone] = useOneAtATime()
  const ask = () => {
    setProblem(null)
    setChanged(false)
    setAsked(target)
  }
  useShortcuts([{ keys: 'Delete', label: 'Delete target', run: ask }])
  const remove = async (seen: Entity) => {
    try {
      const deletion = await deleteSeen(jobId, seen)
      if ('now' in deletion) {
        setChanged(true)
        setAsked(deletion.now)
        return
      }
      setAsked(null)
      announce(deletion.outcome)
      // The list that it was in says what comes next, so it is read again only afterwards.
      await onGone()
      void client.invalidateQueries({
        queryKey: ['jobs', jobId],
        predicate: ({ queryKey: [, , what, id] }) => what !== 'target' || id !== target.id,
      })
    } catch (error) {
      setAsked(null)
      setProblem(asProblem(error, 'The target could not be deleted.'))
    }
  }
  return (
    <>
      {problem && (
        <div className="order-last basis-full">
          <ProblemAlert problem={problem} onRetry={ask} />
        </div>
      )}
      <Button variant="danger" icon="remove" onClick={ask}>
        Delete
      </Button>
      <Suspense>
        {asked && (
          <ConfirmDialog
            open
            onOpenChange={() => setAsked(null)}
            title={`Delete target ${target.id}?`}
            confirmLabel="Delete"
            danger
            busy={busy}
            onConfirm={() => void alone(() => remove(asked))}
          >
            <div className="grid gap-2">
              {changed && (
                <Note tone="warn">Somebody else has changed it since you opened it. Nothing was sent.</Note>
              )}
              <DefinitionList
                rows={[
                  { term: 'Job', value: jobId },
                  { term: 'Identifier', value: asked.identifier ?? 'none' },
                  { term: 'Location', value: knownText(asked, 'targetLocation') ?? 'none' },
                ]}
              />
              <p>The server keeps no copy. What it holds is kept in this browser, in your activity.</p>
            </div>
          </ConfirmDialog>
        )}
      </Suspense>
    </>
  )
}
