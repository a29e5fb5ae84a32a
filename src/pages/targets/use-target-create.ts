import { useQueryClient } from '@tanstack/react-query'
import { type Created, createOnce, UncertainCreation } from '~/api/create-once.ts'
import type { Creator, NewTarget } from '~/api/new-targets.ts'
import { useOneAtATime } from '~/form/use-one-at-a-time.ts'
import { newIdentifier } from '~/lib/identifier.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { rememberTemplate } from './target-template.ts'

interface TargetCreateOptions {
  readonly writer: Creator
  readonly jobId: string
  /** The identifier under which it was sent before, where nobody knows whether it was created. */
  readonly sentAs: string | null
  /** Awaited before anything goes out, so that also a reload in the midst of it creates nothing twice. */
  readonly onSending: (identifier: string) => Promise<void>
  readonly onCreated: (created: Created, outcome: string) => Promise<void>
  readonly onProblem: (problem: Problem) => void
  /**
   * Nobody knows whether the target with this identifier was created: it must be the one that is sent again, unless the
   * person chooses another one where perhaps somebody else's bears it.
   */
  readonly onUncertain: (identifier: string, mayChoose: boolean) => void
}

/** Creates a target once, whatever becomes of the answer. */
export function useTargetCreate({
  writer,
  jobId,
  sentAs,
  onSending,
  onCreated,
  onProblem,
  onUncertain,
}: TargetCreateOptions) {
  const client = useQueryClient()
  const [busy, alone] = useOneAtATime()
  const create = async (body: NewTarget): Promise<void> => {
    const identifier = sentAs ?? body.identifier ?? newIdentifier()
    const history = sentAs !== null ? 'sent' : body.identifier === undefined ? 'generated' : 'chosen'
    await onSending(identifier)
    try {
      const created = await createOnce(writer, jobId, { ...body, identifier }, history)
      rememberTemplate(jobId, body)
      void client.invalidateQueries({ queryKey: ['jobs', jobId] })
      await onCreated(created, outcomeOf(created, identifier))
    } catch (error) {
      if (error instanceof UncertainCreation)
        onUncertain(identifier, error.fields['identifier'] !== undefined)
      onProblem(asProblem(error, 'The target could not be created.'))
    }
  }
  return { busy, create: (body: NewTarget) => alone(() => create(body)) }
}

/** What to say of a creation. */
export function outcomeOf({ id, found }: Created, identifier: string): string {
  if (found) return `The answer was lost, but the target was created: ${id} was found by its identifier`
  return id === null
    ? `Created. The answer did not tell the new id; the identifier is ${identifier}`
    : `Created target ${id}`
}
