import { Note } from '~/ui/note.tsx'

/** What of the address was not usable and was replaced, a sentence each. */
export const Corrections = ({ corrections }: { corrections: readonly string[] }) =>
  corrections.length > 0 && (
    <Note tone="warn">
      {corrections.map((correction) => (
        <p key={correction}>{correction}</p>
      ))}
    </Note>
  )
