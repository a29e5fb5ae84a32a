import { expect, test } from 'vitest'
import { withCultures } from './with-cultures.ts'

test('cultures are written into the address, those of the settings are left out', () => {
  const usual = ['en-US', 'nl-NL']
  const search = new URLSearchParams('condition=Failure&skip=25&cultures=de-DE')
  expect(withCultures(search, ['nl-NL'], usual)).toBe('?condition=Failure&skip=25&cultures=nl-NL')
  expect(withCultures(search, ['nl-NL', 'de-DE'], usual)).toBe(
    '?condition=Failure&skip=25&cultures=nl-NL&cultures=de-DE',
  )
  expect(withCultures(search, usual, usual)).toBe('?condition=Failure&skip=25')
  expect(withCultures(new URLSearchParams('cultures=nl-NL'), [], usual)).toBe('')
})
