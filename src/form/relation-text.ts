import { type RelationEnd, relationEnds, relationWith, type Side } from '~/api/relations.ts'
import { isEntityId } from '~/lib/entity-id.ts'
import type { EntityField, RelationPart } from './entity-fields.ts'

/** The ends of a relation as a form holds them, and what is typed into its box and not added yet. */
export interface TypedEnds {
  readonly ends: readonly RelationEnd[]
  readonly typed: string
}

const typing = '+'

/** "parent 30", an end a line, and "+31" for what is typed but not added. */
export const textOfEnds = ({ ends, typed }: TypedEnds): string =>
  [...ends.map(({ side, id }) => `${side} ${id}`), ...(typed ? [typing + typed] : [])].join('\n')

/** The reverse of `textOfEnds`. */
export function endsOfText(text: string): TypedEnds {
  const lines = text.split('\n').filter(Boolean)
  const typed = lines.find((line) => line.startsWith(typing))?.slice(typing.length) ?? ''
  const ends = lines.flatMap((line) => {
    const [, side, id] = /^(parent|child) (.+)$/.exec(line) ?? []
    return (side === 'parent' || side === 'child') && id ? [{ side, id } as const] : []
  })
  return { ends, typed }
}

/** The relation as it is sent, with the ends that the form holds. */
export const changedRelation = (
  { value }: EntityField,
  { address }: RelationPart,
  text: string,
): Record<string, unknown> => relationWith(value, endsOfText(text).ends, address)

const noId = 'Enter an id: a whole number.'

/** Why an id cannot be added, or undefined. */
export function problemOfEnd(ends: readonly RelationEnd[], side: Side, id: string): string | undefined {
  if (!isEntityId(id)) return noId
  return ends.some((end) => end.side === side && end.id === id) ? 'It is there already.' : undefined
}

/** Why the relation cannot be saved as it stands, or undefined: what is typed but not added must not be left behind. */
export function problemOfEnds(text: string): string | undefined {
  const id = endsOfText(text).typed.trim()
  if (id === '') return undefined
  return isEntityId(id) ? 'Add what is typed here, or empty the box.' : noId
}

/** The ends of a relation for people to read, a line each; null where there are none. */
export function shownEnds(relation: unknown): string | null {
  const ends = relationEnds(relation)
  return ends.length > 0 ? textOfEnds({ ends, typed: '' }) : null
}
