import { beforeEach, expect, test, vi } from 'vitest'
import type { Entity } from '~/api/entity.ts'
import { parseConfig } from '~/lib/config.ts'
import { setConfig } from '~/lib/current-config.ts'
import { readPreference, writePreference } from '~/lib/preference.ts'
import { forgetJob, pinJob, readRememberedJobs, rememberJob } from './remembered-jobs.ts'

let sub = 'operator'
vi.mock('~/session/session.ts', () => ({ getSession: () => ({ person: { sub } }) }))
setConfig(parseConfig({ oidc: { authority: 'https://login.example.com', client_id: 'jobs-console' } }))
const preference = () => `jobs jobs-console https://login.example.com jobs-console ${sub}`
beforeEach(() => writePreference(preference(), null))

const remembered = () => readRememberedJobs(readPreference(preference()))
const ids = () => remembered().map(({ id }) => id)
const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString()

const job = (id: string, state = 'InProgress'): Entity => ({
  id,
  properties: {
    'Job.Type': { identifier: 'MassEdit', labels: { 'en-US': 'Mass edit' } },
    'Job.State': { identifier: state, labels: { 'en-US': 'In progress' } },
    'Job.Condition': { identifier: 'Pending' },
    'Job.Title': { 'en-US': 'Autumn catalogue' },
  },
})

test('the last opened job comes first, once, as it was seen last', () => {
  rememberJob(job('1'), at(1))
  rememberJob(job('9007199254740993'), at(2))
  rememberJob(job('1', 'Completed'), at(3))
  expect(ids()).toEqual(['1', '9007199254740993'])
  expect(remembered()[0]).toEqual({
    id: '1',
    title: 'Autumn catalogue',
    type: 'Mass edit',
    state: 'Completed',
    condition: 'Pending',
    openedOn: at(3),
    pinned: false,
  })
})

test('ten recent ones are kept, and every pinned one', () => {
  rememberJob(job('1'), at(0))
  pinJob('1', true)
  for (let n = 2; n <= 13; n += 1) rememberJob(job(String(n)), at(n))
  expect(ids()).toEqual(['13', '12', '11', '10', '9', '8', '7', '6', '5', '4', '1'])
  rememberJob(job('1'), at(20))
  expect(remembered()[0]).toMatchObject({ id: '1', pinned: true })
  pinJob('1', false)
  expect(ids()).toHaveLength(10)
})

test('a job can be forgotten', () => {
  rememberJob(job('1'), at(1))
  rememberJob(job('2'), at(2))
  forgetJob('2')
  expect(ids()).toEqual(['1'])
})

test('what one person opened is nothing to the next', () => {
  rememberJob(job('1'), at(1))
  sub = 'viewer'
  expect(ids()).toEqual([])
  rememberJob(job('2'), at(2))
  expect(ids()).toEqual(['2'])
  writePreference(preference(), null)
  sub = 'operator'
  expect(ids()).toEqual(['1'])
})

test('text that is not ours is nothing, and is replaced by the next visit', () => {
  for (const text of ['', '{', '{}', '[{"id":"1"}]', '[{"id":1}]'])
    expect(readRememberedJobs(text)).toEqual([])
  writePreference(preference(), 'not JSON')
  rememberJob(job('7'), at(1))
  expect(ids()).toEqual(['7'])
})
