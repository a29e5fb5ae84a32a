import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { watchInterval } from './watch-interval.ts'

const target = (state: string, modified_on = new Date().toISOString()) => ({
  id: '3',
  modified_on,
  properties: { 'Target.State': { identifier: state } },
})

beforeEach(() => {
  vi.useFakeTimers()
  setConfig(consoleConfig.parse({ oidc: { authority: 'https://login.example.com', client_id: 'console' } }))
})
afterEach(() => {
  vi.useRealTimers()
})

test('one that is under way is watched often for two minutes and gently from then on, another not at all', () => {
  const waiting = target('Pending')
  expect(watchInterval(waiting)).toBe(2_000)
  vi.advanceTimersByTime(121_000)
  expect(watchInterval(waiting)).toBe(20_000)
  expect(watchInterval(target('InProgress'))).toBe(2_000)
  expect(watchInterval(target('Completed'))).toBe(false)
  expect(watchInterval(undefined)).toBe(false)
})

test.each([-3_600_000, 3_600_000])('a clock that is %i ms off changes nothing', (off) => {
  const waiting = target('Pending', new Date(Date.now() + off).toISOString())
  expect(watchInterval(waiting)).toBe(2_000)
  vi.advanceTimersByTime(121_000)
  expect(watchInterval(waiting)).toBe(20_000)
})
