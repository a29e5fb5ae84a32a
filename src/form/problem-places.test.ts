import { expect, test } from 'vitest'
import { propertyNamed } from './problem-places.ts'

const properties = ['Target.Priority', 'Target.Data', 'Target.DataType', 'Target.Data.Kind', 'Job.Data']

test.each([
  ['Target.Priority', 'Target.Priority'],
  ['target.priority', 'Target.Priority'],
  ['properties.Target.Priority', 'Target.Priority'],
  ["Properties['Target.Priority']", 'Target.Priority'],
  ['$.properties["Target.Priority"]', 'Target.Priority'],
  ['properties/Target.Priority', 'Target.Priority'],
  ['targetPriority', 'Target.Priority'],
  ['target_priority', 'Target.Priority'],
  ['Priority', 'Target.Priority'],
  ['Target.Data.asset', 'Target.Data'],
  ['Target.Data[0].asset', 'Target.Data'],
  ['target.data.kind', 'Target.Data.Kind'],
  ['Target.DataType', 'Target.DataType'],
])('%s is about %s', (name, property) => {
  expect(propertyNamed(name, properties)).toBe(property)
})

const captions = [
  'reference',
  'Reference',
  'Request reference',
  'Gate!',
  'Gate?',
  'Permit date',
  'Request date',
]

test.each(captions)('%s is the property of that very name', (name) => {
  expect(propertyNamed(name, captions)).toBe(name)
})

test.each(['Data', 'Target', 'properties', '', '$', 'Target.Unknown', 'Priority.Target', 'constructor'])(
  '%j is about none, or about several',
  (name) => {
    expect(propertyNamed(name, properties)).toBeUndefined()
  },
)
