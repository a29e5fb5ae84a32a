import type { ReactNode } from 'react'
import { type Entity, optionOf, textOf, valueOf } from '~/api/entity.ts'
import type { Column } from '~/grid/data-grid.tsx'
import { badgeClass } from '~/ui/badge.tsx'
import { shortTime } from '~/ui/time.tsx'
import { conditionOf, type KnownProperty, knownText, stateOf, toneOf } from './target-words.ts'

interface TargetColumn extends Omit<Column<Entity>, 'cell'> {
  readonly cell: (target: Entity, cultures: readonly string[]) => ReactNode
}

// A title of 10,000 characters helps nobody.
const longestTitle = 500

/** Every column that can be chosen, in their order. */
export const targetColumns: readonly TargetColumn[] = [
  { id: 'id', header: 'ID', rowHeader: true, cell: (target) => target.id },
  { id: 'identifier', header: 'Identifier', cell: (target) => target.identifier },
  { id: 'state', header: 'State', cell: (target, cultures) => optionBadge(stateOf(target, cultures)) },
  {
    id: 'condition',
    header: 'Condition',
    cell: (target, cultures) => optionBadge(conditionOf(target, cultures)),
  },
  {
    id: 'type',
    header: 'Type',
    cell: (target, cultures) => optionOf(valueOf(target, 'Target.Type'), cultures)?.label,
  },
  {
    id: 'location',
    header: 'Location',
    cell: (target, cultures) => oneLine(knownText(target, 'targetLocation', cultures), 'max-w-40'),
  },
  {
    id: 'message',
    header: 'Message',
    wide: true,
    cell: (target, cultures) => oneLine(knownText(target, 'targetMessage', cultures)),
  },
  { id: 'retries', header: 'Retries', cell: (target) => knownText(target, 'targetRetryCount', []) },
  { id: 'priority', header: 'Priority', cell: (target) => textOf(valueOf(target, 'Target.Priority'), []) },
  {
    id: 'started',
    header: 'Started',
    cell: (target) => timeOf(target, 'targetStartedOn'),
  },
  {
    id: 'completed',
    header: 'Completed',
    cell: (target) => timeOf(target, 'targetCompletedOn'),
  },
  {
    id: 'modified',
    header: 'Modified',
    cell: (target) => target.modified_on && shortTime(target.modified_on),
  },
  {
    id: 'version',
    header: 'Version',
    cell: (target) => (target.version == null ? null : String(target.version)),
  },
]

/** The columns with these ids, their texts in the first of the cultures that has one. */
export const columnsOf = (ids: readonly string[], cultures: readonly string[]): readonly Column<Entity>[] =>
  targetColumns
    .filter(({ id }) => ids.includes(id))
    .map((column) => ({ ...column, cell: (target) => column.cell(target, cultures) }))

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

// Functions and no components: a page of rows has 175 of them.
const optionBadge = (option: ReturnType<typeof stateOf>) =>
  option && <span className={badgeClass(toneOf(option))}>{option.label}</span>

const oneLine = (text: string | null, width = '') =>
  text && (
    <span
      onPointerEnter={(event) => (event.currentTarget.title = text.slice(0, longestTitle))}
      dir="auto"
      className={`block truncate ${width}`}
    >
      {text.slice(0, longestTitle)}
    </span>
  )

function timeOf(target: Entity, property: KnownProperty) {
  const iso = knownText(target, property, [])
  return iso && shortTime(iso)
}
