import { type ReactNode, Suspense } from 'react'
import { asRead, type Entity, idOfLink } from '~/api/entity.ts'
import { exactValueOf } from '~/api/exact-value.ts'
import { hrefOf } from '~/api/relations.ts'
import { config } from '~/lib/current-config.ts'
import { formatDuration } from '~/lib/duration.ts'
import { Badge } from '~/ui/badge.tsx'
import { CopyButton } from '~/ui/copy-button.tsx'
import { DefinitionList } from '~/ui/definition-list.tsx'
import { Disclosure } from '~/ui/disclosure.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { ScrollBox } from '~/ui/scroll-box.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { Time } from '~/ui/time.tsx'
import { LinkText } from './link-text.tsx'
import { PropertyValue } from './property-value.tsx'
import { Relations } from './relations.tsx'
import { TargetSection } from './target-section.tsx'
import { conditionOf, isFailed, isUnderWay, knownText, stateOf, toneOf } from './target-words.ts'

const JsonView = lazyPart(async () => (await import('~/ui/json-view.tsx')).JsonView)

interface TargetDetailsProps {
  readonly target: Entity
  /** In which it was read, the first one first. */
  readonly cultures: readonly string[]
}

/** Everything that is known of a target: what went wrong first, what we know by name, then all the rest as it is. */
export function TargetDetails({ target, cultures }: TargetDetailsProps) {
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
  const links = Object.entries(target).flatMap(([term, value]) => {
    const href = hrefOf(value)
    return href === null ? [] : [{ term, value: <LinkText name={term} href={href} /> }]
  })
  return (
    <div className="grid gap-5">
      <Outcome target={target} cultures={cultures} />
      <DefinitionList rows={facts(target, cultures)} />
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
      {links.length > 0 && (
        <Disclosure summary="Links">
          <DefinitionList rows={links} />
        </Disclosure>
      )}
      <Disclosure summary="Raw JSON">
        <Suspense fallback={<Skeleton label="Loading raw JSON" />}>
          <JsonView label="Raw JSON" value={asRead(target)} />
        </Suspense>
      </Disclosure>
    </div>
  )
}

function Outcome({ target, cultures }: TargetDetailsProps) {
  const state = stateOf(target, cultures)
  const condition = conditionOf(target, cultures)
  const message = knownText(target, 'targetMessage', cultures)
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

function facts(target: Entity, cultures: readonly string[]): { term: string; value: ReactNode }[] {
  const started = knownText(target, 'targetStartedOn', cultures)
  const completed = knownText(target, 'targetCompletedOn', cultures)
  const took = Date.parse(completed ?? '') - Date.parse(started ?? '')
  return [
    row('Location', knownText(target, 'targetLocation', cultures)),
    row('Started', started && <Time iso={started} as="beside" />),
    row('Completed', completed && <Time iso={completed} as="beside" />),
    row('Took', took >= 0 && formatDuration(took)),
    row('Retries', knownText(target, 'targetRetryCount', cultures)),
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
