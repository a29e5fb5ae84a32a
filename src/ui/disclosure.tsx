import type { ReactNode } from 'react'

/** Something that few need, under its name until it is asked for. */
export const Disclosure = ({ summary, children }: { summary: string; children: ReactNode }) => (
  <details className="rounded-lg border bg-surface">
    <summary className="rounded-lg px-3 py-2 text-sm font-medium hover:bg-hover">{summary}</summary>
    <div className="border-t px-3 py-2">{children}</div>
  </details>
)
