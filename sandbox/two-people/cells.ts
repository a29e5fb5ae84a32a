import { relationKey } from '../../src/api/exact-value.ts'
import { relationEnds } from '../../src/api/relations.ts'
import { endsOfText } from '../../src/form/relation-text.ts'
import { isRecord, parseJson, toJson } from '../../src/lib/json.ts'
import { jsonMembers } from '../../src/lib/json-text.ts'

/** What the server holds of an entity, cell by cell: a property, or one culture of it, as JSON text. */
export type Cells = ReadonlyMap<string, string>

/** The property, or the relation by its key, that a cell is of. */
export const propertyOf = (cell: string): string => /^Relation \S+|^\S+/.exec(cell)?.[0] ?? cell

/** The entity as it is held; null where there is none. */
export interface Held {
  /** Its id and version. */
  readonly version: string
  readonly cells: Cells
}

/** What can be typed into an input, and what the server holds then. */
interface Typed {
  readonly property: string
  readonly culture?: string
  readonly texts: readonly string[]
  readonly held: (text: string) => string
}

export const cultures = ['en-US', 'nl-NL']

const asText = (text: string) => JSON.stringify(text)
const asJson = (text: string) => text.replaceAll(' ', '') || 'null'
const asTime = (text: string) => (text ? `"${new Date(text).toISOString().slice(0, 19)}.0000000Z"` : 'null')

const title = { property: 'Target.Title', texts: ['a', 'b', ''], held: asText }

/** The inputs of a target in which people type here. Few values each, so that both often type the same. */
export const targetInputs: readonly Typed[] = [
  { property: 'Target.StateDescription', texts: ['a', 'b', 'c\nd', ''], held: asText },
  { property: 'Target.Priority', texts: ['1', '2', ''], held: (text) => text || 'null' },
  { property: 'Target.Data', texts: ['{"2": 1.10, "1": 1e400}', '[9007199254740993]', ''], held: asJson },
  {
    property: 'Target.StartedOn',
    texts: ['2026-03-04T09:00:00Z', '2026-03-04T10:00:00+01:00', '2026-03-05T09:00:00Z'],
    held: asTime,
  },
  { ...title, culture: 'en-US' },
  { ...title, culture: 'nl-NL' },
  {
    property: relationKey('TargetToAsset'),
    texts: ['parent 30', 'parent 30\nparent 31', ''],
    held: (text) => toJson(endsOfText(text).ends),
  },
]

export const descriptionInputs: readonly Typed[] = [
  { property: 'Job.Configuration', texts: ['{"2": 1.10, "1": 1e400}', '[1.0]', ''], held: asJson },
  { property: 'Job.Data', texts: ['{"n": 1.0}', '"a"', ''], held: asJson },
]

/** The name of the cell that an input fills. */
export const cellOf = ({ property, culture }: Pick<Typed, 'property' | 'culture'>): string =>
  culture === undefined ? property : `${property} ${culture}`

/** The cells of an entity as an answer bears it. */
export function heldIn(answer: string): Held {
  const members = jsonMembers(answer)
  const cells = new Map<string, string>()
  cells.set('identifier', members.get('identifier') ?? 'null')
  for (const [name, text] of jsonMembers(members.get('relations') ?? '{}'))
    cells.set(relationKey(name), toJson(relationEnds(parseJson(text))))
  for (const [property, text] of jsonMembers(members.get('properties') ?? '{}')) {
    const value = parseJson(text)
    if (property !== 'Target.Title' || !isRecord(value)) cells.set(property, text)
    else for (const culture of cultures) cells.set(`${property} ${culture}`, toJson(value[culture] ?? null))
  }
  return { version: `${members.get('id')} ${members.get('version')}`, cells }
}

/** The text of a cell; what is not there counts as null. */
export const textAt = (held: Held | null, cell: string): string => held?.cells.get(cell) ?? 'null'

/** The cells that differ. Of an entity that comes or goes only what people can type. */
export function differing(before: Held | null, after: Held | null): string[] {
  const names = new Set([...(before?.cells.keys() ?? []), ...(after?.cells.keys() ?? [])])
  const ofOne = (name: string) =>
    before !== null && after !== null ? true : name !== 'identifier' && !name.startsWith('Relation ')
  return [...names].filter((name) => ofOne(name) && textAt(before, name) !== textAt(after, name))
}
