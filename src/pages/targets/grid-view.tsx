import { Suspense, useId, useMemo, useState } from 'react'
import type { Density } from '~/grid/data-grid.tsx'
import { usePreference } from '~/lib/preference.ts'
import { buttonClass } from '~/ui/button.tsx'
import { Icon } from '~/ui/icon.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { targetColumns, usualColumns } from './target-columns.tsx'

const GridViewChoices = lazyPart(async () => (await import('./grid-view-choices.tsx')).GridViewChoices)

/** Which columns and how dense: what a person likes, not what an address shows, so this browser remembers it. */
export function useGridView() {
  const [chosen, setChosen] = usePreference('target-columns')
  const [density, setDensity] = usePreference('density')
  const columns = useMemo(() => (chosen === null ? usualColumns : ['id', ...chosen.split(' ')]), [chosen])
  const rows: Density = density === 'compact' ? 'compact' : 'normal'
  return {
    columns,
    density: rows,
    setCompact: (compact: boolean) => setDensity(compact ? 'compact' : null),
    setColumn: (id: string, shown: boolean) => {
      const next = targetColumns
        .map((column) => column.id)
        .filter((one) => (one === id ? shown : columns.includes(one)))
      setChosen(
        next.join(' ') === usualColumns.join(' ') ? null : next.filter((one) => one !== 'id').join(' '),
      )
    },
  }
}

export interface GridViewProps {
  /** In which texts are shown. */
  readonly cultures: readonly string[]
  readonly search: URLSearchParams
  readonly onSearch: (search: string) => void
}

/** Button "View" and what it opens: columns, density, cultures. What is closed is not there, so that no name stands twice. */
export function GridView(props: GridViewProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" popoverTarget={id} className={buttonClass()}>
        <Icon name="columns" />
        View
      </button>
      <div
        id={id}
        popover="auto"
        role="group"
        aria-label="View"
        onBeforeToggle={(event) => setOpen(event.newState === 'open')}
        className="popup menu-popover w-56 p-3"
      >
        <Suspense>{open && <GridViewChoices {...props} />}</Suspense>
      </div>
    </>
  )
}
