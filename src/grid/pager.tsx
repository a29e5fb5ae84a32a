import { Button } from '~/ui/button.tsx'
import { Select } from '~/ui/select.tsx'
import { lastPageSkip, previousSkip, rangeText } from './page-range.ts'

interface PagerProps {
  readonly skip: number
  readonly take: number
  /** How many rows are shown. */
  readonly shown: number
  /** How many rows there are in all; null where the server does not say. */
  readonly total: number | null
  readonly takeMax: number
  readonly onSkip: (skip: number) => void
  readonly onTake: (take: number) => void
}

const sizes = [10, 25, 50, 100, 200]

/** Which rows of how many, and the way to the others. It says only what is known. */
export function Pager({ skip, take, shown, total, takeMax, onSkip, onTake }: PagerProps) {
  const isLast = total === null ? shown < take : skip + take >= total
  const choices = [...new Set([...sizes.filter((size) => size <= takeMax), take])].toSorted((a, b) => a - b)
  return (
    <nav aria-label="Pagination" className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p aria-live="polite" className="mr-auto text-sm text-muted">
        {rangeText(skip, shown, total)}
      </p>
      <div className="flex items-center gap-2">
        <span aria-hidden="true" className="text-sm text-muted">
          Rows per page
        </span>
        <Select
          label="Rows per page"
          hideLabel
          value={String(take)}
          options={choices.map((size) => ({ value: String(size), label: String(size) }))}
          onChange={(event) => onTake(Number(event.target.value))}
        />
      </div>
      <div className="flex gap-1">
        <Button variant="quiet" inactive={skip === 0} onClick={() => onSkip(0)}>
          First
          <span className="sr-only"> page</span>
        </Button>
        <Button
          icon="back"
          iconOnly
          inactive={skip === 0}
          onClick={() => onSkip(previousSkip(skip, take, total))}
        >
          Previous page
        </Button>
        <Button icon="next" iconOnly inactive={isLast} onClick={() => onSkip(skip + take)}>
          Next page
        </Button>
        {total !== null && (
          <Button variant="quiet" inactive={isLast} onClick={() => onSkip(lastPageSkip(total, take))}>
            Last
            <span className="sr-only"> page</span>
          </Button>
        )}
      </div>
    </nav>
  )
}
