import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'info' | 'good' | 'bad' | 'warn'

/** A state in one word: its tone shows as a shape before the word, and as a colour. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>
}
