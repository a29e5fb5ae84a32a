import { Checkbox } from '~/ui/checkbox.tsx'
import { useState } from 'react'
import { withCultures } from '~/api/with-cultures.ts'
import { config } from '~/lib/current-config.ts'
import { type GridViewProps, useGridView } from './grid-view.tsx'
import { targetColumns } from './target-columns.tsx'

/** What "View" opens. Load it lazily. */
export function GridViewChoices(cultureChoice: GridViewProps) {
  const view = useGridView()
  return (
    <>
      <fieldset className="grid gap-1">
        <legend className="pb-1 text-sm font-medium">Columns</legend>
        {targetColumns
          .filter((column) => !column.rowHeader)
          .map((column) => (
            <Checkbox
              key={column.id}
              label={column.header}
              checked={view.columns.includes(column.id)}
              onChange={(event) => view.setColumn(column.id, event.target.checked)}
            />
          ))}
      </fieldset>
      <CultureChoice {...cultureChoice} />
      <div className="mt-2 border-t pt-2">
        <Checkbox
          label="Compact rows"
          checked={view.density === 'compact'}
          onChange={(event) => view.setCompact(event.target.checked)}
        />
      </div>
    </>
  )
}

function CultureChoice({ cultures, search, onSearch }: GridViewProps) {
  const usual = config().contentHub.cultures
  // What was chosen is shown at once, and in the end what the address says.
  const [chosen, setChosen] = useState(cultures)
  const [told, setTold] = useState(cultures)
  if (told !== cultures) {
    setTold(cultures)
    setChosen(cultures)
  }
  const offered = [...new Set([...usual, ...cultures])]
  if (offered.length === 1) return null
  const choose = (culture: string, wanted: boolean) => {
    const next = offered.filter((one) => (one === culture ? wanted : chosen.includes(one)))
    setChosen(next)
    onSearch(withCultures(search, next, usual))
  }
  return (
    <fieldset className="mt-2 grid gap-1 border-t pt-2">
      <legend className="contents text-sm font-medium">Texts in</legend>
      {offered.map((culture) => (
        <Checkbox
          key={culture}
          label={culture}
          checked={chosen.includes(culture)}
          onChange={(event) => choose(culture, event.target.checked)}
        />
      ))}
    </fieldset>
  )
}
