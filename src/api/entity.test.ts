import { expect, test } from 'vitest'
import { parseJson } from '~/lib/json.ts'
import { entityId, idOfLink, optionOf, textOf } from './entity.ts'

test.each(['1', '39596', '9007199254740992', '9007199254740993', '9007199254741008', '9223372036854775807'])(
  'the id %s of an answer is a string in the app',
  (id) => {
    expect(entityId.parse(parseJson(id))).toBe(id)
  },
)

test.each(['1.5', '-3', '0', '9223372036854775808', 'null', '"x"'])(
  'an answer with the id %s is refused',
  (text) => {
    expect(entityId.safeParse(parseJson(text)).success).toBe(false)
  },
)

test('an option is read with the label of the first culture that has one', () => {
  const value = { identifier: 'InProgress', labels: { 'nl-NL': 'Bezig', 'en-US': 'In progress' } }
  expect(optionOf(value, ['en-US', 'nl-NL'])).toEqual({ identifier: 'InProgress', label: 'In progress' })
  expect(optionOf(value, ['fr-FR'])).toEqual({ identifier: 'InProgress', label: 'InProgress' })
  expect(optionOf({ identifier: 'X', labels: null }, ['en-US'])).toEqual({ identifier: 'X', label: 'X' })
  expect(optionOf(null, ['en-US'])).toBeNull()
  expect(optionOf({ labels: {} }, ['en-US'])).toBeNull()
})

test('text of a property, per culture or not', () => {
  expect(textOf({ 'nl-NL': 'Hallo', 'en-US': 'Hello' }, ['en-US'])).toBe('Hello')
  expect(textOf(parseJson('9007199254740993'), [])).toBe('9007199254740993')
  expect(textOf('', [])).toBe('')
  expect(textOf(null, [])).toBeNull()
  expect(textOf({ 'nl-NL': 'Hallo', 'en-US': 'Hello' }, [])).toBe('Hallo')
  expect(textOf({ 'nl-NL': 'Hallo', 'en-US': null }, ['en-US'])).toBe('Hallo')
  expect(textOf({ a: 1 }, ['en-US'])).toBeNull()
})

test('the id in a link', () => {
  expect(idOfLink('https://hub.example.com/api/entities/6')).toBe('6')
  expect(idOfLink('https://hub.example.com/api/entities/')).toBeNull()
  expect(idOfLink(null)).toBeNull()
})
