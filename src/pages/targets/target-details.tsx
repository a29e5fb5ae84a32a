import { type ReactNode, Suspense } from 'react'
import { asRead, type Entity, idOfLink } from '~/api/entity.ts'
import { exactValueOf } from '~/api/exact-value.ts'
import { config } from '~/lib/current-config.ts'
import { formatDuration } from '~/lib/duration.ts'
import { Badge } from '~/ui/badge.tsx'
import { CopyButton } from '~/ui/copy-button.tsx'
import { DefinitionList } from '~/ui/definition-list.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { ScrollBox } from '~/ui/scroll-box.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { Time } from '~/ui/time.tsx'
import { PropertyValue } from './property-value.tsx'
import { Relations } from './relations.tsx'
import { TargetSection } from './target-section.tsx'
import { conditionOf, isFailed, isUnderWay, knownText, stateOf, toneOf } from './target-words.ts'

const JsonView = lazyPart(async () => (await import('~/ui/json-view.tsx')).JsonView)

/** Everything that is known of a target: what went wrong first, what we know by name, then all the rest as it is. */
export function TargetDetails({ target }: { target: Entity }) {
  const { properties } = config().contentHub
  const shownAbove = new Set<string>([
    properties.targetState,
    properties.targetCondition,
    properties.targetLocation,
    properties.targetMessage,
    properties.targetStartedOn,
    properties.targetCompletedOn,
    properties.targetRetryCount,
    properties.targetData,
  ])
  const others = Object.entries(target.properties ?? {}).filter(([name]) => !shownAbove.has(name))
  const data = exactValueOf(target, properties.targetData)
  return (
    <div className="grid gap-5">
      <Outcome target={target} />
      <DefinitionList rows={facts(target)} />
      {data !== null && (
        <TargetSection title={properties.targetData}>
          <Suspense fallback={<Skeleton label="Loading data" />}>
            <JsonView label={properties.targetData} value={data} />
          </Suspense>
        </TargetSection>
      )}
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
      <Relations relations={target.relations ?? {}} />
      <details className="rounded-lg border bg-surface">
        <summary className="px-3 py-2 text-sm font-medium">Raw JSON</summary>
        <div className="border-t p-3">
          <Suspense fallback={<Skeleton label="Loading raw JSON" />}>
            <JsonView label="Raw JSON" value={asRead(target)} />
          </Suspense>
        </div>
      </details>
    </div>
  )
}

function Outcome({ target }: { target: Entity }) {
  const state = stateOf(target)
  const condition = conditionOf(target)
  const message = knownText(target, 'targetMessage')
  const failed = isFailed(target) && !isUnderWay(target)
  return (
    <div className="grid gap-2">
      <p role="status" className="flex flex-wrap gap-2">
        <span className="sr-only">State:</span>
        {state && <Badge tone={toneOf(state)}>{state.label}</Badge>}
        {condition && <Badge tone={toneOf(condition)}>{condition.label}</Badge>}
      </p>
      {message && (
        <div
          className={`flex items-start gap-3 rounded-lg border px-3 py-2 ${failed ? 'border-bad-fill bg-bad-soft' : 'bg-sunken'}`}
        >
          <ScrollBox label="Message" className="max-h-64 min-w-0 whitespace-pre-wrap flex-1 wrap-anywhere">
            <p dir="auto">{message}</p>
          </ScrollBox>
          <CopyButton text={message} label="Copy message" iconOnly />
        </div>
      )}
    </div>
  )
}

function facts(target: Entity): { term: string; value: ReactNode }[] {
  const started = knownText(target, 'targetStartedOn')
  const completed = knownText(target, 'targetCompletedOn')
  const took = Date.parse(completed ?? '') - Date.parse(started ?? '')
  return [
    row('Location', knownText(target, 'targetLocation')),
    row('Started', started && <Time iso={started} as="beside" />),
    row('Completed', completed && <Time iso={completed} as="beside" />),
    row('Took', took >= 0 && formatDuration(took)),
    row('Retries', knownText(target, 'targetRetryCount')),
    row('Identifier', target.identifier),
    row('Created', target.created_on && <Time iso={target.created_on} as="beside" />),
    row('Modified', target.modified_on && <Time iso={target.modified_on} as="beside" />),
    row('Modified by', personOf(target.modified_by?.href)),
    row('Locked', target.locked_on && <Locked by={target.locked_by?.href} since={target.locked_on} />),
    row('Version', target.version == null ? null : String(target.version)),
  ].filter(({ value }) => value !== null && value !== undefined && value !== false && value !== '')
}

const row = (term: string, value: ReactNode) => ({ term, value })

const Locked = ({ by, since }: { by: string | null | undefined; since: string }) => (
  <>
    {personOf(by)} since <Time iso={since} as="beside" />
  </>
)

/** The API names people by a link to their entity; more is not to be had here. */
const personOf = (href: string | null | undefined): string | null => {
  const id = idOfLink(href)
  return id === null ? null : `user ${id}`
}
