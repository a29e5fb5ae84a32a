import { ExactNumber, isRecord, toJson } from '~/lib/json.ts'
import { Badge } from '~/ui/badge.tsx'
import { ScrollBox } from '~/ui/scroll-box.tsx'
import { Time } from '~/ui/time.tsx'

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** The value of a property that the console does not know by name: readable where it can be, else as JSON. */
export function PropertyValue({ name, value }: { name: string; value: unknown }) {
  if (value === null || value === undefined) return <span className="text-muted">none</span>
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number' || value instanceof ExactNumber) return String(value)
  if (typeof value === 'string') {
    if (value === '') return <span className="text-muted">empty text</span>
    if (isoTime.test(value)) return <Time iso={value} as="beside" />
    return (
      <ScrollBox label={name} className="max-h-48 whitespace-pre-wrap">
        <p dir="auto">{value}</p>
      </ScrollBox>
    )
  }
  if (isRecord(value) && typeof value['identifier'] === 'string') return <Badge>{optionText(value)}</Badge>
  if (isRecord(value) && isPerCulture(value))
    return (
      <ul aria-label={name}>
        {Object.entries(value).map(([culture, text]) => (
          <li key={culture}>
            <span className="text-muted">{culture}</span>{' '}
            <span dir="auto">{typeof text === 'string' && text}</span>
          </li>
        ))}
      </ul>
    )
  return (
    <ScrollBox label={name} className="max-h-48 whitespace-pre-wrap font-mono text-xs">
      {toJson(value, 2)}
    </ScrollBox>
  )
}

function optionText(option: Record<string, unknown>): string {
  const label = isRecord(option['labels'])
    ? Object.values(option['labels']).find((text) => typeof text === 'string')
    : undefined
  return typeof label === 'string' && label !== option['identifier']
    ? `${label} (${String(option['identifier'])})`
    : String(option['identifier'])
}

const isPerCulture = (value: Record<string, unknown>): boolean => {
  const entries = Object.entries(value)
  return (
    entries.length > 0 &&
    entries.every(
      ([culture, text]) =>
        /^[a-z]{2,3}-[A-Za-z0-9-]+$/.test(culture) && (text === null || typeof text === 'string'),
    )
  )
}
