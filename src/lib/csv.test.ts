import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine, csvRows, guessDelimiter, OpenQuote } from './csv.ts'

const rows = (text: string, delimiter = ',') => [...csvRows(text, delimiter)]

test('cells in quotes hold delimiters, line breaks and quotation marks; lines are counted as an editor counts them', () => {
  expect(rows('a,b\r\n"1,\n2","say ""x"""\r\n\r\n,\n3,4')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1,\n2', 'say "x"'] },
    { line: 5, cells: ['', ''] },
    { line: 6, cells: ['3', '4'] },
  ])
})

test('what goes on after a closing quotation mark is a fault of its row alone', () => {
  expect(rows('"a"b,c\nd,e')).toEqual([
    { line: 1, cells: ['ab', 'c'], fault: 'Cell 1 goes on after its closing quotation mark.' },
    { line: 2, cells: ['d', 'e'] },
  ])
})

test('a quotation mark that never closes is told with its line', () => {
  expect(() => rows('a,b\n1,2\n3,"4\n5,6\n')).toThrow(new OpenQuote(3))
})

test.each([
  ['a,b;c,d', ','],
  ['"a,b,c";d', ';'],
  ['a\tb, c', '\t'],
  ['a|b', '|'],
  ['alone', ','],
  ['', ','],
])('the delimiter of %j is %j', (text, delimiter) => {
  expect(guessDelimiter(text)).toBe(delimiter)
})

test('whatever is written is read again', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('=1+1', '"', ',', '\n', '\r\n', ' x ', ';', '\t'))
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      (table, delimiter, end) => {
        const text = table.map((cells) => csvLine(cells, delimiter)).join(end)
        expect(rows(text, delimiter).map(({ cells }) => cells)).toEqual(table)
      },
    ),
  )
})
