import { idOfLink } from '~/api/entity.ts'
import { isRecord } from '~/lib/json.ts'

/** The members of an expanded relation that name entities. */
export const relationSides = ['parent', 'parents', 'child', 'children'] as const

/** True where the answer bears no relation but only the way to it. */
export const isLinkOnly = (relation: unknown): boolean =>
  isRecord(relation) && typeof relation['href'] === 'string'

/** The entities at the other end of an expanded relation, by id; by their link where that ends in none. */
export function relationEnds(relation: unknown): { side: 'parent' | 'child'; id: string }[] {
  if (!isRecord(relation)) return []
  return relationSides.flatMap((member) => {
    const value = relation[member]
    const links = (Array.isArray(value) ? value : [value]).filter(isRecord)
    const side = member.startsWith('parent') ? ('parent' as const) : ('child' as const)
    return links.map((link) => ({ side, id: idOf(link) }))
  })
}

const idOf = ({ href }: Record<string, unknown>): string =>
  typeof href === 'string' ? (idOfLink(href) ?? href) : 'unknown'
