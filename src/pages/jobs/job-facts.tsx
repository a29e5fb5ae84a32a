import { type Entity, idOfLink, optionOf, textOf, valueOf } from '~/api/entity.ts'
import { config } from '~/lib/current-config.ts'
import { CopyButton } from '~/ui/copy-button.tsx'
import { DefinitionList } from '~/ui/definition-list.tsx'
import { Time } from '~/ui/time.tsx'
import { toldRows } from './told-rows.ts'

/** What is known by name of a job: what it is, who and when. */
export function JobFacts({ job }: { job: Entity }) {
  return (
    <section aria-labelledby="job-facts" className="grid gap-1">
      <h2 id="job-facts" className="text-lg">
        Details
      </h2>
      <DefinitionList rows={facts(job)} />
    </section>
  )
}

function facts(job: Entity) {
  const { cultures, properties } = config().contentHub
  const option = (property: string) => {
    const value = optionOf(valueOf(job, property), cultures)
    return value && (value.label === value.identifier ? value.label : `${value.label} (${value.identifier})`)
  }
  return toldRows([
    { term: 'Type', value: option(properties.jobType) },
    { term: 'State', value: option(properties.jobState) },
    { term: 'Condition', value: option(properties.jobCondition) },
    { term: 'Priority', value: textOf(valueOf(job, 'Job.Priority'), cultures) },
    {
      term: 'Locked',
      value: (job.locked_on || job.locked_by) && <When who={job.locked_by} iso={job.locked_on} since />,
    },
    { term: 'Created', value: job.created_on && <When who={job.created_by} iso={job.created_on} /> },
    { term: 'Modified', value: job.modified_on && <When who={job.modified_by} iso={job.modified_on} /> },
    { term: 'Identifier', value: job.identifier && <Copied text={job.identifier} label="Copy identifier" /> },
    { term: 'Version', value: job.version == null ? null : String(job.version) },
  ])
}

interface WhenProps {
  who: Entity['created_by']
  iso: string | null | undefined
  since?: boolean
}

/** When something happened and by whom. The API names people by a link to their entity alone; its title is a sentence that stays a tooltip. */
export function When({ who, iso, since = false }: WhenProps) {
  const id = idOfLink(who?.href)
  const person = id ? `user ${id}` : who?.title
  return (
    <>
      {since && person && `by ${person}`}
      {since && iso && ' since '}
      {iso && <Time iso={iso} as="beside" />}
      {!since && person && (
        <span title={who?.title ?? undefined} className="block text-muted">
          by {person}
        </span>
      )}
    </>
  )
}

const Copied = ({ text, label }: { text: string; label: string }) => (
  <span className="inline-flex max-w-full flex-wrap items-center gap-1">
    <code className="min-w-0">{text}</code>
    <CopyButton text={text} label={label} iconOnly />
  </span>
)
