import { Suspense, useState } from 'react'
import { Button } from '~/ui/button.tsx'
import { Dialog } from '~/ui/dialog.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { Note } from '~/ui/note.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'

const JsonDiff = lazyPart(async () => (await import('~/ui/json-diff.tsx')).JsonDiff)

type Keep = 'mine' | 'theirs'

/** One property: what the server holds now, and what saving makes of it; null is no value. */
export interface ReviewedChange {
  readonly property: string
  /** What both started from; needed where they collide. */
  readonly base?: string | null
  readonly was: string | null
  readonly willBe: string | null
  /** Somebody else has changed it since the form was opened: the person has to choose. */
  readonly collides: boolean
}

/** What is said of the two sides where both changed the same, and on the buttons. */
interface ReviewWords {
  readonly title: string
  readonly collision: string
  readonly base: string
  readonly theirs: string
  readonly mine: string
  readonly keepMine: string
  readonly takeTheirs: string
  readonly back: string
  readonly save: string
}

const editing: ReviewWords = {
  title: 'Review changes',
  collision: 'Somebody else has changed what you changed too. Choose what to keep, then save.',
  base: 'When you opened it',
  theirs: 'Somebody else’s',
  mine: 'Yours',
  keepMine: 'Keep mine',
  takeTheirs: 'Take theirs',
  back: 'Back to editing',
  save: 'Save',
}

interface ReviewChangesProps {
  readonly changes: readonly ReviewedChange[]
  /** Properties that somebody else changed meanwhile, and this person did not. */
  readonly others: readonly string[]
  /** What else may be lost by saving, in sentences. */
  readonly losses?: readonly string[]
  readonly busy: boolean
  readonly words?: ReviewWords
  /** Called with the properties for which the other person's value stays. */
  readonly onSave: (theirs: readonly string[]) => void
  readonly onClose: () => void
}

/** What was and what will be, property by property, before it is sent. Load it lazily. */
export function ReviewChanges({
  changes,
  others,
  losses = [],
  busy,
  words = editing,
  onSave,
  onClose,
}: ReviewChangesProps) {
  const [choices, setChoices] = useState<ReadonlyMap<string, Keep>>(new Map())
  const collisions = changes.filter(({ collides }) => collides)
  const emptied = changes.filter(({ was, willBe }) => was !== null && willBe === null)
  const undecided = collisions.some(({ property }) => !choices.has(property))
  const theirs = collisions.map(({ property }) => property).filter((name) => choices.get(name) === 'theirs')
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={words.title}
      size="wide"
      actions={
        <>
          <Button onClick={onClose}>{words.back}</Button>
          <Button variant="primary" busy={busy} disabled={undecided} onClick={() => onSave(theirs)}>
            {words.save}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {collisions.length > 0 && <Note tone="warn">{words.collision}</Note>}
        {others.length > 0 && (
          <Note>Changed by somebody else meanwhile, not what you changed: {others.join(', ')}.</Note>
        )}
        {emptied.length > 0 && (
          <Note tone="warn">
            Will have no value any more: {emptied.map(({ property }) => property).join(', ')}.
          </Note>
        )}
        {losses.map((loss) => (
          <Note key={loss} tone="warn">
            {loss}
          </Note>
        ))}
        {changes.map((change) => (
          <section key={change.property} aria-label={change.property} className="grid gap-1.5">
            <h3 className="text-sm wrap-anywhere">{change.property}</h3>
            <Difference {...change} words={words} />
            {change.collides && (
              <KeepChoice
                property={change.property}
                words={words}
                choice={choices.get(change.property)}
                onChoose={(keep) => setChoices(new Map(choices).set(change.property, keep))}
              />
            )}
          </section>
        ))}
      </div>
    </Dialog>
  )
}

const isShort = (text: string | null): boolean => !text || (text.length <= 80 && !text.includes('\n'))

interface DifferenceProps extends ReviewedChange {
  readonly words: ReviewWords
}

function Difference({ property, base = null, was, willBe, collides, words }: DifferenceProps) {
  const isLong = ![was, willBe, collides ? base : null].every(isShort)
  if (isLong && collides)
    return (
      <>
        <LongDifference label={`${property}: ${words.theirs}`} before={base} after={was} shown />
        <LongDifference label={`${property}: ${words.mine}`} before={base} after={willBe} shown />
      </>
    )
  if (isLong) return <LongDifference label={property} before={was} after={willBe} />
  return (
    <dl className="grid gap-x-4 gap-y-1.5 text-sm sm:grid-cols-2">
      {collides && <Side term={words.base} value={base} ground="bg-sunken sm:col-span-2" />}
      <Side term={collides ? words.theirs : 'Was'} value={was} ground="bg-bad-soft" />
      <Side term={collides ? words.mine : 'Will be'} value={willBe} ground="bg-good-soft" />
    </dl>
  )
}

interface LongDifferenceProps {
  readonly label: string
  readonly before: string | null
  readonly after: string | null
  /** The label is seen, too. */
  readonly shown?: boolean
}

const LongDifference = ({ label, before, after, shown = false }: LongDifferenceProps) => (
  <div className="grid gap-1">
    {shown && <p className="text-sm text-muted">{label}</p>}
    <Suspense fallback={<Skeleton label="Comparing" />}>
      <JsonDiff label={label} before={before ?? ''} after={after ?? ''} />
    </Suspense>
  </div>
)

function Side({ term, value, ground }: { term: string; value: string | null; ground: string }) {
  return (
    <div className={`rounded-md px-2.5 py-1.5 ${ground}`}>
      <dt className="text-xs">{term}</dt>
      <dd dir="auto" className="whitespace-pre-wrap wrap-anywhere">
        {value || <em>{value === null ? 'No value' : 'Empty text'}</em>}
      </dd>
    </div>
  )
}

interface KeepChoiceProps {
  property: string
  words: ReviewWords
  choice: Keep | undefined
  onChoose: (keep: Keep) => void
}

function KeepChoice({ property, words, choice, onChoose }: KeepChoiceProps) {
  const keeps = [
    ['mine', words.keepMine],
    ['theirs', words.takeTheirs],
  ] as const
  return (
    <fieldset className="flex flex-wrap gap-x-4 text-sm">
      <legend className="sr-only">{property}</legend>
      {keeps.map(([keep, label]) => (
        <label key={keep} className="flex min-h-6 items-center gap-2">
          <input type="radio" name={property} checked={choice === keep} onChange={() => onChoose(keep)} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
