import { type Ref, use, useId, useImperativeHandle, useRef, useState } from 'react'
import type { RelationEnd, Side } from '~/api/relations.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { Button } from '~/ui/button.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Select } from '~/ui/select.tsx'
import { TextField } from '~/ui/text-field.tsx'
import type { EntityField, RelationPart } from './entity-fields.ts'
import { RelationReader } from './relation-reader.ts'
import { endsOfText, problemOfEnd, textOfEnds } from './relation-text.ts'

interface RelationInputProps {
  readonly ref: Ref<{ focus: () => void }>
  readonly field: EntityField
  readonly relation: RelationPart
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onBlur: () => void
  readonly problem: string | undefined
  readonly readOnly: boolean
}

/** The ends of a relation: each can be removed, and put back until it is saved; another is added by its id. */
export function RelationInput(props: RelationInputProps) {
  const { ref, field, relation } = props
  const group = useRef<HTMLFieldSetElement>(null)
  const hint = useId()
  useImperativeHandle(ref, () => ({
    focus: () => (group.current?.querySelector('input') ?? group.current)?.focus(),
  }))
  return (
    <fieldset ref={group} tabIndex={-1} aria-describedby={hint} className="grid gap-2 rounded-lg border p-3">
      <legend className="px-1 text-sm font-medium">{field.property}</legend>
      <p id={hint} className="text-sm text-muted">
        {relation.whyFixed ?? 'Entities at its other end. What you add or remove is sent when you save.'}
      </p>
      {relation.whyFixed === undefined ? <Ends {...props} /> : <Fixed {...props} />}
    </fieldset>
  )
}

/** Ends that cannot be changed one by one; where there is a way to the whole, it can be read. */
function Fixed({ field, relation, value, problem, readOnly }: RelationInputProps) {
  const read = use(RelationReader)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Problem>()
  const readNow = async () => {
    setBusy(true)
    setFailure(undefined)
    await read(field).catch((error: unknown) => setFailure(asProblem(error)))
    setBusy(false)
  }
  return (
    <>
      {value !== '' && <p className="text-sm whitespace-pre-line">{value}</p>}
      {failure && <ProblemAlert problem={failure} />}
      {problem && <p className="text-sm text-bad">{problem}</p>}
      {relation.canBeRead && (
        <div>
          <Button size="small" busy={busy} inactive={busy || readOnly} onClick={() => void readNow()}>
            Read {relation.label}
          </Button>
        </div>
      )}
      {relation.canBeRead === false && (
        <p className="text-sm text-muted">
          It stays as it is: no link to the whole of it leads to the Content Hub of this console.
        </p>
      )}
    </>
  )
}

function Ends({ field, relation, value, onChange, onBlur, problem, readOnly }: RelationInputProps) {
  const box = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<Side>()
  const [refusal, setRefusal] = useState<string>()
  const before = endsOfText(field.text).ends
  const { ends, typed } = endsOfText(value)
  const all = [...before, ...ends.filter((end) => !isAmong(before, end))]
  const sides = relation.slots
    .filter(({ side, many }) => many || !ends.some((end) => end.side === side))
    .map(({ side }) => side)
  const side = sides.find((one) => one === chosen) ?? sides[0]
  const set = (next: readonly RelationEnd[], text: string) => {
    setRefusal(undefined)
    const inOrder = [...all.filter((end) => isAmong(next, end)), ...next.filter((end) => !isAmong(all, end))]
    onChange(textOfEnds({ ends: inOrder, typed: text }))
  }
  const add = () => {
    if (!side) return
    const id = typed.trim()
    const wrong = problemOfEnd(ends, side, id)
    if (wrong === undefined) set([...ends, { side, id }], '')
    setRefusal(wrong)
    box.current?.focus()
  }
  const remove = (end: RelationEnd) => {
    set(
      ends.filter((one) => !isSame(one, end)),
      typed,
    )
    if (!isAmong(before, end)) box.current?.focus()
  }
  return (
    <>
      {all.length === 0 && <p className="text-sm text-muted">None.</p>}
      <ul aria-label={`Ends of ${relation.label}`} className="grid gap-1">
        {all.map((end) => (
          <End
            key={nameOf(end)}
            name={nameOf(end)}
            state={!isAmong(ends, end) ? 'removed' : isAmong(before, end) ? 'kept' : 'added'}
            readOnly={readOnly}
            onRemove={() => remove(end)}
            onKeep={() => set([...ends, end], typed)}
          />
        ))}
      </ul>
      {side ? (
        <div className="flex flex-wrap items-start gap-2">
          <div className="min-w-40 flex-1">
            <TextField
              ref={box}
              label={sides.length > 1 ? 'Id to add' : `Id of a ${side} to add`}
              error={refusal ?? problem}
              value={typed}
              readOnly={readOnly}
              onChange={(event) => set(ends, event.target.value)}
              onBlur={onBlur}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                // In a form Enter would save.
                event.preventDefault()
                if (!readOnly) add()
              }}
              inputMode="numeric"
              autoComplete="off"
            />
          </div>
          {sides.length > 1 && (
            <Select
              label="Role"
              value={side}
              onChange={(event) => setChosen(sides.find((one) => one === event.target.value))}
              options={sides.map((one) => ({ value: one, label: one }))}
            />
          )}
          <Button className="mt-6" inactive={readOnly} onClick={add}>
            Add relation end
          </Button>
        </div>
      ) : (
        <p className="text-sm text-muted">It takes one end. Remove it to add another.</p>
      )}
    </>
  )
}

interface EndProps {
  readonly name: string
  readonly state: 'kept' | 'removed' | 'added'
  readonly readOnly: boolean
  readonly onRemove: () => void
  readonly onKeep: () => void
}

const notes = { kept: '', removed: ', will be removed', added: ', will be added' }

function End({ name, state, readOnly, onRemove, onKeep }: EndProps) {
  const isRemoved = state === 'removed'
  return (
    <li className="flex min-h-7 flex-wrap items-center gap-2 text-sm">
      <span>
        {isRemoved ? <del>{name}</del> : name}
        {notes[state]}
      </span>
      <Button variant="quiet" size="small" inactive={readOnly} onClick={isRemoved ? onKeep : onRemove}>
        {isRemoved ? 'Keep' : 'Remove'}
        <span className="sr-only"> {name}</span>
      </Button>
    </li>
  )
}

const nameOf = ({ side, id }: RelationEnd): string => `${side} ${id}`
const isSame = (one: RelationEnd, other: RelationEnd): boolean => nameOf(one) === nameOf(other)
const isAmong = (ends: readonly RelationEnd[], end: RelationEnd): boolean =>
  ends.some((one) => isSame(one, end))
