import { csvLine } from '~/lib/csv.ts'
import type { FailedTarget } from './group-causes.ts'

const header = ['id', 'location', 'completed_on', 'message']
const byteOrderMark = '﻿'

/** Failed targets as CSV (RFC 4180), marked as UTF-8. */
export const failuresFile = (targets: readonly FailedTarget[]): string =>
  byteOrderMark +
  [
    header,
    ...targets.map(({ id, location, completedOn, message }) => [
      id,
      location ?? '',
      completedOn ?? '',
      message,
    ]),
  ]
    .map((cells) => `${csvLine(cells.map(harmless), ',')}\r\n`)
    .join('')

/**
 * A spreadsheet would carry out what begins like a formula, at the start of a cell or of what it takes for one:
 * https://owasp.org/www-community/attacks/CSV_Injection.
 */
const harmless = (text: string): string => text.replace(/(^|[;\t\r\n])(?=[=+\-@])|^(?=[\t\r])/g, "$1'")
