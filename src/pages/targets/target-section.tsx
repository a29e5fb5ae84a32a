import type { ReactNode } from 'react'
import { useTargetOutlet } from './target-outlet.ts'

/** A named part of a target, a level below the heading of its panel or page. */
export function TargetSection({ title, children }: { title: string; children: ReactNode }) {
  const Heading = useTargetOutlet().asPanel ? 'h3' : 'h2'
  return (
    <section aria-label={title} className="grid gap-2">
      <Heading className="text-sm font-semibold">{title}</Heading>
      {children}
    </section>
  )
}
