import { expect, test } from 'vitest'
import { listSearch, newTargetAddress, readOrigin } from './new-target-address.ts'

test.each([
  ['', { kind: 'nothing' }],
  ['?condition=Failure', { kind: 'nothing' }],
  ['?from=9007199254740993', { kind: 'copy', targetId: '9007199254740993' }],
  ['?from=last', { kind: 'template' }],
  ['?from=0', { kind: 'nothing', correction: expect.stringContaining('“from=0” is no id') }],
])('%j starts from %j', (search, origin) => {
  expect(readOrigin(new URLSearchParams(search))).toEqual(origin)
})

test('the list stays in the address, and what the form started from does not stay in the list’s', () => {
  expect(newTargetAddress('7', '?condition=Failure&from=3', '5')).toEqual({
    pathname: '/jobs/7/targets/new',
    search: 'condition=Failure&from=5',
  })
  expect(listSearch('?condition=Failure&from=5')).toBe('?condition=Failure')
  expect(listSearch('?from=5')).toBe('')
  expect(listSearch('?take=50')).toBe('?take=50')
})
