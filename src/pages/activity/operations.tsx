import { useOperations } from '~/api/operations.ts'
import { OperationCard } from './operation-card.tsx'

/** The operations of this browser, newest first; nothing where there are none. */
export function Operations() {
  const operations = useOperations()
  if (operations.length === 0) return null
  return (
    <section aria-label="Operations" className="grid grid-cols-1 gap-3">
      {operations.map((one) => (
        <OperationCard key={one.id} operation={one} />
      ))}
    </section>
  )
}
