import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router'
import type { Entity } from '~/api/entity.ts'
import { exactValueOf } from '~/api/exact-value.ts'
import { descriptionQuery } from '~/api/descriptions.ts'
import { placeOf } from '~/api/refusals.ts'
import { useRight } from '~/api/use-right.ts'
import { Offered } from '~/form/offered.tsx'
import { config } from '~/lib/current-config.ts'
import { formatCount, formatNumber } from '~/lib/format.ts'
import { asProblem } from '~/lib/problem.ts'
import { buttonClass } from '~/ui/button.tsx'
import { DefinitionList } from '~/ui/definition-list.tsx'
import { ProblemAlert } from '~/ui/problem-alert.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { Time } from '~/ui/time.tsx'
import { summarizeConfiguration } from './configuration-summary.ts'
import { Disclosure } from '~/ui/disclosure.tsx'
import { formatBytes } from './format-bytes.ts'
import { toldRows } from './told-rows.ts'

/** What the job is to do, in a few words. */
export function JobDescription({ jobId }: { jobId: string }) {
  const description = useQuery(descriptionQuery(jobId, config().contentHub.cultures))
  const address = `/jobs/${jobId}/description`
  const edit = useRight('edit', placeOf.description(jobId), description.data)
  return (
    <section aria-labelledby="job-description" className="grid min-w-0 gap-1">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="job-description" className="text-lg">
          Description
        </h2>
        {description.data && (
          <div className="flex gap-2">
            <Link to={address} className={buttonClass('secondary', 'small')}>
              Open <span className="sr-only">description</span>
            </Link>
            <Offered right={edit} label="Edit description">
              <Link to={`${address}/edit`} className={buttonClass('secondary', 'small')}>
                Edit <span className="sr-only">description</span>
              </Link>
            </Offered>
          </div>
        )}
        {description.data === null && (
          <Offered right={edit} label="Create a description">
            <Link to={`${address}/edit`} className={buttonClass('secondary', 'small')}>
              Create a description
            </Link>
          </Offered>
        )}
      </div>
      {description.error && (
        <ProblemAlert
          problem={asProblem(description.error, 'The description could not be loaded.')}
          onRetry={() => description.refetch()}
        />
      )}
      {description.isPending && <Skeleton label="Loading description" lines={4} />}
      {description.data === null && <p className="text-muted">This job has no description.</p>}
      {description.data && <Summary description={description.data} />}
    </section>
  )
}

function Summary({ description }: { description: Entity }) {
  const configuration = exactValueOf(description, config().contentHub.properties.configuration)
  const summary = useMemo(
    () => (configuration === null ? null : summarizeConfiguration(configuration)),
    [configuration],
  )
  if (!summary) return <p className="text-muted">The description of this job holds no configuration.</p>
  const { type, operations, targets, bytes, text, length } = summary
  const rows = toldRows([
    { term: 'Kind', value: type },
    {
      term: 'Operations',
      value: operations && (operations.length > 0 ? operationsText(operations) : 'none'),
    },
    { term: 'Targets listed', value: targets !== null && formatNumber(targets) },
    { term: 'Size', value: `${formatBytes(bytes)} of JSON` },
    {
      term: 'Modified',
      value: description.modified_on && <Time iso={description.modified_on} as="beside" />,
    },
  ])
  return (
    <div className="grid gap-3">
      <DefinitionList rows={rows} />
      <Disclosure summary="Configuration as JSON">
        <pre className="text-xs whitespace-pre-wrap wrap-anywhere">{text}</pre>
        {text.length < length && (
          <p className="pt-2 text-sm text-muted">
            The first {formatNumber(text.length)} of {formatCount(length, 'character')}.
          </p>
        )}
      </Disclosure>
    </div>
  )
}

const namedOperations = 3

function operationsText(operations: readonly string[]): string {
  const names = operations.slice(0, namedOperations).join(', ')
  const more = operations.length - namedOperations
  return `${formatNumber(operations.length)}: ${names}${more > 0 ? ` and ${formatNumber(more)} more` : ''}`
}
