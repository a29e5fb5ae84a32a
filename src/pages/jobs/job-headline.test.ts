import { expect, test } from 'vitest'
import { entity } from '~/api/entity.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { type CountsOfJob, countsOfJob } from './counts-of-job.ts'
import { jobHeadline } from './job-headline.ts'
import type { EntityTimes } from './pending-time.ts'
import { otherCount, type TargetCounts } from './target-counts.ts'

const unknown: TargetCounts = {
  total: null,
  done: null,
  failed: null,
  running: null,
  waiting: null,
  cancelled: null,
}
const none: TargetCounts = { total: 0, done: 0, failed: 0, running: 0, waiting: 0, cancelled: 0 }
const now = Date.parse('2026-11-22T12:00:00Z')

const jobWith = (properties: object) => entity.parse({ id: 7, properties })
const untold: CountsOfJob = { targets: null, completed: null }

function sentence(
  state: string,
  condition: string,
  counts: TargetCounts,
  job: EntityTimes & Partial<CountsOfJob> = {},
) {
  const { status, rest } = jobHeadline({ ...untold, state, condition, ...job }, counts, now)
  return status.words + rest
}

test('tells state and counts in a sentence', () => {
  const counts = { ...none, total: 10_000, done: 9_203, failed: 412, waiting: 385 }
  expect(sentence('InProgress', 'None', counts)).toBe('Running · 9,203 done, 412 failed (4.1%), 385 waiting')
})

test.each([
  ['Created', 'Pending', { ...none, total: 40, waiting: 40 }, 'Created, not queued yet · 40 waiting'],
  ['InProgress', 'Pending', { ...none, total: 3, done: 1, running: 2 }, 'Running · 1 done, 2 running'],
  ['Completed', 'Success', { ...none, total: 25, done: 25 }, 'Succeeded · 25 done'],
  ['Completed', 'Failure', { ...none, total: 2, failed: 2 }, 'Failed · 2 failed (100%)'],
  ['Completed', 'Failed', { ...none, total: 8, done: 7, failed: 1 }, 'Failed · 7 done, 1 failed (12.5%)'],
  ['Cancelled', 'Cancelled', { ...none, total: 300, cancelled: 300 }, 'Cancelled · 300 cancelled'],
  ['Cancelled', 'None', none, 'Cancelled · no targets'],
  ['Processing_InProgress', 'Pending', unknown, 'Processing: running'],
  ['Frozen', 'Success', { ...none, total: 1, done: 1 }, 'Frozen · 1 done'],
])('%s with %s', (state, condition, counts, told) => {
  expect(sentence(state, condition, counts)).toBe(told)
})

test('a pending job says how long it waits, and warns when that is too long', () => {
  const counts = { ...none, total: 120, waiting: 120 }
  expect(sentence('Pending', 'Pending', counts, { modified_on: '2026-11-21T05:00:00Z' })).toBe(
    'Pending for 31 h, fails by itself in 17 h · 120 waiting',
  )
  const late = { ...untold, state: 'Pending', condition: 'Pending', modified_on: '2026-11-19T05:00:00Z' }
  expect(jobHeadline(late, counts, now).status.tone).toBe('warn')
  expect(sentence('Pre_Pending', 'Pending', unknown, { modified_on: '2026-11-19T05:00:00Z' })).toBe(
    'Pre: pending',
  )
})

test('leaves out what is not known', () => {
  expect(sentence('InProgress', 'None', { ...unknown, failed: 3 })).toBe('Running · 3 failed')
  expect(sentence('InProgress', 'None', { ...unknown, total: 3 })).toBe('Running · 3 targets')
  expect(sentence('InProgress', 'None', unknown)).toBe('Running')
})

test('what could not be counted is said as the job tells it', () => {
  const job = { targets: 1_500, completed: 600 }
  expect(sentence('InProgress', 'None', unknown, job)).toBe('Running · 600 of 1,500 targets completed')
  expect(sentence('InProgress', 'None', { ...unknown, failed: 30 }, job)).toBe('Running · 30 failed (2%)')
  expect(sentence('InProgress', 'None', { ...none, total: 1_501, done: 700 }, job)).toContain('700 done')
  expect(sentence('Created', 'None', unknown, { targets: 40 })).toBe('Created, not queued yet · 40 targets')
})

test('the counts of a job are read by the names that the settings give', () => {
  setConfig(
    consoleConfig.parse({
      oidc: { authority: 'https://login.example.com', client_id: 'console' },
      contentHub: { properties: { targetCount: 'Own.Count' } },
    }),
  )
  expect(countsOfJob(jobWith({ 'Own.Count': 1_500, 'Job.TargetsCompleted': 600 }))).toEqual({
    targets: 1_500,
    completed: 600,
  })
  expect(countsOfJob(jobWith({ 'Own.Count': 0, 'Job.TargetsCompleted': 0 }))).toEqual(untold)
  expect(countsOfJob(jobWith({ 'Own.Count': 'many', 'Job.TargetCount': 3 }))).toEqual(untold)
})

test('tells what is in no state that was counted', () => {
  const counts = { ...none, total: 100, done: 90, cancelled: 3 }
  expect(otherCount(counts)).toBe(7)
  expect(sentence('Cancelled', 'None', counts)).toBe('Cancelled · 90 done, 3 cancelled, 7 in other states')
  expect(otherCount({ ...counts, done: 200 })).toBe(0)
  expect(otherCount({ ...none, total: 100, done: 90, running: 6 })).toBe(0)
  expect(otherCount({ ...none, total: 100, done: 90, running: 4 })).toBe(6)
  expect(otherCount({ ...counts, waiting: null })).toBeNull()
})
