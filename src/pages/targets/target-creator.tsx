import { Suspense, useMemo, useState } from 'react'
import type { Creator, NewTarget } from '~/api/new-targets.ts'
import type { Properties } from '~/form/entity-changes.ts'
import { EntityForm } from '~/form/entity-form.tsx'
import { shownValue } from '~/form/shown-value.ts'
import { withUndo } from '~/form/undo-request.ts'
import { useEntityForm } from '~/form/use-entity-form.ts'
import { config } from '~/lib/current-config.ts'
import { may } from '~/session/may.ts'
import { announce } from '~/ui/announce.ts'
import { lazyPart } from '~/ui/lazy-part.tsx'
import {
  identifierField,
  newTargetBody,
  newTargetFields,
  type TargetSeed,
  typedIdentifier,
} from './new-target.ts'
import { RelationChoice } from './relation-choice.tsx'
import { useTargetCreate } from './use-target-create.ts'

const ReviewChanges = lazyPart(async () => (await import('~/form/review-changes.tsx')).ReviewChanges, 'over')

interface TargetCreatorProps {
  readonly writer: Creator
  readonly jobId: string
  readonly seed: TargetSeed
  readonly cultures: readonly string[]
  /** `id` is null where the server did not tell it. */
  readonly onCreated: (id: string | null) => void | Promise<void>
}

/** Mounted with a `key` that names the seed: another seed is another form. */
export function TargetCreator({
  writer,
  jobId,
  seed: given,
  cultures: asked,
  onCreated,
}: TargetCreatorProps) {
  const [seed] = useState(given)
  const [cultures] = useState(asked)
  const [relations, setRelations] = useState(seed.relations)
  const [review, setReview] = useState<NewTarget | null>(null)
  const [locked, setLocked] = useState(false)
  const fields = useMemo(() => newTargetFields(seed, cultures, locked), [seed, cultures, locked])
  const typing = useEntityForm(fields)
  const creating = useTargetCreate({
    writer,
    jobId,
    onCreated: async (created, outcome) => {
      announce(outcome, withUndo(may('delete') ? created : null))
      typing.guard.allow()
      await onCreated(created.id)
    },
    onProblem: (problem) => {
      setReview(null)
      typing.tell(problem)
    },
    onUncertain: (identifier) => {
      typing.form.setValue(identifierField, identifier, { shouldDirty: true })
      setLocked(true)
    },
  })
  const withBody = (act: (body: NewTarget) => void | Promise<void>) => async (changes: Properties) => {
    const body = newTargetBody(seed, changes, relations)
    const identifier = typedIdentifier(changes)
    const location = fields.find(({ property }) => property === config().contentHub.properties.targetLocation)
    if (Object.keys(body.properties).length === 0 && location)
      typing.blame(location.name, 'Enter a location, or at least one other property.')
    else await act({ ...(identifier !== null && { identifier }), ...body })
  }
  return (
    <>
      <EntityForm
        label="New target"
        typing={typing}
        busy={creating.busy}
        onReview={withBody(setReview)}
        onSave={withBody(creating.create)}
        onDiscard={() => {
          setRelations(seed.relations)
          setLocked(false)
          creating.forget()
        }}
      >
        <RelationChoice seed={seed} chosen={relations} onChoose={setRelations} />
      </EntityForm>
      <Suspense>
        {review && (
          <ReviewChanges
            changes={reviewed(review, cultures)}
            others={[]}
            busy={creating.busy}
            onClose={() => setReview(null)}
            onSave={() => void creating.create(review)}
          />
        )}
      </Suspense>
    </>
  )
}

const reviewed = ({ identifier, properties, relations }: NewTarget, cultures: readonly string[]) =>
  Object.entries({ Identifier: identifier ?? null, ...properties, ...relations }).map(
    ([property, value]) => ({
      property,
      was: null,
      willBe:
        property === 'Identifier' && value === null ? 'Made when it is sent' : shownValue(value, cultures),
      collides: false,
    }),
  )
