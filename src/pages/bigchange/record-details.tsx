import { type ReactNode, Suspense } from 'react'
import type { CustomField, WholeJob } from '~/api/job-records.ts'
import { isEntityId } from '~/lib/entity-id.ts'
import { formatMinutes } from '~/lib/minutes.ts'
import { Disclosure } from '~/ui/disclosure.tsx'
import { toldRows } from '~/pages/jobs/told-rows.ts'
import { DefinitionList } from '~/ui/definition-list.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { Time } from '~/ui/time.tsx'
import { ContactPerson } from './contact-person.tsx'
import { customValue } from './record-entity.ts'
import { namedFields } from './record-names.ts'
import { RecordStatus } from './record-status-section.tsx'

const JsonView = lazyPart(async () => (await import('~/ui/json-view.tsx')).JsonView)

/** Everything that is known of a BigChange job. */
export function RecordDetails({ job }: { job: WholeJob }) {
  const fields = [...namedFields(job)]
  return (
    <div className="grid min-w-0 grid-cols-1 gap-5">
      <RecordStatus job={job} />
      {job.description && (
        <Section title="Description">
          <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
            {job.description}
          </p>
        </Section>
      )}
      <div className="grid items-start gap-x-8 gap-y-5 lg:grid-cols-2">
        <div className="grid gap-5">
          <Section title="Details">
            <DefinitionList rows={facts(job)} />
          </Section>
          <Comments job={job} />
        </div>
        <div className="grid gap-5">
          <Section title="Times">
            <DefinitionList rows={times(job)} />
          </Section>
          {fields.length > 0 && (
            <Section title="Custom fields">
              <DefinitionList
                rows={fields.map(([term, field]) => ({
                  term,
                  value: <CustomFieldShown job={job} field={field} />,
                }))}
              />
            </Section>
          )}
        </div>
      </div>
      <Disclosure summary="Raw JSON">
        <Suspense fallback={<Skeleton label="Loading raw JSON" lines={6} />}>
          <JsonView label="Raw JSON" value={job} />
        </Suspense>
      </Disclosure>
    </div>
  )
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="grid min-w-0 gap-1">
    <h2 className="text-lg">{title}</h2>
    {children}
  </section>
)

function Comments({ job }: { job: WholeJob }) {
  const rows = toldRows([
    { term: 'Result', value: job.result },
    { term: 'Office notes', value: job.officeNotes },
    { term: 'Internal comment', value: job.internalComment },
    { term: 'Comment by those who did it', value: job.resourcesComment },
    { term: 'Comment by the customer', value: job.contactComment },
  ])
  return (
    rows.length > 0 && (
      <Section title="Result and comments">
        <DefinitionList rows={rows} />
      </Section>
    )
  )
}

const facts = (job: WholeJob) => [
  ...toldRows([
    {
      term: 'Contact',
      value: (job.contactName || job.contactAddress) && (
        <>
          {job.contactName}
          <span className="block text-muted">{job.contactAddress}</span>
        </>
      ),
    },
    { term: 'Contact person', value: (job.personName || job.personId) && <ContactPerson job={job} /> },
    { term: 'Type', value: job.typeName },
    { term: 'Category', value: job.categoryName },
  ]),
  // What can be edited is told also where there is nothing.
  { term: 'Reference', value: job.reference || <NotSet /> },
  { term: 'Order number', value: job.orderNumber || <NotSet /> },
  ...toldRows([
    { term: 'Scheduled to', value: job.resourceName },
    { term: 'Vehicle', value: job.vehicleRegistration },
    { term: 'Marks', value: marks(job) },
  ]),
]

const marks = ({ isConfirmed, isFinanciallyComplete, isActioned }: WholeJob): string =>
  [
    isConfirmed && 'confirmed',
    isFinanciallyComplete && 'financially complete',
    isActioned && 'dealt with by the office',
  ]
    .filter(Boolean)
    .join(', ')

const times = (job: WholeJob) =>
  toldRows([
    { term: 'Planned start', value: job.plannedStartAt && <Time iso={job.plannedStartAt} as="beside" /> },
    { term: 'Planned end', value: job.plannedEndAt && <Time iso={job.plannedEndAt} as="beside" /> },
    {
      term: 'Planned duration',
      value: job.plannedDuration == null ? null : formatMinutes(job.plannedDuration),
    },
    { term: 'Due', value: job.dueAt && <Time iso={job.dueAt} as="beside" /> },
    {
      term: 'Actual start',
      value: job.actualStartAt ? <Time iso={job.actualStartAt} as="beside" /> : 'not started',
    },
    { term: 'Actual end', value: job.actualEndAt ? <Time iso={job.actualEndAt} as="beside" /> : 'not ended' },
    {
      term: 'Actual duration',
      value: job.actualDuration == null ? null : formatMinutes(job.actualDuration),
    },
  ])

const NotSet = () => <em className="text-muted">Not set</em>

function CustomFieldShown({ job, field }: { job: WholeJob; field: CustomField }) {
  const value = customValue(field, field.value)
  if (value === null) return <NotSet />
  if (value === '') return <em className="text-muted">Empty text</em>
  if (typeof value !== 'string') return value.labels.en
  if (field.definition.type === 'systemList' && isEntityId(value))
    return job.resourceName && field.definition.systemListType !== 'vehicle' && value === job.resourceId
      ? `${job.resourceName} (${value})`
      : value
  return (
    <span dir="auto" className="whitespace-pre-wrap">
      {value}
    </span>
  )
}
