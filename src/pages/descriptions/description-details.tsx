import { Suspense } from 'react'
import { asRead, type Entity } from '~/api/entity.ts'
import { exactValueOf } from '~/api/exact-value.ts'
import { isRecord, JsonText } from '~/lib/json.ts'
import { Disclosure } from '~/ui/disclosure.tsx'
import { When } from '~/pages/jobs/job-facts.tsx'
import { toldRows } from '~/pages/jobs/told-rows.ts'
import { PropertyValue } from '~/pages/targets/property-value.tsx'
import { Relations } from '~/pages/targets/relations.tsx'
import { TargetSection } from '~/pages/targets/target-section.tsx'
import { DefinitionList } from '~/ui/definition-list.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'

const JsonView = lazyPart(async () => (await import('~/ui/json-view.tsx')).JsonView)

/** Everything that is known of a description; JSON as the server spells it. */
export function DescriptionDetails({ description }: { description: Entity }) {
  const values = Object.keys(description.properties ?? {}).map(
    (name) => [name, exactValueOf(description, name)] as const,
  )
  const others = values.filter(([, value]) => !isJson(value))
  return (
    <div className="grid min-w-0 grid-cols-1 gap-5">
      <DefinitionList rows={factsOf(description)} />
      {values
        .filter(([, value]) => isJson(value))
        .map(([name, value]) => (
          <TargetSection key={name} title={name}>
            <Json label={name} value={value} />
          </TargetSection>
        ))}
      {others.length > 0 && (
        <TargetSection title="Other properties">
          <DefinitionList
            rows={others.map(([term, value]) => ({
              term,
              value: <PropertyValue name={term} value={value} />,
            }))}
          />
        </TargetSection>
      )}
      <Relations relations={description.relations ?? {}} />
      <Disclosure summary="Raw JSON">
        <Json label="Raw JSON" value={asRead(description)} />
      </Disclosure>
    </div>
  )
}

const isJson = (value: unknown): boolean =>
  value instanceof JsonText || isRecord(value) || Array.isArray(value)

const Json = (props: { label: string; value: unknown }) => (
  <Suspense fallback={<Skeleton label={`Loading ${props.label}`} lines={6} />}>
    <JsonView {...props} />
  </Suspense>
)

const factsOf = (description: Entity) =>
  toldRows([
    { term: 'ID', value: description.id },
    { term: 'Identifier', value: description.identifier },
    {
      term: 'Locked',
      value: (description.locked_on || description.locked_by) && (
        <When who={description.locked_by} iso={description.locked_on} since />
      ),
    },
    {
      term: 'Created',
      value: description.created_on && <When who={description.created_by} iso={description.created_on} />,
    },
    {
      term: 'Modified',
      value: description.modified_on && <When who={description.modified_by} iso={description.modified_on} />,
    },
    { term: 'Version', value: description.version == null ? null : String(description.version) },
  ])
