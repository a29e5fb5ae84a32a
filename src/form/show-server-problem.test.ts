import { expect, test } from 'vitest'
import { problemOfAnswer } from '~/api/problem-of-answer.ts'
import { showServerProblem } from './show-server-problem.ts'

const fields = [
  { name: 'field0', property: 'Target.Location' },
  { name: 'field1', property: 'Target.Title', culture: 'en-US' },
  { name: 'field2', property: 'Target.Title', culture: 'nl-NL' },
  { name: 'field3', property: 'Target.Data' },
]

function shown(status: number, body: object) {
  const errors: Record<string, string | undefined> = {}
  const problem = problemOfAnswer('Not saved.', status, JSON.stringify(body))
  const { named, rest } = showServerProblem((name, { message }) => (errors[name] = message), problem, fields)
  return { errors, named, why: rest.why }
}

test.each([
  [400, { 'Target.Data': 'Not so.', 'Target.Location': 'Not there.' }],
  [422, { 'Target.Data': ['Not so.'], 'Target.Location': ['Not there.'] }],
  [422, { title: 'No.', errors: { 'properties.Target.Data.id': ['Not so.'], Location: 'Not there.' } }],
  [
    400,
    {
      Message: 'No.',
      ModelState: { '$.properties["Target.Data"]': ['Not so.'], 'target.location': 'Not there.' },
    },
  ],
])('an answer %i %j stands at its fields, the first of the form first', (status, body) => {
  expect(shown(status, body)).toMatchObject({
    errors: { field0: 'Not there.', field3: 'Not so.' },
    named: ['field0', 'field3'],
  })
})

test('what is about no field, or about several, is told in the words alone', () => {
  const { errors, named, why } = shown(422, {
    title: 'No.',
    errors: { Ghost: ['It haunts.'], Target: 'Which?' },
  })
  expect(errors).toEqual({})
  expect(named).toEqual([])
  expect(why).toBe(
    'The server refused the request as invalid. It said: “No.” Ghost: It haunts. Target: Which?',
  )
})

test('what stands at a field is not told above it again', () => {
  const { errors, why } = shown(422, { errors: { 'properties.Target.Data': 'Not so.', Ghost: 'It haunts.' } })
  expect(errors).toEqual({ field3: 'Not so.' })
  expect(why).toBe('The server refused the request as invalid. Ghost: It haunts.')
})

test('of a property per culture it is the culture that is named, else the first; several messages stand together', () => {
  const { errors, named } = shown(400, {
    'Target.Title.nl-NL': 'Too short.',
    'Target.Title': 'Too long.',
    'Target.Title.en-US': 'Not so.',
  })
  expect(errors).toEqual({ field1: 'Too long. Not so.', field2: 'Too short.' })
  expect(named).toEqual(['field1', 'field2'])
})
