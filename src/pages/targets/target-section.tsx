import type { ReactNode } from 'react'
import { useTargetOutlet } from './target-outlet.ts'

/** A part of what is told of a target; its heading follows that of the panel, or of the page. */
export function TargetSection({ title, children }: { title: string; children: ReactNode }) {
  const Heading = useTargetOutlet().asPanel ? 'h3' : 'h2'
  return (
    <section aria-label={title} className="grid gap-2">
      <Heading className="text-sm font-semibold">{title}</Heading>
      {children}
    </section>
  )
}
