interface SkeletonProps {
  /** What is being waited for, said to assistive technology: "Loading job". */
  label: string
  lines?: number
}

/** Still grey lines in place of text that has not come yet. */
export function Skeleton({ label, lines = 3 }: SkeletonProps) {
  return (
    <output className="grid gap-3 py-2">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={`h-3 rounded-sm bg-hover ${line % 3 === 2 ? 'w-1/2' : ''}`} />
      ))}
    </output>
  )
}
