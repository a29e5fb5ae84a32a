import { expect, test } from 'vitest'
import { cellsOf, readTable } from './source-table.ts'
import { fileBytesMax, readSource, textOfBytes } from './source-text.ts'

const table = (text: string, name = '') => readTable({ text, name })
const linesOf = async (text: string, name = '') =>
  (await table(text, name)).rows.map(({ line, fault }) => (fault === undefined ? line : `${line} ${fault}`))

test.each([
  ['a,b\n1,2', '', 'csv'],
  ['a\tb\n1\t2', '', 'csv'],
  ['{"a": 1}\n{"a": 2}', '', 'ndjson'],
  ['{"a": 1}', '', 'json'],
  ['{\n"targets": [{"a": 1}]}', '', 'json'],
  [' [{"a": 1}]', '', 'json'],
  ['[a],b\n1,2', 'rows.CSV', 'csv'],
  ['{"a": 1}', 'rows.jsonl', 'ndjson'],
])('%j of file “%s” is %s', async (text, name, kind) => {
  expect((await table(text, name)).format.kind).toBe(kind)
})

test('lines are those of the file', async () => {
  expect(await linesOf('a,b\n1,2\n\n"3\n4",5\n6,7')).toEqual([2, 4, 6])
  expect(await linesOf('[\n{"a": 1}, {"a":\n2},\n\n{"a": 3}]')).toEqual([2, 2, 5])
  expect(await linesOf('{"note": [1,\n2],\n"targets": [\n{"a": 1},\n{"a": 2}]}')).toEqual([4, 5])
  expect(await linesOf('{"a": 1}\r\n\r\n{"a": \n7\n{"a": 3}')).toEqual([
    1,
    '3 It is no JSON: the text ends too early, expected a value.',
    '4 It is no JSON object.',
    5,
  ])
})

test('columns are all that any row has; properties as the API has them are columns too', async () => {
  const read = await table('[{"identifier": "a", "properties": {"x": 1.10}}, {"y": null, "x": 2}]')
  expect(read.columns).toEqual(['identifier', 'x', 'y'])
  const cells = read.rows.map((row) => cellsOf(read, row).map((cell) => cell && String(Object(cell).text)))
  expect(cells).toEqual([
    ['"a"', '1.10', undefined],
    [undefined, '2', 'null'],
  ])
  expect((await table('a,,c\n1,2,3')).columns).toEqual(['a', 'Column 2', 'c'])
})

test.each([
  ['There are none.', '', ''],
  ['The file is empty.', ' \n', 'rows.csv'],
  ['no row below it', 'a,b\n', ''],
  ['no row', '[]', ''],
  ['Line 2: expected a value.', '[{"a": 1},\n{"a": }]', ''],
  ['Line 1: expected a value.', 'no JSON', 'rows.json'],
  ['The quotation mark in line 2 is never closed.', 'a,b\n1,"2\n3,4', ''],
  ['more than 100,000 rows', 'a\n'.concat('1\n'.repeat(100_001)), ''],
])('refused: %s', async (message, text, name) => {
  await expect(table(text, name)).rejects.toThrow(message)
})

const bytes = (...all: number[]) => new Uint8Array(all)

test('a text is UTF-8, or UTF-16 that says so; anything else is refused, never guessed', () => {
  expect(textOfBytes(new TextEncoder().encode('\u{feff}é,日本'))).toBe('é,日本')
  expect(textOfBytes(bytes(0xff, 0xfe, 0xe9, 0))).toBe('é')
  expect(textOfBytes(bytes(0xfe, 0xff, 0, 0xe9))).toBe('é')
  expect(() => textOfBytes(bytes(0x61, 0xe9))).toThrow('not in UTF-8')
  expect(() => textOfBytes(bytes(0x50, 0x4b, 3, 4))).toThrow('workbook')
  expect(() => textOfBytes(bytes(0x61, 0, 0x62))).toThrow('no text')
})

test('a huge file is refused before it is read', async () => {
  const file = new File([], 'huge.csv')
  Object.defineProperty(file, 'size', { value: fileBytesMax + 1 })
  await expect(readSource(file)).rejects.toThrow('at most 50 MB')
})
