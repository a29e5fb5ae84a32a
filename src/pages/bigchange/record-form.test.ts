import { expect, test } from 'vitest'
import { jobAnswer, type WholeJob, wholeJob } from '~/api/job-records.ts'
import { changesOf } from '~/form/entity-changes.ts'
import { fieldsSchema, problemOf } from '~/form/fields-schema.ts'
import { ExactNumber, parseJson, toJson } from '~/lib/json.ts'
import { Problem } from '~/lib/problem.ts'
import { customFieldText } from './custom-field-input.tsx'
import { unset } from './custom-field-problem.ts'
import { incomplete } from './moment-input.tsx'
import { recordEntity } from './record-entity.ts'
import { recordFields } from './record-fields.tsx'
import { namedFields } from './record-names.ts'
import { placedProblem, updateOf } from './record-update.ts'

const field = (id: number, caption: string, type: string, value: string | null, more: object = {}) => ({
  definitionId: id,
  value,
  definition: { id, caption, type, ...more },
})

const job = (members: object = {}): WholeJob =>
  wholeJob(
    {
      id: '214503377',
      typeId: '30418',
      status: 'sent',
      plannedDuration: 90,
      description: 'first\nsecond',
      reference: 'HS-1',
      personId: 'a',
      personName: 'Ann',
      orderNumber: 'PO-1',
      customFields: [
        field(1, 'Access', 'text', 'Rear gate'),
        field(2, 'Parking', 'boolean', 'true'),
        field(3, 'Permit', 'date', null),
        field(4, 'Boilers', 'integer', '2', { isMandatory: true }),
        field(5, 'Pressure', 'decimal', '20.5'),
        field(6, 'Hours', 'list', 'Evenings', { options: ['Evenings', 'Any time'] }),
        field(7, 'Safety', 'statement', 'Isolate.'),
        field(8, 'Notes', 'note', 'one\ntwo'),
        field(9, 'Arrival', 'time', '08:30'),
        field(10, 'Engineer', 'systemList', '61207', { systemListType: 'resource' }),
        field(11, 'Never', 'text', null),
      ],
      ...members,
    },
    null,
  )
const around = {
  type: { isOrderNumberRequired: false },
  persons: [
    { id: 'a', forename: 'Ann' },
    { id: 'b', forename: 'Ben' },
  ],
}

const fieldsOf = (of = job(), type = around.type) =>
  recordFields(namedFields(of), { ...around, type })(recordEntity(of))

function sentFor(texts: Record<string, string>, of = job()) {
  const fields = fieldsOf(of)
  const values = Object.fromEntries(fields.map(({ name, property, text }) => [name, texts[property] ?? text]))
  expect(fieldsSchema(fields).safeParse(values).success).toBe(true)
  return toJson(updateOf(namedFields(of), changesOf(fields, values)))
}

test('an untouched form sends nothing, and the same length spelled otherwise neither', () => {
  expect(sentFor({})).toBe('{}')
  expect(sentFor({ plannedDuration: '1 h 30', Boilers: ' 2 ' })).toBe('{}')
  expect(sentFor({}, job({ plannedDuration: null, description: null, personId: null }))).toBe('{}')
})

test.each([
  [{ plannedDuration: '2:15' }, '{"plannedDuration":135}'],
  [{ description: '' }, '{"description":""}'],
  [{ reference: ' ' }, '{"reference":null}'],
  [{ reference: 'HS-2' }, '{"reference":"HS-2"}'],
  [{ personId: 'b' }, '{"personId":"b"}'],
  [{ personId: '' }, '{"personId":null}'],
  [{ orderNumber: '' }, '{"orderNumber":null}'],
])('%j sends %s and leaves the rest out', (texts, sent) => {
  expect(sentFor(texts)).toBe(sent)
})

test.each([
  ['Access', '', 1, ''],
  ['Access', unset, 1, null],
  ['Never', '', 11, ''],
  ['Never', 'said', 11, 'said'],
  ['Parking', 'false', 2, 'false'],
  ['Parking', '', 2, null],
  ['Permit', '2026-12-24', 3, '2026-12-24'],
  ['Boilers', '3', 4, '3'],
  ['Pressure', '', 5, null],
  ['Pressure', '20.50', 5, '20.50'],
  ['Hours', 'Any time', 6, 'Any time'],
  ['Hours', '', 6, null],
  ['Notes', 'one\r\ntwo\r\nthree', 8, 'one\ntwo\nthree'],
  ['Notes', unset, 8, null],
  ['Arrival', '23:59', 9, '23:59'],
  ['Arrival', '', 9, null],
  ['Engineer', '61233', 10, '61233'],
])('custom field %s with %j', (name, text, definitionId, value) => {
  expect(sentFor({ [name]: text })).toBe(JSON.stringify({ customFields: [{ definitionId, value }] }))
})

test('without a person of its own a job has the primary one, and that is what is shown', () => {
  const person = fieldsOf().find(({ property }) => property === 'personId')
  expect(person?.own?.valueOf('')).toEqual({
    identifier: '',
    labels: { en: 'None: the contact’s primary person' },
  })
})

test('several custom fields go together, an id with its own spelling', () => {
  const exact = { ...field(1, 'Access', 'text', null), definitionId: new ExactNumber('9007199254740993') }
  const of = job({ customFields: [exact, field(2, 'Parking', 'boolean', null)] })
  expect(sentFor({ Access: 'x', Parking: 'true' }, of)).toBe(
    '{"customFields":[{"definitionId":9007199254740993,"value":"x"},{"definitionId":2,"value":"true"}]}',
  )
})

test.each([
  ['plannedDuration', '', 'Enter whole minutes, such as 90, or hours, such as 1 h 30.'],
  ['plannedDuration', 'soon', 'Enter whole minutes, such as 90, or hours, such as 1 h 30.'],
  ['Boilers', '1.5', 'Enter a whole number, or nothing.'],
  ['Boilers', '', 'A value is required.'],
  ['Pressure', '1,5', 'Enter a number, such as 12.5, or nothing.'],
  ['Permit', '2026-02-30', 'Enter a date such as 2026-11-22, or nothing.'],
  ['Permit', incomplete, 'Enter a date such as 2026-11-22, or nothing.'],
  ['Arrival', incomplete, 'Enter a time such as 09:30, or nothing.'],
  ['Arrival', '24:00', 'Enter a time such as 09:30, or nothing.'],
  ['Engineer', 'Priya', 'Enter an id: a whole number, or nothing.'],
  ['Access', unset, undefined],
  ['orderNumber', '', 'An order number is required for jobs of this type.'],
])('%s: %j', (property, text, message) => {
  const one = fieldsOf(job(), { isOrderNumberRequired: true }).find((other) => other.property === property)
  expect(one && problemOf(one, text)).toBe(message)
})

test('a wrong value that nobody touched does not hold up the rest', () => {
  const of = job({ orderNumber: null, customFields: [field(3, 'Permit', 'date', 'next week')] })
  expect(sentFor({ reference: 'HS-3' }, of)).toBe('{"reference":"HS-3"}')
})

const revision = (members: object) => recordEntity(job(members)).revision

test('a job that holds something else is another revision', () => {
  expect(revision({})).toBe(revision({ officeNotes: 'not among what is edited' }))
  const others = [{ status: 'started' }, { reference: null }, { customFields: [] }].map(revision)
  expect(new Set([revision({}), ...others]).size).toBe(4)
})

test('a person of another name, and fields that the type tells or not, are no other revision', () => {
  const more = [...job().customFields, field(12, 'Told by the type', 'text', null)]
  expect(revision({ personName: 'Ann Marsh', customFields: more })).toBe(revision({}))
})

test('not set is told apart from empty', () => {
  expect(customFieldText(field(1, 'Access', 'text', null))).toBe(unset)
  expect(customFieldText(field(1, 'Access', 'text', ''))).toBe('')
  expect(customFieldText(field(1, 'Permit', 'date', null))).toBe('')
})

test('fields of one caption, of a caption of ours and of none are told apart by their id', () => {
  const of = job({
    customFields: [
      field(1, 'Access', 'text', null),
      field(2, 'access', 'text', null),
      field(3, 'reference', 'text', null),
      field(4, ' ', 'text', null),
      field(5, 'Gate', 'text', null),
      field(6, 'Relation to owner', 'text', null),
    ],
  })
  expect([...namedFields(of).keys()]).toEqual([
    'Access (1)',
    'access (2)',
    'reference (3)',
    'Custom field (4)',
    'Gate',
    '“Relation to owner”',
  ])
})

test('a job has every field that its type knows, in the order of the type', () => {
  const type = {
    id: '30418',
    customFields: [
      { id: 3, caption: 'Third', options: ['a'] },
      { id: 1, caption: 'First' },
    ],
  }
  const { customFields } = wholeJob(
    {
      id: '1',
      typeId: '30418',
      status: 'new',
      customFields: [
        { value: 'mine', definition: { id: 1, caption: 'Old' } },
        { definitionId: 9, value: 'own' },
      ],
    },
    type,
  )
  expect(customFields).toEqual([
    { definitionId: 3, value: null, definition: { id: 3, caption: 'Third', options: ['a'] } },
    { definitionId: 1, value: 'mine', definition: { id: 1, caption: 'First' } },
    { definitionId: 9, value: 'own', definition: {} },
  ])
})

test('what the type does not tell of a field, the job does', () => {
  const of = { id: '1', typeId: '2', status: 'new', customFields: [field(3, 'Permit', 'date', null)] }
  const [only] = wholeJob(of, {
    id: '2',
    customFields: [{ id: 3, caption: null, isMandatory: true }],
  }).customFields
  expect(only?.definition).toEqual({ id: 3, caption: 'Permit', type: 'date', isMandatory: true })
})

test('a member of another shape that is only shown hides nothing', () => {
  const odd = '"resourceId":0,"contactId":"none","typeName":{},"isConfirmed":"yes","actualDuration":75.50'
  const read = jobAnswer.parse(
    parseJson(`{"id":1,"typeId":2,"status":"new","plannedDuration":90.0,"reference":"R",${odd}}`),
  )
  expect(read).toMatchObject({ plannedDuration: 90, actualDuration: 75.5, resourceId: null, reference: 'R' })
  expect(jobAnswer.safeParse({ id: 1, typeId: 2, status: 'new', reference: {} }).success).toBe(false)
})

test.each([
  ['description', 'description'],
  ['PersonId', 'personId'],
  ['$.reference', 'reference'],
  ['OrderNumber', 'orderNumber'],
  ['update.planned_duration', 'plannedDuration'],
  ["$['PlannedDuration']", 'plannedDuration'],
  ['customFields[1].value', 'Notes'],
  ['$.CustomFields[0].Value', 'Boilers'],
  ['custom_fields/1', 'Notes'],
  ['customFields.4', 'Boilers'],
  ['customFields[7].value', 'Safety'],
  ['customFields[70].value', 'customFields[70].value'],
  ['queryParams', 'queryParams'],
])('a message about %s is told at %s', (told, name) => {
  const update = updateOf(namedFields(job()), { Notes: 'x', Boilers: '3' })
  expect(update.customFields?.map(({ definitionId }) => definitionId)).toEqual([4, 8])
  const problem = new Problem('It failed.', 'Why.', 'Next.', {
    status: 422,
    unsent: true,
    fields: { [told]: 'No.' },
  })
  const placed = placedProblem(problem, namedFields(job()), update)
  expect(placed.fields).toEqual({ [name]: 'No.' })
  expect([placed.what, placed.status, placed.unsent]).toEqual(['It failed.', 422, true])
})
