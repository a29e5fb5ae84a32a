import type { Outcome, SeenEntry } from '~/api/activity-entry.ts'
import { Badge, type Tone } from '~/ui/badge.tsx'

const looks: Record<Outcome, { words: string; tone: Tone }> = {
  running: { words: 'Running', tone: 'info' },
  done: { words: 'Done', tone: 'good' },
  refused: { words: 'Refused', tone: 'bad' },
  unknown: { words: 'Unknown', tone: 'warn' },
}

/** What became of a write, in one word. */
export const outcomeWords = ({ outcome, undoneBy }: SeenEntry): string =>
  undoneBy === null ? looks[outcome].words : 'Undone'

export const OutcomeBadge = ({ entry }: { entry: SeenEntry }) => (
  <Badge tone={entry.undoneBy === null ? looks[entry.outcome].tone : 'neutral'}>{outcomeWords(entry)}</Badge>
)
