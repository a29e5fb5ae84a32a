import { type ReactNode, useState } from 'react'
import { formatNumber } from '~/lib/format.ts'
import { Button } from '~/ui/button.tsx'

interface LineTableProps<Row> {
  /** The accessible name of the table. */
  readonly label: string
  readonly head: readonly string[]
  readonly rows: readonly Row[]
  readonly lineOf: (row: Row) => number
  /** The cells after the line's. */
  readonly cells: (row: Row) => readonly ReactNode[]
}

const step = 50

/** Rows of a file by their line, some at a time. */
export function LineTable<Row>({ label, head, rows, lineOf, cells }: LineTableProps<Row>) {
  const [most, setMost] = useState(step)
  return (
    <div className="grid grid-cols-1 gap-2">
      <table aria-label={label} className="w-full text-sm">
        <thead>
          <tr className="border-b text-left text-muted">
            {['Line', ...head].map((name) => (
              <th key={name} scope="col" className="py-1.5 pr-3 font-medium last:w-full">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((row, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- two rows can stand in one line, and their order stays
            <tr key={place} className="border-b align-top last:border-b-0">
              <th scope="row" className="py-1.5 pr-3 text-right font-normal tabular-nums">
                {formatNumber(lineOf(row))}
              </th>
              {cells(row).map((cell, place) => (
                <td key={head[place]} className="py-1.5 pr-3 wrap-anywhere last:pr-0">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <Button className="justify-self-center" onClick={() => setMost(most + step)}>
          Show more
        </Button>
      )}
    </div>
  )
}
