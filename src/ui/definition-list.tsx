import type { ReactNode } from 'react'

interface DefinitionListProps {
  /** Terms are unique within a list. */
  rows: readonly { term: string; value: ReactNode }[]
}

/** Names and values in two columns; on a phone one below the other. */
export function DefinitionList({ rows }: DefinitionListProps) {
  return (
    <dl className="text-sm">
      {rows.map(({ term, value }) => (
        <div
          key={term}
          className="gap-x-4 border-b py-1.5 last:border-b-0 sm:grid sm:grid-cols-[10rem_minmax(0,1fr)]"
        >
          <dt className="text-muted wrap-anywhere">{term}</dt>
          <dd className="min-w-0 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
