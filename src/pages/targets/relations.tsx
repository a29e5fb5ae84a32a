import { idOfLink } from '~/api/entity.ts'
import { isRecord } from '~/lib/json.ts'
import { DefinitionList } from '~/ui/definition-list.tsx'
import { TargetSection } from './target-section.tsx'

/** A target's relations: those that the answer expands with the ids at the other end, the rest as what they are, a link. */
export function Relations({ relations }: { relations: Record<string, unknown> }) {
  const entries = Object.entries(relations)
  if (entries.length === 0) return null
  return (
    <TargetSection title="Relations">
      <DefinitionList
        rows={entries.map(([name, relation]) => ({ term: name, value: <Ends relation={relation} /> }))}
      />
    </TargetSection>
  )
}

const sides = ['parent', 'parents', 'child', 'children'] as const

function Ends({ relation }: { relation: unknown }) {
  if (!isRecord(relation)) return <span className="text-muted">none</span>
  if (typeof relation['href'] === 'string')
    return <span className="text-muted">not expanded by the server</span>
  const ends = sides.flatMap((side) => {
    const value = relation[side]
    const links = (Array.isArray(value) ? value : [value]).filter(isRecord)
    return links.map((link) => ({ side: side.startsWith('parent') ? 'parent' : 'child', id: idOf(link) }))
  })
  if (ends.length === 0) return <span className="text-muted">none</span>
  return (
    <ul>
      {ends.map(({ side, id }) => (
        <li key={`${side} ${id}`}>
          <span className="text-muted">{side}</span> {id}
        </li>
      ))}
    </ul>
  )
}

const idOf = (link: Record<string, unknown>): string => {
  const href = typeof link['href'] === 'string' ? link['href'] : null
  return idOfLink(href) ?? href ?? 'unknown'
}
