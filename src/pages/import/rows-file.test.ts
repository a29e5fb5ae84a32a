import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ItemOutcome } from '~/api/operation.ts'
import type { ImportItem } from './import-item.ts'
import { failedRowsFile, resultsFile, resultsOf } from './rows-file.ts'
import { readTable, type SourceTable } from './source-table.ts'

const created: ItemOutcome = { state: 'done', id: '7', found: false }
const failed = (reason: string): ItemOutcome => ({ state: 'failed', reason })

/** The rows of a file with what became of each. */
async function results(text: string, outcomes: readonly ItemOutcome[], wasChecked = true) {
  const table: SourceTable = await readTable({ text, name: '' })
  const items = table.rows.map(({ line, source }): ImportItem => ({
    line,
    source: typeof source === 'string' ? source : [...source],
    identifier: wasChecked ? `id-${line}` : null,
    generated: true,
    text: wasChecked ? '{}' : null,
  }))
  const plan = { format: table.format, header: [...table.header], identifierColumn: null }
  return { plan, all: resultsOf([{ items, outcomes }]) }
}

const fileOf = async (text: string, ...outcomes: readonly ItemOutcome[]) => {
  const { plan, all } = await results(text, outcomes)
  return failedRowsFile(plan, all).text
}

/** Of rows that were never sent. */
const faultyFileOf = async (text: string, ...outcomes: readonly ItemOutcome[]) => {
  const { plan, all } = await results(text, outcomes, false)
  return failedRowsFile(plan, all).text
}

test('CSV: the rows that failed as they were, with line and reason in front', async () => {
  expect(
    await faultyFileOf(
      'a;b\n1;=1+1\n2;"x;y"\n3;z;more',
      created,
      failed('wrong; mend it'),
      failed('too many'),
    ),
  ).toBe('line;reason;a;b\r\n3;"wrong; mend it";2;"x;y"\r\n4;too many;3;z;more\r\n')
})

test('corrected and failed again: the old answer gives way to the new one', async () => {
  expect(await faultyFileOf('line,reason,a\n3,old,2', failed('new'))).toBe('line,reason,a\r\n2,new,2\r\n')
  expect(await faultyFileOf('[{"line": 3, "reason": "old", "a": 1.10}]', failed('new'))).toBe(
    '[\n{"line": 1, "reason": "new", "a": 1.10}\n]\n',
  )
})

test('what was sent comes back with its identifier', async () => {
  expect(await fileOf('a,b\n1,2\n3,4\n5,6', { state: 'sent' }, { state: 'waiting' }, failed('refused'))).toBe(
    'line,reason,identifier,a,b\r\n' +
      '2,Nobody knows whether it was created. Look for its identifier before you send it again.,id-2,1,2\r\n' +
      '3,It was not sent.,,3,4\r\n' +
      '4,refused,id-4,5,6\r\n',
  )
})

test('JSON: values keep their spelling; what is no JSON is kept as its text', async () => {
  expect(
    await faultyFileOf(
      '{"2": 1.10, "1": [1e400]}\n{"a": \n{"b": 1}',
      failed('x'),
      failed('no JSON'),
      created,
    ),
  ).toBe(
    '{"line": 1, "reason": "x", "2": 1.10, "1": [1e400]}\n{"line": 2, "reason": "no JSON", "row": "{\\"a\\":"}\n',
  )
})

test('whatever the cells hold, they come back as they were', async () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('=1', '+1', '-1', '@x', '"', ',', '\n', '\t', '00012'))
  const row = fc.tuple(cell, cell).filter((cells) => cells.some((one) => one !== ''))
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
      const text = failedRowsFile(
        { format: { kind: 'csv', delimiter: ',' }, header: ['a', 'b'], identifierColumn: null },
        rows.map((source, place) => ({
          item: { line: place + 2, source, identifier: null, generated: false, text: null },
          outcome: failed('why, "so"'),
        })),
      ).text
      const again = await readTable({ text, name: 'failed.csv' })
      expect(again.columns).toEqual(['a', 'b'])
      expect(again.rows.map(({ source }) => source.slice(2))).toEqual(rows)
    }),
  )
})

test('the results name each row with its new id', async () => {
  const { all } = await results('a\n1\n2\n3', [
    created,
    { state: 'done', id: '8', found: true },
    failed('wrong'),
  ])
  expect(resultsFile(all)).toBe(
    'line,identifier,id,outcome\r\n2,id-2,7,created\r\n3,id-3,8,"created, found afterwards"\r\n4,id-4,,wrong\r\n',
  )
})
