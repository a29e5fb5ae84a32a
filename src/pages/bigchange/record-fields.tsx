import { type Entity, optionOf, textOf, valueOf } from '~/api/entity.ts'
import type { JobType, Person, WholeJob } from '~/api/job-records.ts'
import type { EntityField, OwnInput } from '~/form/entity-fields.ts'
import { formatMinutes, readMinutes } from '~/lib/minutes.ts'
import { customFieldInput, customFieldText, tooLong } from './custom-field-input.tsx'
import { choice, line, lines } from './own-inputs.tsx'
import { durationValue, labelled } from './record-entity.ts'
import { type Member, namedFields } from './record-names.ts'
import { lockReason } from './record-status.ts'

// Of the vendor's older service: none are published for this one.
const longest = { reference: 40, description: 500 }

export interface RecordSurroundings {
  readonly type: Pick<JobType, 'isOrderNumberRequired'> | null
  /** The persons of the job's contact; null where they could not be read. */
  readonly persons: readonly Person[] | null
}

/** The fields of the form of a job. What it locks is told by the entity's status, for it may be started meanwhile. */
export const recordFields =
  (job: WholeJob, around: RecordSurroundings) =>
  (entity: Entity): EntityField[] => {
    const custom = [...namedFields(job)].map(([name, field]) => {
      const value = textIn(entity, name)
      return {
        property: name,
        kind: wide.has(field.definition.type ?? '') ? ('text' as const) : ('line' as const),
        text: customFieldText({ ...field, value }),
        own: customFieldInput(name, { ...field, value }),
      }
    })
    return [...memberFields(entity, around), ...custom].map((field, place) => ({
      ...field,
      name: `field${place}`,
      known: true,
      value: valueOf(entity, field.property),
    }))
  }

const wide = new Set(['note', 'statement'])

/** The text of a property: of what has a label, the value. */
const textIn = (entity: Entity, name: string): string | null => {
  const value = valueOf(entity, name)
  return typeof value === 'string' ? value : (optionOf(value, [])?.identifier ?? textOf(value, []))
}

function memberFields(entity: Entity, { type, persons }: RecordSurroundings) {
  const locked = lockReason(textIn(entity, 'status') ?? '')
  const isRequired = type?.isOrderNumberRequired ?? false
  const reference = line({
    label: 'reference',
    hint: 'Meant to be unique. Left empty, the job has none.',
    remark: (text) => (text.length > longest.reference ? tooLong(longest.reference) : undefined),
  })
  const description = lines({
    label: 'description',
    hint: 'What is to be done.',
    locked,
    remark: (text) => (text.length > longest.description ? tooLong(longest.description) : undefined),
  })
  const orderNumber = line({
    label: 'orderNumber',
    hint: isRequired ? 'Required for jobs of this type.' : 'Left empty, the job has none.',
  })
  const field = (property: Member, own: OwnInput, kind: 'line' | 'text' = 'line') => ({
    property,
    kind,
    text: textIn(entity, property) ?? '',
    own,
  })
  return [
    field('plannedDuration', durationInput),
    field('reference', { render: reference, valueOf: orNull, problemOf: noProblem }),
    field('orderNumber', {
      render: orderNumber,
      valueOf: orNull,
      problemOf: (text) =>
        isRequired && text.trim() === '' ? 'An order number is required for jobs of this type.' : undefined,
    }),
    field('personId', personInput(entity, persons, locked)),
    field('description', { render: description, valueOf: (text) => text, problemOf: () => locked }, 'text'),
  ]
}

const noProblem = () => undefined
const orNull = (text: string): string | null => text.trim() || null

const durationInput: OwnInput = {
  render: line({
    label: 'plannedDuration',
    hint: 'In minutes, or such as 1 h 30.',
    remark: (text) => {
      const minutes = readMinutes(text)
      return minutes === null || minutes < 60 ? undefined : `= ${formatMinutes(minutes)}.`
    },
  }),
  valueOf: (text) => durationValue(readMinutes(text) ?? 0),
  problemOf: (text) =>
    readMinutes(text) === null ? 'Enter whole minutes, such as 90, or hours, such as 1 h 30.' : undefined,
}

const primary = 'None: the contact’s primary person'

function personInput(
  entity: Entity,
  persons: RecordSurroundings['persons'],
  locked: string | undefined,
): OwnInput {
  const current = optionOf(valueOf(entity, 'personId'), ['en'])
  const known = (persons ?? []).map((person) => ({ value: person.id, label: personLabel(person) }))
  const isKnown = current === null || known.some(({ value }) => value === current.identifier)
  const choices = [
    { value: '', label: primary },
    ...(isKnown ? [] : [{ value: current.identifier, label: current.label }]),
    ...known,
  ]
  return {
    render: choice({
      label: 'personId',
      hint: locked ? 'The contact person.' : personHint(persons !== null),
      choices,
      locked,
    }),
    // Without one of its own the job gets another person, so that none is not nothing.
    valueOf: (text) => labelled(text, labelOf(choices, text)),
    // A kept draft may bear another person.
    problemOf: () => locked,
  }
}

const personHint = (areRead: boolean): string =>
  areRead
    ? 'The contact person. With none, BigChange puts the contact’s primary person there.'
    : 'The contact person. The persons of the contact could not be loaded: nobody else can be chosen.'

const labelOf = (choices: readonly { value: string; label: string }[], text: string): string =>
  choices.find(({ value }) => value === text)?.label ?? text

/** "Dr Nina Rowe, Caretaker": any of it may be missing. */
function personLabel({ id, title, forename, surname, position, email }: Person): string {
  const name = [title, forename, surname].filter(Boolean).join(' ') || email || id
  return position ? `${name}, ${position}` : name
}
