import { Select } from '~/ui/select.tsx'
import { type ColumnUse, keyOf, labelOf, leftOut, usesFor } from './column-use.ts'
import { kindChoices, knownField } from './import-fields.ts'
import { cellsOf, type SourceTable } from './source-table.ts'
import type { ReadImport } from './use-import-check.ts'

interface ColumnChoicesProps {
  readonly read: ReadImport
  readonly onChoose: (place: number, use: ColumnUse) => void
}

/** What each column of the file is for. */
export function ColumnChoices({ read: { table, fields, uses, usesProblem }, onChoose }: ColumnChoicesProps) {
  const isJson = table.format.kind !== 'csv'
  return (
    <section aria-label="Columns" className="grid grid-cols-1 gap-2">
      <h2 className="text-lg">Columns</h2>
      <ul className="grid grid-cols-1 divide-y rounded-lg border bg-surface px-3 text-sm">
        {table.columns.map((column, place) => {
          const use = uses[place] ?? leftOut
          const choices = usesFor(column, fields, isJson)
          const all = choices.some((one) => keyOf(one) === keyOf(use)) ? choices : [...choices, use]
          const asksKind =
            use.as === 'property' && use.culture === undefined && !knownField(use.property, fields)
          return (
            // oxlint-disable-next-line react/no-array-index-key -- two columns can have one name: the place is the identity
            <li
              key={place}
              className="grid items-center gap-x-4 gap-y-1.5 py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
            >
              <div className="min-w-0">
                <p className="font-medium wrap-anywhere">{column}</p>
                <p className="truncate text-muted">{exampleOf(table, place) || 'empty'}</p>
              </div>
              <div className="flex gap-2 *:flex-1">
                <Select
                  label={`Use of ${column}`}
                  hideLabel
                  value={keyOf(use)}
                  options={all.map((one) => ({ value: keyOf(one), label: labelOf(one) }))}
                  {...(usesProblem !== null && { 'aria-describedby': 'columns-problem' })}
                  onChange={({ target }) =>
                    onChoose(place, all.find((one) => keyOf(one) === target.value) ?? leftOut)
                  }
                />
                {asksKind && (
                  <Select
                    label={`Kind of ${column}`}
                    hideLabel
                    value={use.kind ?? 'line'}
                    options={kindChoices}
                    onChange={({ target }) => {
                      const kind = kindChoices.find(({ value }) => value === target.value)?.value
                      if (kind) onChoose(place, { ...use, kind })
                    }}
                  />
                )}
              </div>
            </li>
          )
        })}
      </ul>
      {usesProblem !== null && (
        <p id="columns-problem" role="alert" className="text-sm text-bad">
          {usesProblem}
        </p>
      )}
    </section>
  )
}

const lookedAt = 20

/** What the first rows have in a column. */
function exampleOf(table: SourceTable, place: number): string {
  const cells = table.rows.slice(0, lookedAt).map((row) => cellsOf(table, row)[place])
  const texts = cells.map((cell) => (typeof cell === 'string' ? cell : (cell?.text ?? '')))
  return texts.find((text) => text.trim() !== '')?.slice(0, 100) ?? ''
}
