import { type Entity, optionOf, textOf, valueOf } from '~/api/entity.ts'
import type { Column } from '~/grid/data-grid.tsx'
import { Badge } from '~/ui/badge.tsx'
import { Time } from '~/ui/time.tsx'
import { conditionOf, type KnownProperty, knownText, stateOf, toneOf } from './target-words.ts'

type TargetColumn = Column<Entity>

// A title of 10,000 characters helps nobody.
const longestTitle = 500

/** Every column that can be chosen, in their order. */
export const targetColumns: readonly TargetColumn[] = [
  { id: 'id', header: 'ID', rowHeader: true, cell: (target) => target.id },
  { id: 'identifier', header: 'Identifier', cell: (target) => target.identifier },
  { id: 'state', header: 'State', cell: (target) => <OptionBadge option={stateOf(target)} /> },
  { id: 'condition', header: 'Condition', cell: (target) => <OptionBadge option={conditionOf(target)} /> },
  {
    id: 'type',
    header: 'Type',
    cell: (target) => optionOf(valueOf(target, 'Target.Type'), target.cultures ?? [])?.label,
  },
  {
    id: 'location',
    header: 'Location',
    cell: (target) => <OneLine text={knownText(target, 'targetLocation')} short />,
  },
  {
    id: 'message',
    header: 'Message',
    wide: true,
    cell: (target) => <OneLine text={knownText(target, 'targetMessage')} />,
  },
  { id: 'retries', header: 'Retries', cell: (target) => knownText(target, 'targetRetryCount') },
  { id: 'priority', header: 'Priority', cell: (target) => textOf(valueOf(target, 'Target.Priority'), []) },
  {
    id: 'started',
    header: 'Started',
    cell: (target) => <TimeOf target={target} property="targetStartedOn" />,
  },
  {
    id: 'completed',
    header: 'Completed',
    cell: (target) => <TimeOf target={target} property="targetCompletedOn" />,
  },
  {
    id: 'modified',
    header: 'Modified',
    cell: (target) => target.modified_on && <Time iso={target.modified_on} as="short" />,
  },
  {
    id: 'version',
    header: 'Version',
    cell: (target) => (target.version == null ? null : String(target.version)),
  },
]

/** The columns that are shown until a person chooses others. */
export const usualColumns: readonly string[] = [
  'id',
  'state',
  'condition',
  'location',
  'message',
  'started',
  'completed',
  'modified',
]

/** The id in the document of a target's link in the list. */
export const linkIdOf = (targetId: string): string => `target-${targetId}`

const OptionBadge = ({ option }: { option: ReturnType<typeof stateOf> }) =>
  option && <Badge tone={toneOf(option)}>{option.label}</Badge>

const OneLine = ({ text, short = false }: { text: string | null; short?: boolean }) =>
  text && (
    <span
      title={text.slice(0, longestTitle)}
      dir="auto"
      className={`block truncate ${short ? 'max-w-40' : ''}`}
    >
      {text.slice(0, longestTitle)}
    </span>
  )

function TimeOf({ target, property }: { target: Entity; property: KnownProperty }) {
  const iso = knownText(target, property)
  return iso && <Time iso={iso} as="short" />
}
