import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'info' | 'good' | 'bad' | 'warn'

/** The look of a badge, for where a component for each costs too much: `Badge` is the way everywhere else. */
export const badgeClass = (tone: Tone): string => `badge badge-${tone}`

/** A state in one word: its tone shows as a shape before the word, and as a colour. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={badgeClass(tone)}>{children}</span>
}
