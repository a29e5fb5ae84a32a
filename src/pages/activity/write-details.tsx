import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { SeenEntry } from '~/api/activity-entry.ts'
import { writeBodiesQuery } from '~/api/activity.ts'
import { asProblem } from '~/lib/problem.ts'
import { Disclosure } from '~/ui/disclosure.tsx'
import { DefinitionList } from '~/ui/definition-list.tsx'
import { JsonDiff } from '~/ui/json-diff.tsx'
import { JsonView } from '~/ui/json-view.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { Time } from '~/ui/time.tsx'
import { writtenDifference } from './written-difference.ts'

/** What a write bore and what came back. Load it lazily. */
export function WriteDetails({ entry }: { entry: SeenEntry }) {
  const { data: bodies, error } = useQuery(writeBodiesQuery(entry))
  const { problem, undoOf, undoneBy } = entry
  const rows = [
    { term: 'Begun', value: <Time iso={entry.at} as="beside" /> },
    { term: 'By', value: entry.who.name },
    {
      term: 'Request',
      value: (
        <code>
          {entry.method} {entry.path}
        </code>
      ),
    },
    ...(entry.status === null
      ? []
      : [{ term: 'Answer', value: [entry.status, entry.location].filter(Boolean).join(' · ') }]),
    ...(problem ? [{ term: 'Problem', value: `${problem.what} ${problem.why} ${problem.next}` }] : []),
    ...(undoOf === null
      ? []
      : [{ term: 'Undoes', value: <EntryLink id={undoOf}>the write before it</EntryLink> }]),
    ...(undoneBy === null
      ? []
      : [{ term: 'Undone by', value: <EntryLink id={undoneBy}>a later write</EntryLink> }]),
  ]
  return (
    <div className="grid grid-cols-1 gap-3">
      <DefinitionList rows={rows} />
      {error ? (
        <ProblemAlert problem={asProblem(error)} />
      ) : bodies ? (
        <div className="grid grid-cols-1 gap-1.5">
          <h3 className="text-sm">Before and after</h3>
          <JsonDiff label={entry.title} {...writtenDifference({ ...entry, ...bodies })} />
        </div>
      ) : (
        <Skeleton label="Loading difference" />
      )}
      {bodies?.answer !== undefined && (
        <Disclosure summary="Body of the answer">
          <JsonView label="Body of the answer" value={bodies.answer.value} />
        </Disclosure>
      )}
    </div>
  )
}

const EntryLink = ({ id, children }: { id: string; children: string }) => (
  <Link to={{ pathname: '/activity', hash: id }} className="link">
    {children}
  </Link>
)
