import { type KeyboardEvent, memo, type MouseEvent, type ReactNode } from 'react'

export interface Column<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** The cell that names the row: a `th` whose content is the row's link. */
  readonly rowHeader?: boolean
  /** Takes the room that is left, and cuts what does not fit. */
  readonly wide?: boolean
}

export type Density = 'compact' | 'normal'

interface DataGridProps<Row> {
  /** The accessible name of the table. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** True while rows that were asked for are not there yet; the old ones stay. */
  readonly busy: boolean
  readonly density: Density
  /** A row's link: its id in the document, and the address that a new tab would open. */
  readonly linkOf: (row: Row) => RowLink
  /** Opens a row in this tab. */
  readonly onOpen: (row: Row) => void
  /** True for the row that is open beside the grid. */
  readonly isCurrent?: (row: Row) => boolean
}

interface RowLink {
  readonly id: string
  readonly href: string
}

/**
 * A plain table of one page of rows. Arrow keys, Home and End walk over the rows' links. Rows are keyed by their place, so
 * that turning a page rewrites texts and makes no nodes.
 */
export function DataGrid<Row>({
  label,
  columns,
  rows,
  busy,
  density,
  linkOf,
  onOpen,
  isCurrent,
}: DataGridProps<Row>) {
  // One listener for all rows: a router's link in each costs half of what a change of the filter may take.
  const open = (event: MouseEvent<HTMLElement>) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (!(event.target instanceof Element)) return
    const row = rows[event.target.closest('th a')?.closest('tr')?.sectionRowIndex ?? -1]
    if (row === undefined) return
    event.preventDefault()
    onOpen(row)
  }
  return (
    // A region that scrolls must be reachable by keyboard (WCAG 2.1.1): the links in it are.
    <div className="overflow-x-auto rounded-lg border bg-surface">
      <table aria-label={label} aria-busy={busy} className="data-table" data-density={density}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.wide ? 'w-full' : undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the links in it are what the keys act on */}
        <tbody onKeyDown={walkRows} onClick={open}>
          {rows.map((row, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- the place is the identity here: see above
            <GridRow
              key={place}
              row={row}
              columns={columns}
              linkOf={linkOf}
              current={isCurrent?.(row) ?? false}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface GridRowProps<Row> {
  readonly row: Row
  readonly columns: readonly Column<Row>[]
  readonly linkOf: (row: Row) => RowLink
  readonly current: boolean
}

function PlainRow<Row>({ row, columns, linkOf, current }: GridRowProps<Row>) {
  return (
    <tr data-current={current || undefined}>
      {columns.map((column) =>
        column.rowHeader ? (
          <th key={column.id} scope="row">
            <a {...linkOf(row)} className="link">
              {column.cell(row)}
            </a>
          </th>
        ) : (
          <td key={column.id} className={column.wide ? 'max-w-0 min-w-64' : 'whitespace-nowrap'}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  )
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- memo forgets the type parameter
const GridRow = memo(PlainRow) as typeof PlainRow

const steps: Record<string, (place: number, last: number) => number> = {
  ArrowDown: (place, last) => Math.min(place + 1, last),
  ArrowUp: (place) => Math.max(place - 1, 0),
  Home: () => 0,
  End: (_place, last) => last,
}

function walkRows(event: KeyboardEvent<HTMLElement>) {
  const step = steps[event.key]
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('th a')]
  const place = links.findIndex((link) => link === document.activeElement)
  if (place < 0) return
  event.preventDefault()
  links[step(place, links.length - 1)]?.focus()
}
