import { ExactNumber, isRecord, JsonText } from '~/lib/json.ts'
import { membersOf } from '~/lib/json-text.ts'
import { sameJson } from '~/lib/same-json.ts'
import { type Entity, idOfLink } from './entity.ts'

export type Side = 'parent' | 'child'

/** An entity at the other end of a relation. */
export interface RelationEnd {
  readonly side: Side
  /** Its id; its link where that ends in none. */
  readonly id: string
}

/** The members of an expanded relation that name entities. */
export const relationSides = ['parent', 'parents', 'child', 'children'] as const

/** A place in a relation for ends of one side: for one of them, or for many. */
interface Slot {
  readonly member: (typeof relationSides)[number]
  readonly side: Side
  readonly many: boolean
}

const slots: readonly Slot[] = relationSides.map((member) => ({
  member,
  side: member.startsWith('parent') ? 'parent' : 'child',
  many: member !== 'parent' && member !== 'child',
}))

const plain = (relation: unknown): unknown => (relation instanceof JsonText ? relation.value : relation)

/** The address of a link (`{ "href": … }`), or null where the value is none. */
export function hrefOf(value: unknown): string | null {
  const link = plain(value)
  return isRecord(link) && typeof link['href'] === 'string' ? link['href'] : null
}

/** True where the answer bears no relation but only the way to it. */
export const isLinkOnly = (relation: unknown): boolean => hrefOf(relation) !== null

/** The entities at the other end of an expanded relation. */
export function relationEnds(relation: unknown): RelationEnd[] {
  const value = plain(relation)
  if (!isRecord(value)) return []
  return slots.flatMap((slot) => linksIn(value, slot).map((link) => ({ side: slot.side, id: idOf(link) })))
}

const linksIn = (relation: Record<string, unknown>, { member }: Slot): Record<string, unknown>[] => {
  const held = relation[member]
  return (Array.isArray(held) ? held : [held]).filter(isRecord)
}

const idOf = ({ href }: Record<string, unknown>): string =>
  typeof href === 'string' ? (idOfLink(href) ?? href) : 'unknown'

function totalOf(relation: unknown, side: Side): string | null {
  const value = plain(relation)
  const total = isRecord(value) ? value[`${side}_total`] : null
  return typeof total === 'number' || total instanceof ExactNumber ? String(total) : null
}

const many = { parent: 'parents', child: 'children' } as const
const sides = ['parent', 'child'] as const
const toldOf = (relation: unknown, side: Side): number =>
  relationEnds(relation).filter((end) => end.side === side).length

/** True where the server counts more ends than it tells. */
export const isPartial = (relation: unknown): boolean =>
  sides.some((side) => Number(totalOf(relation, side) ?? 0) > toldOf(relation, side))

/** True where the answer bears the whole relation, or none. */
export const isToldWhole = (relation: unknown): boolean => !isLinkOnly(relation) && !isPartial(relation)

/** "2 of 5000 children", on each side that the server counts; '' where it counts none. */
export const endsToldOf = (relation: unknown): string =>
  sides
    .flatMap((side) => {
      const total = totalOf(relation, side)
      return total === null ? [] : `${toldOf(relation, side)} of ${total} ${many[side]}`
    })
    .join(', ')

/**
 * Where ends of a relation can be put: which members are filled says the cardinality and on which side this entity is. None
 * where the answer does not tell.
 */
export function relationSlots(relation: unknown): readonly Slot[] {
  const value = plain(relation)
  if (!isRecord(value) || isLinkOnly(value)) return []
  const told = slots.filter(({ member }) => Object.hasOwn(value, member))
  const filled = told.filter(({ member }) => value[member] !== null)
  const usable = filled.length > 0 || told.length !== 1 ? filled : told
  return new Set(usable.map(({ side }) => side)).size === usable.length ? usable : []
}

const counts = new Set(['parent_total', 'child_total'])

/**
 * The relation with other ends, as it is written: links that stay and all other members as they came, without the counts,
 * which are the server's. `address` is the address of an entity up to its id.
 */
export function relationWith(
  relation: unknown,
  ends: readonly RelationEnd[],
  address: string,
): Record<string, unknown> {
  const value = plain(relation)
  if (!isRecord(value)) return {}
  const kept = relation instanceof JsonText ? [...membersOf(relation)] : Object.entries(value)
  const changed = relationSlots(value).map((slot) => {
    const known = linksIn(value, slot)
    const links = ends
      .filter(({ side }) => side === slot.side)
      .map(({ id }) => known.find((link) => idOf(link) === id) ?? { href: address + id })
    return [slot.member, slot.many ? links : (links[0] ?? null)] as const
  })
  return Object.fromEntries([...kept.filter(([name]) => !counts.has(name)), ...changed])
}

/** The address of an entity up to its id, as the server spells it near this relation. */
export function entityAddress(of: Entity, relation: unknown): string {
  const value = plain(relation)
  const near = isRecord(value) ? slots.flatMap((slot) => linksIn(value, slot)) : []
  const addresses = [...near, of['self'], of.modified_by, of.created_by].map((link) =>
    isRecord(link) && typeof link['href'] === 'string' ? /^.*\/entities\/(?=\d+$)/.exec(link['href']) : null,
  )
  return addresses.find((found) => found !== null)?.[0] ?? '/api/entities/'
}

const ownWords = new Set<string>([...relationSides, 'self'])

/** True where both say the same of a relation, whatever the order of its ends and whatever only one of them says beside. */
export function sameRelation(left: unknown, right: unknown): boolean {
  const [one, other] = [plain(left) ?? null, plain(right) ?? null]
  if (!isRecord(one) || !isRecord(other) || isLinkOnly(one) || isLinkOnly(other)) return sameJson(one, other)
  const properties = propertiesByEnd(other)
  return (
    endsText(one) === endsText(other) &&
    Object.keys(one).every(
      (name) => ownWords.has(name) || !Object.hasOwn(other, name) || sameJson(one[name], other[name]),
    ) &&
    [...propertiesByEnd(one)].every(
      ([end, held]) => held == null || properties.get(end) == null || sameJson(held, properties.get(end)),
    )
  )
}

const endsText = (relation: unknown): string =>
  relationEnds(relation)
    .map(({ side, id }) => `${side} ${id}`)
    .toSorted()
    .join('\n')

const propertiesByEnd = (relation: Record<string, unknown>) =>
  new Map(
    slots.flatMap((slot) =>
      linksIn(relation, slot).map((link) => [`${slot.side} ${idOf(link)}`, link['properties']] as const),
    ),
  )
