import { DefinitionList } from '~/ui/definition-list.tsx'
import { endsToldOf, hrefOf, relationEnds } from '~/api/relations.ts'
import { LinkText } from './link-text.tsx'
import { TargetSection } from './target-section.tsx'

/** A target's relations: those that the answer expands with the ids at the other end, the rest as what they are, a link. */
export function Relations({ relations }: { relations: Record<string, unknown> }) {
  const entries = Object.entries(relations)
  if (entries.length === 0) return null
  return (
    <TargetSection title="Relations">
      <DefinitionList
        rows={entries.map(([name, relation]) => ({
          term: name,
          value: <Ends name={name} relation={relation} />,
        }))}
      />
    </TargetSection>
  )
}

function Ends({ name, relation }: { name: string; relation: unknown }) {
  const href = hrefOf(relation)
  if (href !== null)
    return (
      <>
        <p className="text-muted">not expanded by the server, only a link</p>
        <LinkText name={name} href={href} />
      </>
    )
  const ends = relationEnds(relation)
  const totals = endsToldOf(relation)
  return (
    <>
      {ends.length === 0 && <span className="text-muted">none</span>}
      <ul>
        {ends.map(({ side, id }) => (
          <li key={`${side} ${id}`}>
            <span className="text-muted">{side}</span> {id}
          </li>
        ))}
      </ul>
      {totals && <span className="text-muted">{totals}</span>}
    </>
  )
}
