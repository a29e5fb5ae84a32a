import { expect, test } from 'vitest'
import { parseJson, toJson } from '~/lib/json.ts'
import { readTemplates, withTemplate } from './target-template.ts'

const body = {
  identifier: 'a',
  properties: { 'Target.Data': parseJson('{"id":9007199254740993,"rate":1.10}') },
}

test('the last of each job is kept without its identifier, and its numbers come back as they were', () => {
  const text = toJson(withTemplate(withTemplate([], '7', { properties: {} }), '7', body))
  expect(text).toBe(
    '[{"jobId":"7","properties":{"Target.Data":{"id":9007199254740993,"rate":1.10}},"relations":{}}]',
  )
  expect(toJson(readTemplates(text))).toBe(text)
})

test('ten jobs are remembered, the oldest goes first', () => {
  const jobs = Array.from({ length: 12 }, (_, index) => String(index + 1))
  const all = jobs.reduce((kept, jobId) => withTemplate(kept, jobId, body), readTemplates(null))
  expect(all.map(({ jobId }) => jobId)).toEqual(jobs.toReversed().slice(0, 10))
})

test('one that is too large is not kept, nor is the one before it', () => {
  const large = { properties: { 'Target.Data': 'x'.repeat(300_000) } }
  expect(withTemplate(withTemplate([], '7', body), '7', large)).toEqual([])
})

test.each(['', '{', 'null', '[{"jobId":7}]'])('%j is nothing', (text) => {
  expect(readTemplates(text)).toEqual([])
})
