import { expect, test } from 'vitest'
import { jobStatus } from './job-status.ts'

const words = (state: string | null, condition: string | null) => jobStatus({ state, condition }).words

test.each([
  ['Created', 'Pending', 'Created, not queued yet'],
  ['Pending', 'Pending', 'Pending'],
  ['InProgress', 'None', 'Running'],
  ['InProgress', 'Pending', 'Running'],
  ['Completed', 'Success', 'Succeeded'],
  ['Completed', 'Failure', 'Failed'],
  ['Completed', 'Failed', 'Failed'],
  ['Cancelled', 'Cancelled', 'Cancelled'],
  ['Cancelled', 'None', 'Cancelled'],
])('%s with %s is told as “%s”', (state, condition, told) => {
  expect(words(state, condition)).toBe(told)
})

test('the condition counts only for a completed job', () => {
  expect(words('InProgress', 'Failure')).toBe('Running')
  expect(words('Cancelled', 'Success')).toBe('Cancelled')
})

test('a completed job without an outcome is told as completed, an outcome that is not known as it is', () => {
  expect(words('Completed', null)).toBe('Completed')
  expect(words('Completed', 'None')).toBe('Completed')
  expect(words('Completed', 'Pending')).toBe('Completed, condition Pending')
})

test('stages are told as stages', () => {
  expect(jobStatus({ state: 'Processing_InProgress', condition: 'Pending' })).toEqual({
    words: 'Processing: running',
    tone: 'info',
  })
  expect(words('Pre_Waiting', null)).toBe('Pre: waiting')
  expect(words('Post_Completed', 'Success')).toBe('Post: completed')
})

test('what is not known is shown as it is', () => {
  expect(words('Frozen', 'Success')).toBe('Frozen')
  expect(words('Processing_Frozen', null)).toBe('Processing_Frozen')
  expect(words('constructor', null)).toBe('constructor')
  expect(words('Failed', 'Failed')).toBe('Failed')
  expect(words(null, null)).toBe('State unknown')
})
