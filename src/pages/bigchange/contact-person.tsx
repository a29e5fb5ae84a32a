import { useQuery } from '@tanstack/react-query'
import { personQuery, type WholeJob } from '~/api/job-records.ts'

/** The contact person of a job, and how to reach them as far as it can be read. */
export function ContactPerson({ job: { personId, personName } }: { job: WholeJob }) {
  const { data } = useQuery({ ...personQuery(personId ?? ''), enabled: Boolean(personId) })
  const { email, mobile, landline, extension } = data ?? {}
  return (
    <>
      {personName || personId}
      {email && <Reach label="E-mail" href={`mailto:${email}`} text={email} />}
      {mobile && <Reach label="Mobile" href={`tel:${dialled(mobile)}`} text={mobile} />}
      {landline && (
        <Reach
          label="Landline"
          href={`tel:${dialled(landline)}`}
          text={extension ? `${landline}, extension ${extension}` : landline}
        />
      )}
    </>
  )
}

const dialled = (number: string): string => number.replaceAll(/[^\d+*#]/g, '')

const Reach = ({ label, href, text }: { label: string; href: string; text: string }) => (
  <span className="block">
    <span className="text-muted">{label}: </span>
    <a href={href} className="link">
      {text}
    </a>
  </span>
)
