import { afterEach, expect, test, vi } from 'vitest'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { awaitWorker, goesOn } from './job-goes-on.ts'

const job = (id: string, state: string) => ({ id, properties: { 'Job.State': { identifier: state } } })

afterEach(() => {
  vi.useRealTimers()
})

test('a finished job may go on for a while after something was written to it', () => {
  vi.useFakeTimers()
  setConfig(consoleConfig.parse({ oidc: { authority: 'https://login.example.com', client_id: 'console' } }))
  expect(goesOn(job('7', 'InProgress'))).toBe(true)
  expect(goesOn(job('7', 'Completed'))).toBe(false)
  awaitWorker('7')
  expect(goesOn(job('7', 'Completed'))).toBe(true)
  expect(goesOn(job('8', 'Completed'))).toBe(false)
  vi.advanceTimersByTime(120_000)
  expect(goesOn(job('7', 'Completed'))).toBe(false)
})
