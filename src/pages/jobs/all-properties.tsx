import { PropertyValue } from '~/pages/targets/property-value.tsx'
import { DefinitionList } from '~/ui/definition-list.tsx'
import { Disclosure } from '~/ui/disclosure.tsx'

/** Every property of the job as it came, known ones too. */
export function AllProperties({ properties }: { properties: Readonly<Record<string, unknown>> }) {
  const rows = Object.entries(properties)
  return (
    <Disclosure summary={`All properties (${rows.length})`}>
      {rows.length === 0 ? (
        <p className="text-sm text-muted">The server told no properties of this job.</p>
      ) : (
        <DefinitionList
          rows={rows.map(([term, value]) => ({ term, value: <PropertyValue name={term} value={value} /> }))}
        />
      )}
    </Disclosure>
  )
}
