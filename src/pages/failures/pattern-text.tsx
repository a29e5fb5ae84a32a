import type { Cause } from './group-causes.ts'

const placeholder = /(‹[a-z]+›)/

/** A cause in words; what differs between its targets is fainter. */
export const PatternText = ({ pattern }: Pick<Cause, 'pattern'>) =>
  pattern === '' ? (
    'No message'
  ) : (
    <bdi>
      {pattern.split(placeholder).map((part, place) =>
        // A split at a group: every second part is one.
        place % 2 === 1 ? (
          // oxlint-disable-next-line react/no-array-index-key -- the parts of a text stay in their places
          <span key={place} className="font-normal text-muted">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </bdi>
  )
