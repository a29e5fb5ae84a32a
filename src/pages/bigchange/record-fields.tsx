import { type Entity, optionOf, textOf, valueOf } from '~/api/entity.ts'
import { type JobType, mostPersons, type Person } from '~/api/job-records.ts'
import type { EntityField, OwnInput } from '~/form/entity-fields.ts'
import { formatMinutes, readMinutes } from '~/lib/minutes.ts'
import { customFieldInput, customFieldText, tooLong } from './custom-field-input.tsx'
import { choice, line, lines } from './own-inputs.tsx'
import { durationValue, labelled, primaryPerson } from './record-entity.ts'
import { lockReason } from './record-locks.ts'
import type { Member, NamedFields } from './record-names.ts'

// Of the vendor's older service: none are published for this one.
const longest = { reference: 40, description: 500 }

/** The persons of the job's contact; null where they could not be read. */
export type ContactPersons = readonly Person[] | 'loading' | null

interface RecordSurroundings {
  readonly type: Pick<JobType, 'isOrderNumberRequired'> | null
  readonly persons: ContactPersons
}

/** The fields of the form of a job. What it locks is told by the entity's status, for it may be started meanwhile. */
export const recordFields =
  (named: NamedFields, around: RecordSurroundings) =>
  (entity: Entity): EntityField[] => {
    const custom = [...named].map(([name, field]) => {
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
    required: isRequired,
  })
  const field = (
    property: Member,
    own: OwnInput,
    more: Partial<Pick<EntityField, 'kind' | 'locked'>> = {},
  ) => ({
    property,
    kind: 'line' as const,
    text: textIn(entity, property) ?? '',
    own,
    ...more,
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
    field('personId', personInput(entity, persons, locked), { locked: locked !== undefined }),
    field(
      'description',
      { render: description, valueOf: (text) => text, problemOf: noProblem },
      { kind: 'text', locked: locked !== undefined },
    ),
  ]
}

const noProblem = () => undefined
const orNull = (text: string): string | null => text.trim() || null

const durationInput: OwnInput = {
  render: line({
    label: 'plannedDuration',
    required: true,
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

function personInput(entity: Entity, persons: ContactPersons, locked: string | undefined): OwnInput {
  const current = optionOf(valueOf(entity, 'personId'), ['en'])
  const known = (Array.isArray(persons) ? persons : []).map((person) => ({
    value: person.id,
    label: personLabel(person),
  }))
  const isKnown = current === null || known.some(({ value }) => value === current.identifier)
  const choices = [
    { value: '', label: primaryPerson.labels.en },
    ...(isKnown ? [] : [{ value: current.identifier, label: current.label }]),
    ...known,
  ]
  return {
    render: choice({
      label: 'personId',
      hint: locked ? 'The contact person.' : personHint(persons),
      choices,
      locked,
    }),
    valueOf: (text) => labelled(text, labelOf(choices, text)),
    problemOf: noProblem,
  }
}

function personHint(persons: ContactPersons): string {
  if (persons === 'loading') return 'The contact person. The persons of the contact are being loaded.'
  if (persons === null)
    return 'The contact person. The persons of the contact could not be loaded: nobody else can be chosen.'
  const cut = persons.length >= mostPersons && `The first ${mostPersons} of the contact can be chosen.`
  return ['The contact person. With none, BigChange puts the contact’s primary person there.', cut]
    .filter(Boolean)
    .join(' ')
}

const labelOf = (choices: readonly { value: string; label: string }[], text: string): string =>
  choices.find(({ value }) => value === text)?.label ?? text

/** "Dr Nina Rowe, Caretaker": any of it may be missing. */
function personLabel({ id, title, forename, surname, position, email }: Person): string {
  const name = [title, forename, surname].filter(Boolean).join(' ') || email || id
  return position ? `${name}, ${position}` : name
}
