import { Suspense, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Creator, NewTarget } from '~/api/new-targets.ts'
import type { Properties } from '~/form/entity-changes.ts'
import { EntityForm } from '~/form/entity-form.tsx'
import { identifierFieldName, withoutIdentifier } from '~/form/identifier-field.ts'
import { shownValue } from '~/form/shown-value.ts'
import { withUndo } from '~/form/undo-request.ts'
import { useEntityForm } from '~/form/use-entity-form.ts'
import { config } from '~/lib/current-config.ts'
import { may } from '~/session/may.ts'
import { announce } from '~/ui/announce.ts'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { besideOf, startOf } from './new-target-draft.ts'
import { newTargetBody, newTargetFields, type TargetSeed } from './new-target.ts'
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
  const [seed, setSeed] = useState(given)
  const [cultures] = useState(asked)
  const [relations, setRelations] = useState(seed.relations)
  const [review, setReview] = useState<NewTarget | null>(null)
  const [sentAs, setSentAs] = useState<string | null>(null)
  const fields = useMemo(() => newTargetFields(seed, cultures, sentAs), [seed, cultures, sentAs])
  const beside = useMemo(() => besideOf({ seed, relations, sentAs }), [seed, relations, sentAs])
  const typing = useEntityForm(fields, {
    of: `jobs/${jobId}/targets/new ${cultures.join(' ')}`,
    opened: null,
    beside,
    onRestore: (draft) => {
      const start = startOf(draft.beside) ?? { seed, relations, sentAs }
      setSeed(start.seed)
      setRelations(start.relations)
      setSentAs(start.sentAs)
      return newTargetFields(start.seed, cultures, start.sentAs)
    },
  })
  const creating = useTargetCreate({
    writer,
    jobId,
    sentAs,
    onSending: (identifier) => typing.draft.keepNow(besideOf({ seed, relations, sentAs: identifier })),
    onCreated: async (created, outcome) => {
      announce(outcome, withUndo(may('delete') ? created : null))
      typing.done()
      await onCreated(created.id)
    },
    onProblem: (problem) => {
      setReview(null)
      typing.tell(problem)
      void typing.draft.keepNow()
    },
    onUncertain: (identifier, mayChoose) => {
      typing.form.setValue(identifierFieldName, identifier, { shouldDirty: true })
      flushSync(() => setSentAs(mayChoose ? null : identifier))
    },
  })
  const withBody = (act: (body: NewTarget) => void | Promise<void>) => async (typed: Properties) => {
    const { identifier, changes } = withoutIdentifier(typed)
    const body = newTargetBody(seed, changes, relations)
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
          setSeed(given)
          setRelations(given.relations)
          setSentAs(null)
          typing.startFrom(newTargetFields(given, cultures, null))
        }}
        now={null}
      >
        <RelationChoice seed={seed} chosen={relations} readOnly={creating.busy} onChoose={setRelations} />
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
