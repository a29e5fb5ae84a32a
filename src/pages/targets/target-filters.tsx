import { memo } from 'react'
import { optionChoices } from '~/api/option-lists.ts'
import { filterNames, type TargetFilter } from '~/api/target-filter.ts'
import { FilterSelect, FilterText } from '~/grid/filter-select.tsx'
import { Button } from '~/ui/button.tsx'

interface TargetFiltersProps {
  readonly filter: TargetFilter
  readonly onChange: (changes: Partial<Record<(typeof filterNames)[number], string | null>>) => void
}

/** The four filters of the API; each change is a new address. */
export const TargetFilters = memo(function TargetFilters({ filter, onChange }: TargetFiltersProps) {
  const some = filterNames.some((name) => filter[name] !== undefined)
  return (
    <search aria-label="Filter targets" className="flex flex-wrap items-end gap-2">
      <div className="grid flex-1 grid-cols-2 gap-2 max-sm:basis-full sm:max-w-3xl sm:grid-cols-4">
        <FilterSelect
          label="State"
          value={filter.state}
          choices={optionChoices('state')}
          onChange={(state) => onChange({ state })}
        />
        <FilterSelect
          label="Condition"
          value={filter.condition}
          choices={optionChoices('condition')}
          onChange={(condition) => onChange({ condition })}
        />
        <FilterSelect
          label="Type"
          value={filter.type}
          choices={optionChoices('type')}
          onChange={(type) => onChange({ type })}
        />
        <FilterText
          label="Location"
          value={filter.location}
          placeholder="Whole value"
          onChange={(location) => onChange({ location })}
        />
      </div>
      <Button
        variant="quiet"
        icon="close"
        className="max-sm:disabled:hidden"
        disabled={!some}
        onClick={() => onChange({ state: null, condition: null, type: null, location: null })}
      >
        Clear filters
      </Button>
    </search>
  )
})
