import { describe, expect, test } from 'vitest'
import { isEntityId } from './entity-id.ts'

describe('ids', () => {
  test.each(['1', '39596', '9007199254740993', '9223372036854775807'])('%s is one', (id) => {
    expect(isEntityId(id)).toBe(true)
  })

  test.each([
    '0',
    '-1',
    '+1',
    '01',
    '1.0',
    '1e3',
    ' 1',
    '',
    'abc',
    '9223372036854775808',
    '１',
    '1'.repeat(20),
  ])('%j is none', (id) => {
    expect(isEntityId(id)).toBe(false)
  })
})
