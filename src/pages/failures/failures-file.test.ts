import { expect, test } from 'vitest'
import { failuresFile } from './failures-file.ts'

const target = (id: string, message: string) => ({
  id,
  message,
  pattern: '',
  location: null,
  completedOn: null,
})

test('whatever a message holds is one cell, and nothing a spreadsheet would carry out', () => {
  const targets = [
    target('9007199254740993', 'says "no",\nthen ends'),
    target('2', '=HYPERLINK("http://x")'),
    target('3', 'a;=1\n-1'),
  ]
  expect(failuresFile(targets)).toBe(
    '﻿id,location,completed_on,message\r\n' +
      '9007199254740993,,,"says ""no"",\nthen ends"\r\n' +
      '2,,,"\'=HYPERLINK(""http://x"")"\r\n' +
      '3,,,"a;\'=1\n\'-1"\r\n',
  )
})
