import { expect, test } from 'vitest'
import { parseJson } from '~/lib/json.ts'
import { summarizeConfiguration } from './configuration-summary.ts'

test('a mass edit as code writes it', () => {
  const summary = summarizeConfiguration({
    $type: 'Stylelabs.M.Base.MassEdit.MassEditJobDescription, Stylelabs.M.Base',
    Operations: [{ $type: 'Stylelabs.M.Base.MassEdit.RefreshRenditionsOperation, Stylelabs.M.Base' }, {}],
    Targets: [32637, 32638],
  })
  expect(summary).toMatchObject({
    type: 'MassEditJobDescription',
    operations: ['RefreshRenditionsOperation', 'without a type'],
    targets: 2,
  })
})

test('a mass edit as the documentation shows it', () => {
  const summary = summarizeConfiguration({ operations: [{ type: 'Lifecycle' }], targets: [] })
  expect(summary).toMatchObject({ type: null, operations: ['Lifecycle'], targets: 0 })
})

test('what it does not know it leaves unsaid', () => {
  expect(summarizeConfiguration({ Operations: 'all', $type: 7 })).toMatchObject({
    type: null,
    operations: null,
    targets: null,
  })
  expect(summarizeConfiguration('no JSON any m')).toMatchObject({ type: null, text: '"no JSON any m"' })
})

test('numbers keep their digits, the size is that of UTF-8', () => {
  const summary = summarizeConfiguration(parseJson('{"id":9007199254740993,"name":"é"}'))
  expect(summary.text).toContain('9007199254740993')
  expect(summary.bytes).toBe(35)
})

test('only the beginning of a long one is shown', () => {
  const summary = summarizeConfiguration({ Targets: Array.from({ length: 5_000 }, (_, n) => n) })
  expect(summary.text.length).toBeLessThanOrEqual(2_000)
  expect(summary.text.split('\n').length).toBe(40)
  expect(summary.length).toBeGreaterThan(20_000)
  expect(summarizeConfiguration('x'.repeat(5_000)).text.length).toBe(2_000)
})
