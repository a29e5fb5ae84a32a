import { Checkbox } from '~/ui/checkbox.tsx'
import type { useGridView } from './grid-view.tsx'
import { targetColumns } from './target-columns.tsx'

/** What "View" opens. Load it lazily. */
export function GridViewChoices({ view }: { view: ReturnType<typeof useGridView> }) {
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
